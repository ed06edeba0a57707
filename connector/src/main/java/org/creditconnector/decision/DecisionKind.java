package org.creditconnector.decision;

/** What a person can decide about one account at one target. */
public enum DecisionKind {
    /** A fact is another than the source says. */
    CORRECT,
    /** What was reported is taken back and the account is not reported any more. */
    WITHDRAW,
    /** What was rejected or withdrawn goes again. */
    RESUBMIT,
    /** The borrower disputes the account. */
    DISPUTE,
    /** A warning is true and known as long as the value stays. */
    ACCEPT_WARNING
}
