package org.creditconnector.ledger;

import java.util.Set;

/** Life of an item. A verdict of the registry is never overwritten: a correction is a new item that names what it replaces. */
public enum ItemState {
    /** Rendered and stored; not sent, or the registry does not have it. */
    STAGED,
    /** Its bytes may have left: unanswered until the registry gives a verdict, however late. */
    SENT,
    /** Accepted by the registry. */
    ACCEPTED,
    /** Rejected by the registry. */
    REJECTED,
    /** Replaced by a newer item before it was sent. */
    SUPERSEDED,
    /** Taken back by a person before it was sent. */
    WITHDRAWN;

    /** What it may become; SENT goes back to STAGED when the registry is known not to have it. */
    public Set<ItemState> next() {
        return switch (this) {
            case STAGED -> Set.of(SENT, SUPERSEDED, WITHDRAWN);
            case SENT -> Set.of(ACCEPTED, REJECTED, STAGED);
            case ACCEPTED, REJECTED, SUPERSEDED, WITHDRAWN -> Set.of();
        };
    }
}
