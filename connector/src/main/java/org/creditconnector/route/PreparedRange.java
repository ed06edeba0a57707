package org.creditconnector.route;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.creditconnector.source.SourceAccount;

/**
 * One key range at the end of the route {@code credit-records}: what the writer stores in the range's one transaction.
 *
 * @param accounts in key order
 * @param rows rows of the source's child queries by query name, of all accounts together; a query without rows may be absent
 * @param extracted whether the accounts were read from the source; where they were not, only their items, findings and effects are
 *     booked: the account book counts what was extracted
 */
public record PreparedRange(List<PreparedAccount> accounts, SortedMap<String, Long> rows, boolean extracted) {
    /** A range of accounts that were read from the source. */
    public PreparedRange(List<PreparedAccount> accounts, SortedMap<String, Long> rows) {
        this(accounts, rows, true);
    }

    /** A range of accounts that came without rows. */
    public PreparedRange(List<PreparedAccount> accounts) {
        this(accounts, new TreeMap<>());
    }

    static SortedMap<String, Long> rowsOf(List<SourceAccount> accounts) {
        SortedMap<String, Long> rows = new TreeMap<>();
        accounts.forEach(account ->
                account.children().forEach((query, children) -> rows.merge(query, (long) children.size(), Long::sum)));
        return rows;
    }
}
