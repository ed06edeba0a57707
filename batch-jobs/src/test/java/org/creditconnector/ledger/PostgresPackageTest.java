package org.creditconnector.ledger;

/** {@link PackageContract} on PostgreSQL. */
class PostgresPackageTest extends PackageContract {
    PostgresPackageTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
