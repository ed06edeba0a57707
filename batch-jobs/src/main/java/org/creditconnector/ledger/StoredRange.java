package org.creditconnector.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A key range, or a list of keys, as it was fixed when the run was opened.
 *
 * @param number position in the run, from 0
 * @param from first key in it as text; null = open
 * @param to first key after it as text; null = open
 * @param stored whether its result is committed
 * @param listed whether it is a list of keys, see {@link Scopes#keys}; its first key stands in {@code from}
 */
public record StoredRange(
        int number, @Nullable String from, @Nullable String to, boolean stored, boolean listed) {
    /** A range of keys. */
    public StoredRange(int number, @Nullable String from, @Nullable String to, boolean stored) {
        this(number, from, to, stored, false);
    }
}
