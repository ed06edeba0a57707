package org.creditconnector.night;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One night to be run or continued. The same request again stages nothing twice.
 *
 * @param target name of a configured target
 * @param source name of a configured source that the target takes
 * @param businessDate date the night is for
 * @param again who wants a further pass of an ended date; null for the ordinary call
 * @param workers whether workers on other machines prepare the ranges
 * @param full whether all accounts are read although the source can name what changed
 */
public record RunRequest(
        String target,
        String source,
        LocalDate businessDate,
        @Nullable Again again,
        boolean workers,
        boolean full) {
    /** A night that this process works on alone. */
    public RunRequest(String target, String source, LocalDate businessDate, @Nullable Again again) {
        this(target, source, businessDate, again, false, false);
    }

    /**
     * Who wants a further pass, and why; kept in the ledger.
     *
     * @param author who asks
     * @param reason why
     */
    public record Again(String author, String reason) {}
}
