package org.creditconnector.extract;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What reading needs to know of a mapping folder.
 *
 * @param rangeKey column that ranges and the merge go by; every query gives it
 * @param keyType its type
 * @param accountKey column of the {@code accounts} query that holds the key an account is reported under
 * @param queries SQL by query name, {@code accounts} among them, in the order of the mapping
 * @param control the source's own totals for a range, by currency; null where the folder has none
 * @param changes names the range keys of accounts that may have changed; null where the folder has none
 */
public record SourceQueries(
        String rangeKey,
        KeyType keyType,
        String accountKey,
        Map<String, String> queries,
        @Nullable String control,
        @Nullable String changes) {
    /** Of a folder that cannot name what changed. */
    public SourceQueries(
            String rangeKey,
            KeyType keyType,
            String accountKey,
            Map<String, String> queries,
            @Nullable String control) {
        this(rangeKey, keyType, accountKey, queries, control, null);
    }

    /** Name of the query with one row per account. */
    public static final String ACCOUNTS = "accounts";

    String accountsSql() {
        String sql = queries.get(ACCOUNTS);
        if (sql == null) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING, "SRC-QUERY the mapping names no query `accounts`, expected one");
        }
        return sql;
    }

    /** Of the tables of a source's files, the one whose lines are accounts; empty where the query does not make it plain. */
    public Optional<String> accountsTable(Set<String> tables) {
        return LineTables.of(accountsSql(), tables);
    }
}
