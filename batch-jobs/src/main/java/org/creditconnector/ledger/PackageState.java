package org.creditconnector.ledger;

import java.util.Set;

/**
 * Life of a package. The table of {@link #next()} is the only place that says what may become what; every move is a conditional
 * update, so that of two who try only one succeeds.
 */
public enum PackageState {
    /** Bytes are stored; nothing has left. */
    BUILT,
    /** A send is under way. Found by a newer holder of the lease it is UNKNOWN. */
    SENDING,
    /** It may or may not have taken effect; sent again only where the registry takes a package id once. */
    UNKNOWN,
    /**
     * The registry has it. Never final: an answer that is late stays due. BUILT only by a person, when the registry does not know
     * what it gave a receipt for.
     */
    RECEIVED,
    /** The registry refused it for good; its items wait for a person, its sequence is free again. */
    REFUSED,
    /** Taken back before anything left; its sequence is free again. */
    WITHDRAWN,
    /** Every item is answered, and all were accepted. */
    ACCEPTED,
    /** Every item is answered, and some were rejected. */
    PARTLY_ACCEPTED,
    /** Every item is answered, and all were rejected. */
    REJECTED,
    /** Answered, and the books balance. */
    RECONCILED;

    /** What it may become. */
    public Set<PackageState> next() {
        return switch (this) {
            case BUILT -> Set.of(SENDING, WITHDRAWN);
            case SENDING -> Set.of(RECEIVED, REFUSED, BUILT, UNKNOWN);
            case UNKNOWN -> Set.of(RECEIVED, REFUSED, BUILT, SENDING);
            case RECEIVED -> Set.of(ACCEPTED, PARTLY_ACCEPTED, REJECTED, BUILT);
            case ACCEPTED, PARTLY_ACCEPTED, REJECTED -> Set.of(RECONCILED);
            case REFUSED, WITHDRAWN, RECONCILED -> Set.of();
        };
    }

    /** Whether the registry has it. */
    public boolean arrived() {
        return switch (this) {
            case RECEIVED, ACCEPTED, PARTLY_ACCEPTED, REJECTED, RECONCILED -> true;
            case BUILT, SENDING, UNKNOWN, REFUSED, WITHDRAWN -> false;
        };
    }

    /** Whether its sequence number is taken. */
    boolean live() {
        return this != REFUSED && this != WITHDRAWN;
    }
}
