package org.creditconnector.ledger;

/** {@link HoldingsContract} on an H2 file. */
class H2HoldingsTest extends HoldingsContract {
    H2HoldingsTest() {
        super(TestDatabase.H2);
    }
}
