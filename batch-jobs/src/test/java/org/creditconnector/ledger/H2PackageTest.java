package org.creditconnector.ledger;

/** {@link PackageContract} on an H2 file. */
class H2PackageTest extends PackageContract {
    H2PackageTest() {
        super(TestDatabase.H2);
    }
}
