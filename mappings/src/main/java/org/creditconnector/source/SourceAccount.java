package org.creditconnector.source;

import java.util.List;
import java.util.Map;

/**
 * All rows of one account from the source, still in the lender's words: one row of the {@code accounts} query and, by query
 * name, the rows of the child queries in the order in which the source gave them.
 *
 * @param rangeKey the value that ranges and the merge go by ({@link Long} or {@link String}); may differ from the account key
 * @param account the row of the {@code accounts} query
 * @param children rows by query name; a query without rows for this account is an empty list or absent
 */
public record SourceAccount(Object rangeKey, SourceRow account, Map<String, List<SourceRow>> children) {
    /** Rows of one child query, empty when there are none. */
    public List<SourceRow> rows(String query) {
        return children.getOrDefault(query, List.of());
    }

    /** Never shows values: rows hold personal data. */
    @Override
    public String toString() {
        return "source account at " + account.position();
    }
}
