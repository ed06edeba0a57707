package org.creditconnector.ledger;

class PostgresMoveTest extends MoveContract {
    PostgresMoveTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
