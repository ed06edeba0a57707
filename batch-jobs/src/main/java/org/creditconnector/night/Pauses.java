package org.creditconnector.night;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waiting between tries and questions, and how long it took: the only way in which the night spends or reads elapsed time. Tests
 * give one in which time goes by at once.
 */
interface Pauses {
    /** The machine's own time. */
    Pauses REAL = new RealPauses();

    /**
     * Waits until the pause is over, or shortly after somebody calls it off.
     *
     * @param calledOff asked at the beginning and about every second; it may look into the store
     * @return whether the pause went by to its end
     * @throws StoppedException when the process is asked to end meanwhile
     */
    boolean pause(Duration pause, BooleanSupplier calledOff);

    /** Waits until the pause is over. */
    default void pause(Duration pause) {
        pause(pause, () -> false);
    }

    /**
     * Asked before each piece of work that should not be begun any more once the process is asked to end.
     *
     * @throws StoppedException when it is
     */
    default void goOn() {}

    /** Nanoseconds from some fixed moment on, never going back: {@link System#nanoTime} or what stands for it. */
    long nanoTime();

    /** The process was asked to end while it waited; everything done so far is committed. */
    final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("asked to stop");
        }

        StoppedException(InterruptedException cause) {
            super("stopped while waiting", cause);
        }
    }
}
