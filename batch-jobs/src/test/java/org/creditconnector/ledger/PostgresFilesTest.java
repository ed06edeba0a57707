package org.creditconnector.ledger;

/** {@link FilesContract} on PostgreSQL. */
class PostgresFilesTest extends FilesContract {
    PostgresFilesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
