package org.creditconnector.extract;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * Joins the rows of all queries by key in one pass. What it takes are the rows before a key; those after it stay for the range that
 * follows. Every row of a further query must have its account.
 */
final class KeyMerge {
    private final SourceQueries queries;
    private final long unreadableAccounts;
    /** Keys of rows without account, as many as there are accounts that could not be read. */
    private final Set<Object> withoutAccount = ConcurrentHashMap.newKeySet();

    KeyMerge(SourceQueries queries, long unreadableAccounts) {
        this.queries = queries;
        this.unreadableAccounts = unreadableAccounts;
    }

    /** The accounts before a key, all that are left where it is null; without rows of other queries yet. */
    List<SourceAccount> accounts(RowsByKey rows, @Nullable Object to) throws SQLException, NotCopiedException {
        List<SourceAccount> accounts = new ArrayList<>();
        while (rows.hasNextBefore(to)) {
            accounts.add(new SourceAccount(rows.nextKey(), rows.take(), new HashMap<>()));
        }
        return accounts;
    }

    /** Gives the rows of a further query before a key to their accounts. */
    void addRows(RowsByKey rows, @Nullable Object to, List<SourceAccount> accounts)
            throws SQLException, NotCopiedException {
        int at = 0;
        Object last = null;
        List<SourceRow> ofAccount = null;
        while (rows.hasNextBefore(to)) {
            Object key = rows.nextKey();
            SourceRow row = rows.take();
            if (ofAccount == null || !key.equals(last)) {
                last = key;
                while (at < accounts.size()
                        && queries.keyType().compare(accounts.get(at).rangeKey(), key) < 0) {
                    at++;
                }
                ofAccount = at < accounts.size() && accounts.get(at).rangeKey().equals(key)
                        ? accounts.get(at).children().computeIfAbsent(rows.query(), name -> new ArrayList<>())
                        : null;
            }
            if (ofAccount != null) {
                ofAccount.add(row);
            } else {
                demandUnreadable(rows.query(), key);
            }
        }
    }

    private void demandUnreadable(String query, Object key) {
        if (unreadableAccounts > 0) {
            withoutAccount.add(key);
            if (withoutAccount.size() <= unreadableAccounts) {
                return;
            }
        }
        throw new SourceFaultException(
                SourceFaultException.Kind.MAPPING,
                "SRC-ORPHAN " + query + ": " + queries.rangeKey() + " " + key
                        + " has a row here and none in accounts, expected an account for every row; "
                        + "restrict the query to the accounts of accounts.sql");
    }
}
