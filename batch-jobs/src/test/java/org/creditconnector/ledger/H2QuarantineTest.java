package org.creditconnector.ledger;

/** {@link QuarantineContract} on an H2 file. */
class H2QuarantineTest extends QuarantineContract {
    H2QuarantineTest() {
        super(TestDatabase.H2);
    }
}
