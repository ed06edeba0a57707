package org.creditconnector.extract;

/** How rows leave a PostgreSQL lender; every other database is read by cursors. */
public enum Reading {
    /** Binary COPY, of many ranges at once where that costs the database less; a query that cannot be copied goes by a cursor. */
    COPY,
    /** The same, and always one range after the other: a statement is over within seconds. */
    RANGES,
    /** A JDBC cursor, which whatever stands between the connector and the database understands. */
    CURSOR
}
