package org.creditconnector.ledger;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a long list.
 *
 * @param rows in order
 * @param next what to ask with for the rows after these; null when there are none
 */
public record Page<T>(List<T> rows, @Nullable String next) {
    /** Of one row more than asked for, those asked for; the last of them is where the next page begins after. */
    static <T> Page<T> of(List<T> rows, int limit, Function<T, String> key) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        return new Page<>(List.copyOf(rows.subList(0, limit)), key.apply(rows.get(limit - 1)));
    }
}
