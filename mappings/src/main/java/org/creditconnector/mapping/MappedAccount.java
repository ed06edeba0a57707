package org.creditconnector.mapping;

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
 */
public record MappedAccount(
        String accountKey, @Nullable CreditRecord record, List<Finding> findings, ControlTotals totals) {
    /** Never shows values: a record holds personal data. */
    @Override
    public String toString() {
        return "mapped account " + accountKey + (record == null ? " (held)" : "") + " with " + findings.size()
                + " findings";
    }
}
