package org.creditconnector.ledger;

/** {@link ComparingContract} on PostgreSQL. */
class PostgresComparingTest extends ComparingContract {
    PostgresComparingTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
