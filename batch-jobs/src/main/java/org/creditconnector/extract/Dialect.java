package org.creditconnector.extract;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What differs between the databases of lenders, as far as reading by key ranges needs it. */
enum Dialect {
    POSTGRESQL,
    H2,
    DUCKDB,
    /** Any other driver: plain SQL, its own collation; the merge stops if its order is not that of UTF-8 bytes. */
    OTHER;

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (product.contains("postgres")) {
            return POSTGRESQL;
        }
        if (product.contains("duckdb")) {
            return DUCKDB;
        }
        return product.equals("h2") ? H2 : OTHER;
    }

    /** A key column in the order of keys. */
    String keyExpression(String column, KeyType type) {
        return this == POSTGRESQL && type == KeyType.TEXT ? column + " collate \"C\"" : column;
    }
}
