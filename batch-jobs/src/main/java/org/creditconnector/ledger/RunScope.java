package org.creditconnector.ledger;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts a run reads.
 *
 * @param changesOnly whether it reads what changed or has fallen due, and leaves the others out
 * @param reason why it reads all of them although the source can name what changed; null where it cannot, and where it does
 * @param since moment from which on the source was asked for changes, in the lender's local time; null where it was not
 * @param basis digest over what records depend on besides the source's rows; null where the source cannot name what changed
 * @param accountsInSource accounts that the source has, asked for or not; null where all are read
 * @param leftOut accounts known to be open that nobody looks at
 */
public record RunScope(
        boolean changesOnly,
        @Nullable String reason,
        @Nullable LocalDateTime since,
        @Nullable String basis,
        @Nullable Long accountsInSource,
        long leftOut) {
    /** All accounts of a source that cannot name what changed. */
    public static final RunScope ALL = new RunScope(false, null, null, null, null, 0);

    /** All accounts of a source that could name what changed. */
    public static RunScope all(String basis, String reason) {
        return new RunScope(false, reason, null, basis, null, 0);
    }

    /** What changed since a moment or has fallen due. */
    public static RunScope changes(String basis, LocalDateTime since, long accountsInSource) {
        return new RunScope(true, null, since, basis, accountsInSource, 0);
    }
}
