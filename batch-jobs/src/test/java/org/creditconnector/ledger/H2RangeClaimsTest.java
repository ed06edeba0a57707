package org.creditconnector.ledger;

/** {@link RangeClaimsContract} on an H2 file. */
class H2RangeClaimsTest extends RangeClaimsContract {
    H2RangeClaimsTest() {
        super(TestDatabase.H2);
    }
}
