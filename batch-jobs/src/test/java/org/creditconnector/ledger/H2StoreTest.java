package org.creditconnector.ledger;

/** {@link StoreContract} on an H2 file. */
class H2StoreTest extends StoreContract {
    H2StoreTest() {
        super(TestDatabase.H2);
    }
}
