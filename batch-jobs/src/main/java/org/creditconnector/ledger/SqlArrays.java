package org.creditconnector.ledger;

import java.util.Collection;
import org.springframework.jdbc.support.SqlArrayValue;

/** Many keys as one parameter: one statement, whatever their number. */
final class SqlArrays {
    /**
     * The keys as a table {@code k (key_text)} to begin a join with. H2 walks a composite index for a join with single keys, but not
     * for {@code = any(?)} on its second column; PostgreSQL does both.
     *
     * <p>What is looked up is joined by {@code left join}, with all conditions on it behind {@code on}: a database that knows its tables
     * badly, as on a first night, would else begin with the table, of which it expects one row, and go through all keys for each of
     * its rows. Whoever wants no row for a key without any asks for {@link #found}.
     */
    static final String KEYS = "unnest(cast(? as varchar array)) as k (key_text)";

    private SqlArrays() {}

    /** Whether a left join found something; said so that PostgreSQL does not make an inner join of it. */
    static String found(String column) {
        return "coalesce(" + column + ", '') <> ''";
    }

    static SqlArrayValue text(Collection<String> keys) {
        return new SqlArrayValue("varchar", keys.toArray());
    }

    static SqlArrayValue numbers(Collection<Long> numbers) {
        return new SqlArrayValue("bigint", numbers.toArray());
    }
}
