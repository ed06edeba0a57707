package org.creditconnector.ledger;

/** {@link RangeClaimsContract} on PostgreSQL. */
class PostgresRangeClaimsTest extends RangeClaimsContract {
    PostgresRangeClaimsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
