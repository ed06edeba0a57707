package org.creditconnector.night;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.creditconnector.ledger.RangeClaims;
import org.creditconnector.ledger.RangeClaims.Claim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that a range is being worked on, as long as it is. What it cannot say costs nothing: whoever was overtaken is refused. */
final class ClaimHeartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimHeartbeat.class);
    /** So many words may be lost before the claim is. */
    private static final int WORDS = 4;

    private final RangeClaims claims;
    private final Claim claim;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "range-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    ClaimHeartbeat(RangeClaims claims, Claim claim, Duration silence) {
        this.claims = claims;
        this.claim = claim;
        long period = silence.toMillis() / WORDS;
        var unused = timer.scheduleAtFixedRate(this::keep, period, period, TimeUnit.MILLISECONDS);
    }

    private void keep() {
        try {
            if (!claims.keep(claim)) {
                LOG.debug("{} is stored or another worker's", claim.range());
            }
        } catch (RuntimeException e) {
            LOG.warn("the claim on {} could not be kept up, trying again", claim.range(), e);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
    }

    @Override
    public String toString() {
        return "claim " + claim.number();
    }
}
