package org.creditconnector.ledger;

/** {@link DecisionsContract} on PostgreSQL. */
class PostgresDecisionsTest extends DecisionsContract {
    PostgresDecisionsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
