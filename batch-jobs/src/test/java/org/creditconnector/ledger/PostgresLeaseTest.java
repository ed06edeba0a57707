package org.creditconnector.ledger;

/** {@link LeaseContract} on PostgreSQL. */
class PostgresLeaseTest extends LeaseContract {
    PostgresLeaseTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
