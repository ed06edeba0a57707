package org.creditconnector.mockregistry;

import java.time.Duration;

/** How many deliveries a registry has in its hands at once. Thread-safe. */
public final class UnderWay {
    /** Nobody is held longer, so that a client that sends fewer at once gets its answers too. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(20);

    private int now;
    private int most;
    private int gathered;

    /** Ends a delivery's stay. */
    public interface Stay extends AutoCloseable {
        @Override
        void close();
    }

    /** Most at once since the start or the last {@link #gather}. */
    public synchronized int most() {
        return most;
    }

    /**
     * Counts anew, and answers nothing before so many are there together; after that everything at once.
     *
     * @param number how many
     */
    public synchronized void gather(int number) {
        most = now;
        gathered = number;
    }

    /** A delivery arrives; returns when it may be answered. */
    public synchronized Stay enter() {
        now++;
        most = Math.max(most, now);
        if (now >= gathered) {
            gathered = 0;
            notifyAll();
        }
        long end = System.nanoTime() + LONGEST_HOLD.toNanos();
        try {
            for (long left = LONGEST_HOLD.toMillis(); gathered > 0 && left > 0; left = left(end)) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return this::leave;
    }

    private static long left(long end) {
        return (end - System.nanoTime()) / 1_000_000;
    }

    private synchronized void leave() {
        now--;
    }
}
