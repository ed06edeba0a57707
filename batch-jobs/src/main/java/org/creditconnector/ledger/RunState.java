package org.creditconnector.ledger;

import java.util.Set;

/** How far a run has come. An attempt that fails leaves the state as it is, with exit code and cause beside it. */
public enum RunState {
    /** Ranges are fixed and being prepared. */
    OPENED,
    /** All ranges are stored. It stays so while our books differ from the source's own totals: a person may decline it, not approve it. */
    PREPARED,
    /** Stopped at the gate: unlike the recent nights, or not what was approved any more. */
    HELD,
    /** Waits for a person to sign it off. */
    AWAITING_SIGN_OFF,
    /** Passed the gate: it is being packaged and delivered. */
    RELEASED,
    /** A person refused it: nothing was sent, nothing will be. */
    DECLINED,
    /** The registry has everything; answers may be missing. */
    DELIVERED,
    /** Everything is answered and the books balance. */
    RECONCILED,
    /** Compared, and the books do not balance. */
    UNBALANCED;

    /** What it may become; items of a refused package bring a delivered run back to RELEASED. */
    public Set<RunState> next() {
        return switch (this) {
            case OPENED -> Set.of(PREPARED);
            case PREPARED -> Set.of(HELD, AWAITING_SIGN_OFF, RELEASED, DECLINED);
            case HELD -> Set.of(AWAITING_SIGN_OFF, RELEASED, DECLINED);
            case AWAITING_SIGN_OFF -> Set.of(RELEASED, DECLINED);
            case RELEASED -> Set.of(HELD, DELIVERED);
            case DELIVERED -> Set.of(RELEASED, RECONCILED, UNBALANCED);
            case UNBALANCED -> Set.of(RELEASED, RECONCILED);
            case DECLINED, RECONCILED -> Set.of();
        };
    }

    /** Whether a person may let it pass. */
    public boolean waitsForApproval() {
        return this == HELD || this == AWAITING_SIGN_OFF;
    }

    /** Whether a person may refuse it: it is whole, it stopped, and nothing of it has left the house. */
    public boolean mayBeDeclined() {
        return next().contains(DECLINED);
    }

    /** Whether the run is over: a further one of the same date must be asked for. */
    public boolean ended() {
        return this == DECLINED || this == RECONCILED;
    }
}
