package org.creditconnector.ledger;

/** {@link RunContract} on PostgreSQL. */
class PostgresRunTest extends RunContract {
    PostgresRunTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
