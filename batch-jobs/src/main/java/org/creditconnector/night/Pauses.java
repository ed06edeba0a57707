package org.creditconnector.night;

import java.time.Duration;

/** Waiting between tries and questions. */
final class Pauses {
    private Pauses() {}

    /** @throws StoppedException when the process is asked to end meanwhile */
    static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException(e);
        }
    }

    /** The process was asked to end while it waited; everything done so far is committed. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException(InterruptedException cause) {
            super("stopped while waiting", cause);
        }
    }
}
