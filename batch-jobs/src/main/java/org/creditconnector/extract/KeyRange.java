package org.creditconnector.extract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are read together: the unit of reading, commit and restart. A half-open range of a run that reads all accounts, where
 * the first and the last one are open-ended, so that no account falls out when keys are added while the run is planned; a list of keys
 * of a run that reads what changed.
 *
 * @param number position in the run, from 0
 * @param from smallest key in it; null for the first range
 * @param to first key after it; null for the last range, and for a list
 * @param keys the keys one by one, ascending; null for a range
 */
public record KeyRange(
        int number,
        @Nullable Object from,
        @Nullable Object to,
        @Nullable List<Object> keys) {
    /** A half-open range. */
    public KeyRange(int number, @Nullable Object from, @Nullable Object to) {
        this(number, from, to, null);
    }

    /** Keys one by one; there may be none. */
    public static KeyRange of(int number, List<Object> keys) {
        return new KeyRange(number, keys.isEmpty() ? null : keys.get(0), null, List.copyOf(keys));
    }

    /** The range of all keys. */
    public static KeyRange all() {
        return new KeyRange(0, null, null);
    }

    @Override
    public String toString() {
        return keys != null
                ? keys.size() + " keys" + (from == null ? "" : " from " + from)
                : "[" + (from == null ? "" : from) + ", " + (to == null ? "" : to) + ")";
    }
}
