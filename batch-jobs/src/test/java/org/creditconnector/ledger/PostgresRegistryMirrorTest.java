package org.creditconnector.ledger;

/** {@link RegistryMirrorContract} on PostgreSQL. */
class PostgresRegistryMirrorTest extends RegistryMirrorContract {
    PostgresRegistryMirrorTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
