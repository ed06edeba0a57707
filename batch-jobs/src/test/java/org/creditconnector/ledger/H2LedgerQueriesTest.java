package org.creditconnector.ledger;

/** {@link LedgerQueriesContract} on an H2 file. */
class H2LedgerQueriesTest extends LedgerQueriesContract {
    H2LedgerQueriesTest() {
        super(TestDatabase.H2);
    }
}
