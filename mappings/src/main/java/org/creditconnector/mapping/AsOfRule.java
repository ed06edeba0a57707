package org.creditconnector.mapping;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which date the content of a source is true for: the business date of the run, one fixed date (a snapshot in files), or what a
 * column of the account's row says.
 *
 * @param fixed the fixed date, else null
 * @param column the column of the accounts query, else null
 */
public record AsOfRule(@Nullable LocalDate fixed, @Nullable String column) {
    /** The date for a run: the value of {@code :asOf} in queries, and of each record unless a column says otherwise. */
    public LocalDate on(LocalDate businessDate) {
        return fixed == null ? businessDate : fixed;
    }
}
