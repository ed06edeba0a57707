package org.creditconnector.mapping;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * One account after mapping: a record with derived months, or the reasons why there is none.
 *
 * @param accountKey the key it is reported under; the range key as text where even the account key could not be read
 * @param record the credit record; null exactly when a finding of severity ERROR holds the account
 * @param findings all findings of mapping, in order of the mapping's lines
 * @param totals what the account adds to the totals, also of a held account as far as its amounts can be read
 * @param changesOn first day after the as-of date on which the mapping may make another record of the same rows; null where it does not.
 *     It is known of folders whose {@link SourceMapping#changes} let a night leave accounts out, and of accounts that have a record. What
 *     derivation and rules make of the record on other days is not in it, nor are code tables
 */
public record MappedAccount(
        String accountKey,
        @Nullable CreditRecord record,
        List<Finding> findings,
        ControlTotals totals,
        @Nullable LocalDate changesOn) {
    /** Never shows values: a record holds personal data. */
    @Override
    public String toString() {
        return "mapped account " + accountKey + (record == null ? " (held)" : "") + " with " + findings.size()
                + " findings";
    }
}
