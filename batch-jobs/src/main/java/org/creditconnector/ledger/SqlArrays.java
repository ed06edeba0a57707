package org.creditconnector.ledger;

import java.util.Collection;
import org.springframework.jdbc.support.SqlArrayValue;

/** Many keys as one parameter: one statement, whatever their number. */
final class SqlArrays {
    /**
     * The keys as a table {@code k (key_text)} to begin a join with. H2 walks a composite index for a join with single keys, but not
     * for {@code = any(?)} on its second column; PostgreSQL does both.
     */
    static final String KEYS = "unnest(cast(? as varchar array)) as k (key_text)";

    private SqlArrays() {}

    static SqlArrayValue text(Collection<String> keys) {
        return new SqlArrayValue("varchar", keys.toArray());
    }

    static SqlArrayValue numbers(Collection<Long> numbers) {
        return new SqlArrayValue("bigint", numbers.toArray());
    }
}
