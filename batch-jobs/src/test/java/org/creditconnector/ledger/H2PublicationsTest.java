package org.creditconnector.ledger;

class H2PublicationsTest extends PublicationsContract {
    H2PublicationsTest() {
        super(TestDatabase.H2);
    }
}
