package org.creditconnector.extract;

/** How rows leave a PostgreSQL lender; every other database is read by cursors. */
public enum Reading {
    /** One binary COPY for each query of a range; a query that cannot be copied goes by a cursor. */
    COPY,
    /** A JDBC cursor, which whatever stands between the connector and the database understands. */
    CURSOR
}
