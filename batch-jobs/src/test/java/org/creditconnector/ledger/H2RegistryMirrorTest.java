package org.creditconnector.ledger;

/** {@link RegistryMirrorContract} on an H2 file. */
class H2RegistryMirrorTest extends RegistryMirrorContract {
    H2RegistryMirrorTest() {
        super(TestDatabase.H2);
    }
}
