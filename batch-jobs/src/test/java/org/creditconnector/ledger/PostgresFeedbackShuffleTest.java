package org.creditconnector.ledger;

/** {@link FeedbackShuffleContract} on PostgreSQL, with fewer sequences: each statement crosses a wire. */
class PostgresFeedbackShuffleTest extends FeedbackShuffleContract {
    PostgresFeedbackShuffleTest() {
        super(TestDatabase.POSTGRESQL, 200);
    }
}
