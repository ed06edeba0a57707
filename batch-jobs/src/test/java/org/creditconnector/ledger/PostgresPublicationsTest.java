package org.creditconnector.ledger;

class PostgresPublicationsTest extends PublicationsContract {
    PostgresPublicationsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
