package org.creditconnector.ledger;

/** {@link FeedbackContract} on an H2 file. */
class H2FeedbackTest extends FeedbackContract {
    H2FeedbackTest() {
        super(TestDatabase.H2);
    }
}
