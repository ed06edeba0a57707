package org.creditconnector.night;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast packages follow each other, where a registry limits that: evenly, so that no minute ever has more than it takes; and not at
 * all while it asks to be left alone. Shared by all lanes of a run, which wait for it one after the other.
 */
final class Pace {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final long apart;
    private final Pauses pauses;
    private long next;

    /** Nothing goes before; null while nothing was asked for. */
    private volatile @Nullable Long silentUntil;

    /** @param perMinute most in a minute; null for no limit */
    Pace(@Nullable Integer perMinute, Pauses pauses) {
        this.apart = perMinute == null ? 0 : MINUTE.toNanos() / perMinute;
        this.pauses = pauses;
        this.next = pauses.nanoTime();
    }

    /** The registry answered that it wants a pause: also packages that others bring keep to it. */
    void leaveAlone(Duration asked) {
        long until = pauses.nanoTime() + asked.toNanos();
        Long before = silentUntil;
        silentUntil = before == null || until - before > 0 ? Long.valueOf(until) : before;
    }

    /**
     * Waits until the next package may go.
     *
     * @return whether the wait went by to its end
     */
    synchronized boolean keep(BooleanSupplier calledOff) {
        Long silence = silentUntil;
        if (silence != null && !until(silence, calledOff)) {
            return false;
        }
        if (apart == 0) {
            return true;
        }
        if (!until(next, calledOff)) {
            return false;
        }
        next = Math.max(next, pauses.nanoTime()) + apart;
        return true;
    }

    private boolean until(long moment, BooleanSupplier calledOff) {
        long wait = moment - pauses.nanoTime();
        return wait <= 0 || pauses.pause(Duration.ofNanos(wait), calledOff);
    }
}
