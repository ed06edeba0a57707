package org.creditconnector.ledger;

/** {@link FeedbackShuffleContract} on an H2 file. */
class H2FeedbackShuffleTest extends FeedbackShuffleContract {
    H2FeedbackShuffleTest() {
        super(TestDatabase.H2, Integer.getInteger("feedback.sequences", 10_000));
    }
}
