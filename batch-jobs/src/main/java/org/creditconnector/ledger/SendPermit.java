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
    /** Something that must be with the registry before it is not: an earlier package, or an earlier item of a subject. */
    OUT_OF_TURN,
    /** It is not in the state a send begins in: somebody was first. */
    NOT_BUILT
}
