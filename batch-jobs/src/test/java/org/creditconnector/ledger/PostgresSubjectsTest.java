package org.creditconnector.ledger;

/** {@link SubjectsContract} on PostgreSQL. */
class PostgresSubjectsTest extends SubjectsContract {
    PostgresSubjectsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
