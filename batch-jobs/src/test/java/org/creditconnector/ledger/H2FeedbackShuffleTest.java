package org.creditconnector.ledger;

/** {@link FeedbackShuffleContract} on an H2 file; {@code -Dfeedback.sequences=10000} plays more. */
class H2FeedbackShuffleTest extends FeedbackShuffleContract {
    H2FeedbackShuffleTest() {
        super(TestDatabase.H2, Integer.getInteger("feedback.sequences", 2_000));
    }
}
