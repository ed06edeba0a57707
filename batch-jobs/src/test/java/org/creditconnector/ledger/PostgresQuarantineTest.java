package org.creditconnector.ledger;

/** {@link QuarantineContract} on PostgreSQL. */
class PostgresQuarantineTest extends QuarantineContract {
    PostgresQuarantineTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
