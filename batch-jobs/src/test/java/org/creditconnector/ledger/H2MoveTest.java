package org.creditconnector.ledger;

class H2MoveTest extends MoveContract {
    H2MoveTest() {
        super(TestDatabase.H2);
    }
}
