package org.creditconnector.ledger;

import java.util.Collection;
import org.springframework.jdbc.support.SqlArrayValue;

/** Many keys as one parameter of {@code = any(?)}: one statement, whatever their number. */
final class SqlArrays {
    private SqlArrays() {}

    static SqlArrayValue text(Collection<String> keys) {
        return new SqlArrayValue("varchar", keys.toArray());
    }
}
