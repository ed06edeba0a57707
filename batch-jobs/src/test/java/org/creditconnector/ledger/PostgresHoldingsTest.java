package org.creditconnector.ledger;

/** {@link HoldingsContract} on PostgreSQL. */
class PostgresHoldingsTest extends HoldingsContract {
    PostgresHoldingsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
