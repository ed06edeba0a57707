package org.creditconnector.ledger;

/**
 * How an account changed against the last sent run in a way that a person should see. An account has one kind, the first that fits
 * in this order. What is compared are accounts with a standing that were not held: tonight's against the last one that was sent.
 */
public enum SuspectKind {
    /** Was closed, and stands as not activated, open, overpaid or frozen now. */
    REOPENED("was closed and is open again"),
    /** Has another currency than before. */
    CURRENCY_CHANGED("has changed its currency"),
    /** Days past due rose by more days than went by between the two as-of dates, beyond what is configured. */
    ARREARS_JUMPED("days past due rose by more than the days that went by"),
    /** Was not late and is late now; only where so many are that it is unlike a night. */
    SUDDENLY_LATE("was not late and is late now, with many others"),
    /** Was there and not closed, and is gone from the source. */
    VANISHED("was there before and is gone from the source"),
    /** Was missing in the run before and is there again. */
    CAME_BACK("was missing before and is there again"),
    /** Went back in its life: from written off, charged off or transferred to open, from closed to one of them, to not activated. */
    STATUS_BACKWARDS("went back in its life");

    private final String says;

    SuspectKind(String says) {
        this.says = says;
    }

    /** What is said of the account, without its personal values: {@code L-1 says}. */
    public String says() {
        return says;
    }
}
