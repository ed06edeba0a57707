package org.creditconnector.mapping;

import java.util.List;

/**
 * One account with everything that its mapping did.
 *
 * @param account what came out, the same as without explanation
 * @param lines each line for each place of the record, in the order in which they were computed
 */
public record ExplainedAccount(MappedAccount account, List<LineTrace> lines) {
    /** Never shows values. */
    @Override
    public String toString() {
        return "explained " + account;
    }
}
