package org.creditconnector.ledger;

/** What became of a feedback. */
public enum FeedbackState {
    /** Stored as it came; not applied yet. */
    NEW,
    /** Its verdicts are in the books. */
    APPLIED,
    /** Kept and not applied: unreadable, foreign, contradictory or wrong in its counts or sums; a person looks. */
    QUARANTINED,
    /**
     * Kept and not applied, because the registry has said the same right in another feedback, or because it answers only the repeat
     * of a send, of which the first arrival counts.
     */
    SUPERSEDED,
    /** A person looked and decided that it never counts. */
    DISCARDED
}
