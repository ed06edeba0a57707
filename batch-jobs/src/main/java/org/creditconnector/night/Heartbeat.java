package org.creditconnector.night;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.creditconnector.ledger.Lease;
import org.creditconnector.ledger.LeaseLostException;
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

    /** When the database last said that the lease is ours, by the machine's own time; taken before it was asked. */
    private volatile long confirmedAt;

    private final LongConsumer released;

    private Heartbeat(Lease lease, LeaseToken token, Duration leaseTime, long confirmedAt, LongConsumer released) {
        this.released = released;
        this.lease = lease;
        this.token = token;
        this.leaseTime = leaseTime;
        this.confirmedAt = confirmedAt;
        long period = leaseTime.toMillis() / RENEWALS;
        var unused = timer.scheduleAtFixedRate(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes a lease and keeps it; empty when {@code acquire} gives none.
     *
     * @param released hears the number that the lease stands at after it was given back
     */
    static Optional<Heartbeat> of(
            Lease lease, Duration leaseTime, Supplier<Optional<LeaseToken>> acquire, LongConsumer released) {
        long asked = System.nanoTime();
        return acquire.get().map(token -> new Heartbeat(lease, token, leaseTime, asked, released));
    }

    LeaseToken token() {
        return token;
    }

    /**
     * Refuses when the lease may have been lost. Costs nothing while renewals come in time; a process that was frozen asks the
     * database first. For the moment before something leaves the house that cannot be taken back.
     *
     * @throws LeaseLostException when another process took the lease
     */
    void assertMine() {
        if (System.nanoTime() - confirmedAt < leaseTime.toNanos() / 2) {
            return;
        }
        long asked = System.nanoTime();
        if (!lease.renew(token, leaseTime)) {
            throw new LeaseLostException(token, "another process took it");
        }
        confirmedAt = asked;
    }

    private void renew() {
        try {
            long asked = System.nanoTime();
            if (lease.renew(token, leaseTime)) {
                confirmedAt = asked;
            } else {
                LOG.warn("the lease {} was lost to another process; its next write will be refused", token.name());
            }
        } catch (RuntimeException e) {
            LOG.warn("the lease {} could not be renewed, trying again", token.name(), e);
        }
    }

    /** Gives the lease back; when the store is away, it runs out by itself. */
    @Override
    public void close() {
        // Not interrupted: an H2 file is closed under everybody when a thread is interrupted while it writes.
        timer.shutdown();
        try {
            if (!timer.awaitTermination(leaseTime.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("a renewal of the lease {} did not end", token.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            lease.release(token).ifPresent(released);
        } catch (RuntimeException e) {
            LOG.warn("the lease {} could not be given back, it runs out by itself", token.name(), e);
        }
    }
}
