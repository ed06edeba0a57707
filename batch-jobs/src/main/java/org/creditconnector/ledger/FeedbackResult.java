package org.creditconnector.ledger;

/**
 * What became of one feedback.
 *
 * @param inboxId its row
 * @param state where it stands; NEW when its package is being sent just now and it has to wait
 * @param detail one sentence
 */
public record FeedbackResult(long inboxId, FeedbackState state, String detail) {}
