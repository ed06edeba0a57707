package org.creditconnector.ledger;

/** What became of a feedback. */
public enum FeedbackState {
    /** Stored as it came; not applied yet. */
    NEW,
    /** Its verdicts are in the books. */
    APPLIED,
    /** Kept and not applied: unreadable, foreign or contradictory; a person looks. */
    QUARANTINED
}
