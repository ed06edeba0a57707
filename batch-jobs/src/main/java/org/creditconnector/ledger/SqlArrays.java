package org.creditconnector.ledger;

import java.util.Collection;
import org.springframework.jdbc.support.SqlArrayValue;

/** Many keys as one parameter: one statement, whatever their number. */
final class SqlArrays {
    /**
     * The keys as a table to join with, {@code keys.k}. On a column that is not the first of its index, H2 compares {@code = any(?)}
     * with every key for every row; joined it looks each key up.
     */
    static final String KEYS = "unnest(cast(? as varchar array)) as keys(k)";

    private SqlArrays() {}

    static SqlArrayValue text(Collection<String> keys) {
        return new SqlArrayValue("varchar", keys.toArray());
    }
}
