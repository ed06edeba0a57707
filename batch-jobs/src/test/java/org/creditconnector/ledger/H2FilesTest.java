package org.creditconnector.ledger;

/** {@link FilesContract} on an H2 file. */
class H2FilesTest extends FilesContract {
    H2FilesTest() {
        super(TestDatabase.H2);
    }
}
