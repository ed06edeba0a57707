package org.creditconnector.mockregistry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The registry's time: the machine's until somebody sets it, then it stands still until it is set or moved again. Thread-safe. */
final class SettableClock {
    private final Clock machine = Clock.systemUTC();
    private @Nullable Instant fixed;

    /** Now, in whole milliseconds. */
    synchronized Instant now() {
        return fixed == null ? machine.instant().truncatedTo(ChronoUnit.MILLIS) : fixed;
    }

    /** Stops the clock at the instant. */
    synchronized void set(Instant now) {
        fixed = now;
    }

    /** Stops the clock that much after now. */
    synchronized void advance(Duration by) {
        fixed = now().plus(by);
    }

    /** Goes on with the machine's time. */
    synchronized void followMachine() {
        fixed = null;
    }
}
