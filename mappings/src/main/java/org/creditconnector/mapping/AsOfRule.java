package org.creditconnector.mapping;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which date the content of a source is true for: the business date of the run, the last month end up to it, one fixed date (a
 * snapshot in files), or what a column of the account's row says.
 *
 * @param fixed the fixed date, else null
 * @param column the column of the accounts query, else null
 * @param monthEnd whether the source knows month ends only
 */
public record AsOfRule(@Nullable LocalDate fixed, @Nullable String column, boolean monthEnd) {
    /** The date for a run: the value of {@code :asOf} in queries, and of each record unless a column says otherwise. */
    public LocalDate on(LocalDate businessDate) {
        if (fixed != null) {
            return fixed;
        }
        boolean last = businessDate.getDayOfMonth() == businessDate.lengthOfMonth();
        return monthEnd && !last ? businessDate.withDayOfMonth(1).minusDays(1) : businessDate;
    }
}
