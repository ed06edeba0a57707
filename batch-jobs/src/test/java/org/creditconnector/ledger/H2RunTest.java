package org.creditconnector.ledger;

/** {@link RunContract} on an H2 file. */
class H2RunTest extends RunContract {
    H2RunTest() {
        super(TestDatabase.H2);
    }
}
