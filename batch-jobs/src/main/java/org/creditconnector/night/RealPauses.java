package org.creditconnector.night;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Sleeps in short naps, so that a pause that is called off ends within about a second. */
final class RealPauses implements Pauses {
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

    @Override
    public boolean pause(Duration pause, BooleanSupplier calledOff) {
        long end = nanoTime() + pause.toNanos();
        while (!calledOff.getAsBoolean()) {
            long left = end - nanoTime();
            if (left <= 0) {
                return true;
            }
            nap(Math.min(left, LONGEST_NAP.toNanos()));
        }
        return false;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    private static void nap(long nanos) {
        try {
            // Rounded up: a nap of less than a millisecond would turn the end of a pause into a busy loop.
            Thread.sleep(Duration.ofNanos(nanos).plusNanos(999_999).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Pauses.StoppedException(e);
        }
    }
}
