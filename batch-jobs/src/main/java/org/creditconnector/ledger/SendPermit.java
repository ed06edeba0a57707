package org.creditconnector.ledger;

/** Whether a package may leave now. */
public enum SendPermit {
    /** It is SENDING: the channel is called next, and its outcome recorded. */
    GRANTED,
    /** A person paused the target. */
    TARGET_PAUSED,
    /** The store may be older than what the registry holds: books are compared first, see {@link Restoration}. */
    COMPARE_FIRST,
    /** Its run did not pass the gate. */
    RUN_NOT_RELEASED,
    /** The target needs order, and an earlier package is not with the registry yet. */
    OUT_OF_TURN,
    /** It is not BUILT any more: sent, sending, unknown or taken back. */
    NOT_BUILT
}
