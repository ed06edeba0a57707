package org.creditconnector.ledger;

/** {@link TransitionContract} on an H2 file. */
class H2TransitionTest extends TransitionContract {
    H2TransitionTest() {
        super(TestDatabase.H2);
    }
}
