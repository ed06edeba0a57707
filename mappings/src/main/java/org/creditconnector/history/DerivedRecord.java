package org.creditconnector.history;

import java.util.List;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;

/**
 * What derivation made of an account.
 *
 * @param record the facts in canonical order, with months, position and the reasons for what is missing in them
 * @param findings what could not be explained (HIST-…), never an ERROR
 */
public record DerivedRecord(CreditRecord record, List<Finding> findings) {
    /** Never shows values: a record holds personal data. */
    @Override
    public String toString() {
        return "derived record of account " + record.getReport().getAccountKey() + " with " + findings.size()
                + " findings";
    }
}
