package org.creditconnector.extract;

import org.jspecify.annotations.Nullable;

/**
 * A half-open range of keys: the unit of reading, commit and restart. The first and the last range of a run are open-ended, so that
 * no account falls out when keys are added while the run is planned.
 *
 * @param number position in the run, from 0
 * @param from smallest key in it; null for the first range
 * @param to first key after it; null for the last range
 */
public record KeyRange(
        int number, @Nullable Object from, @Nullable Object to) {
    /** The range of all keys. */
    public static KeyRange all() {
        return new KeyRange(0, null, null);
    }

    @Override
    public String toString() {
        return "[" + (from == null ? "" : from) + ", " + (to == null ? "" : to) + ")";
    }
}
