package org.creditconnector.ledger;

/** {@link ComparingContract} on an H2 file. */
class H2ComparingTest extends ComparingContract {
    H2ComparingTest() {
        super(TestDatabase.H2);
    }
}
