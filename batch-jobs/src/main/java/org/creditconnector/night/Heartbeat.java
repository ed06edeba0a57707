package org.creditconnector.night;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.creditconnector.ledger.Lease;
import org.creditconnector.ledger.LeaseToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a lease while a command works. A renewal that fails is only logged: whoever writes is refused by the token when the lease
 * is really gone, and a short loss of the store must not end a run.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    /** So many renewals may be lost before the lease is. */
    private static final int RENEWALS = 4;

    private final Lease lease;
    private final LeaseToken token;
    private final Duration leaseTime;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "lease-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    Heartbeat(Lease lease, LeaseToken token, Duration leaseTime) {
        this.lease = lease;
        this.token = token;
        this.leaseTime = leaseTime;
        long period = leaseTime.toMillis() / RENEWALS;
        var unused = timer.scheduleAtFixedRate(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    LeaseToken token() {
        return token;
    }

    private void renew() {
        try {
            if (!lease.renew(token, leaseTime)) {
                LOG.warn("the lease {} was lost to another process; its next write will be refused", token.name());
            }
        } catch (RuntimeException e) {
            LOG.warn("the lease {} could not be renewed, trying again", token.name(), e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        lease.release(token);
    }
}
