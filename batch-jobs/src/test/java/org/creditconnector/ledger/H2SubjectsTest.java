package org.creditconnector.ledger;

/** {@link SubjectsContract} on an H2 file. */
class H2SubjectsTest extends SubjectsContract {
    H2SubjectsTest() {
        super(TestDatabase.H2);
    }
}
