package org.creditconnector.mapping;

import java.util.Set;
import org.creditconnector.record.MissingReason;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression: gives the value for the row at hand. Besides a value it may give null (nothing there), a
 * {@link MissingReason} (nothing there, explained) or {@link #BAD} (a finding was noted).
 */
@FunctionalInterface
interface Cell {
    /** A value that could not be used; its finding is noted already. */
    Object BAD = new Object();

    /** The value for the rows that the scope points at. */
    @Nullable Object value(Scope scope);

    /** Whether a step has nothing to do because there is no usable value. */
    static boolean isIdle(@Nullable Object value) {
        return value == null || value == BAD || value instanceof MissingReason;
    }

    /**
     * A cell with what is known of it.
     *
     * @param cell gives the value
     * @param kind what kind of value
     * @param domain all values it can have, null where that is open
     * @param literal whether no row is asked at all
     * @param explained whether a null never comes out of it
     */
    record Typed(Cell cell, Kind kind, @Nullable Set<String> domain, boolean literal, boolean explained) {
        static Typed of(Cell cell, Kind kind) {
            return new Typed(cell, kind, null, false, false);
        }

        Typed with(Cell next, Kind nextKind) {
            return new Typed(next, nextKind, null, false, explained);
        }

        /** Applies a step to every usable value and leaves the others as they are. */
        Typed then(Kind nextKind, Step step) {
            Cell before = cell;
            return with(
                    scope -> {
                        Object value = before.value(scope);
                        return isIdle(value) ? value : step.apply(java.util.Objects.requireNonNull(value), scope);
                    },
                    nextKind);
        }
    }

    /** Turns one usable value into another. */
    @FunctionalInterface
    interface Step {
        @Nullable Object apply(Object value, Scope scope);
    }
}
