package org.creditconnector.decision;

/** How far a decision has come. */
public enum DecisionState {
    /** No night has looked at it yet, or none could act on it. */
    OPEN,
    /** A night has acted on it; it goes on in force. */
    APPLIED,
    /** There is nothing more to do. */
    DONE,
    /** Ended by a person, by a later decision, or because the source moved on. */
    ENDED;

    /** Whether nights still look at it. */
    public boolean isInForce() {
        return this == OPEN || this == APPLIED;
    }
}
