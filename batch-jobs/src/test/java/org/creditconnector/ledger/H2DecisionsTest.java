package org.creditconnector.ledger;

/** {@link DecisionsContract} on an H2 file. */
class H2DecisionsTest extends DecisionsContract {
    H2DecisionsTest() {
        super(TestDatabase.H2);
    }
}
