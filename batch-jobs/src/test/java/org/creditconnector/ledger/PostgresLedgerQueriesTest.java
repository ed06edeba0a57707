package org.creditconnector.ledger;

/** {@link LedgerQueriesContract} on PostgreSQL. */
class PostgresLedgerQueriesTest extends LedgerQueriesContract {
    PostgresLedgerQueriesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
