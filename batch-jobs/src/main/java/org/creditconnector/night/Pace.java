package org.creditconnector.night;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How fast packages follow each other, where a registry limits that: evenly, so that no minute ever has more than it takes. */
final class Pace {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final long apart;
    private final Pauses pauses;
    private long next;

    /** @param perMinute most in a minute; null for no limit */
    Pace(@Nullable Integer perMinute, Pauses pauses) {
        this.apart = perMinute == null ? 0 : MINUTE.toNanos() / perMinute;
        this.pauses = pauses;
        this.next = pauses.nanoTime();
    }

    /**
     * Waits until the next package may go.
     *
     * @return whether the wait went by to its end
     */
    boolean keep(BooleanSupplier calledOff) {
        if (apart == 0) {
            return true;
        }
        long wait = next - pauses.nanoTime();
        if (wait > 0 && !pauses.pause(Duration.ofNanos(wait), calledOff)) {
            return false;
        }
        next = Math.max(next, pauses.nanoTime()) + apart;
        return true;
    }
}
