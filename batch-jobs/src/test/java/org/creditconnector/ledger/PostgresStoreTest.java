package org.creditconnector.ledger;

/** {@link StoreContract} on PostgreSQL. */
class PostgresStoreTest extends StoreContract {
    PostgresStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
