package org.creditconnector.ledger;

/** {@link FeedbackContract} on PostgreSQL. */
class PostgresFeedbackTest extends FeedbackContract {
    PostgresFeedbackTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
