package org.creditconnector.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A key range as it was fixed when the run was opened.
 *
 * @param number position in the run, from 0
 * @param from first key in it as text; null = open
 * @param to first key after it as text; null = open
 * @param stored whether its result is committed
 */
public record StoredRange(
        int number, @Nullable String from, @Nullable String to, boolean stored) {}
