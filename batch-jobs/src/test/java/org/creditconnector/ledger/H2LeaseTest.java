package org.creditconnector.ledger;

/** {@link LeaseContract} on an H2 file. */
class H2LeaseTest extends LeaseContract {
    H2LeaseTest() {
        super(TestDatabase.H2);
    }
}
