package org.creditconnector.ledger;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * One change to the rows of many keys, as a part of what {@link Store#ledByKeys} does: one statement where the database finds the rows by an array of
 * keys, else one for each key. H2 reads a table from end to end for an array on the second column of an index; it lives in this
 * process, so that nothing travels.
 */
final class KeyedUpdate {
    private static final int BATCH = 1_000;

    private KeyedUpdate() {}

    /**
     * Does it.
     *
     * @param sql update or delete that ends before the key: {@code … and account_key =}
     * @param parameters of all that stands before the key
     * @param keys rows to change
     * @return rows changed
     */
    static int of(Store store, String sql, List<?> parameters, Collection<String> keys) {
        if (keys.isEmpty()) {
            return 0;
        }
        if (store.vendor().updatesFromArrays()) {
            return store.jdbc()
                    .sql(sql + " any(?)")
                    .params(parameters)
                    .param(SqlArrays.text(keys))
                    .update();
        }
        int[][] counts = store.template().batchUpdate(sql + " ?", keys, BATCH, (statement, key) -> {
            int place = 1;
            for (Object parameter : parameters) {
                statement.setObject(place++, parameter);
            }
            statement.setString(place, key);
        });
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }
}
