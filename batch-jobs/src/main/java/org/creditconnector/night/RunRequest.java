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
 */
public record RunRequest(
        String target,
        String source,
        LocalDate businessDate,
        @Nullable Again again) {
    /**
     * Who wants a further pass, and why; kept in the ledger.
     *
     * @param author who asks
     * @param reason why
     */
    public record Again(String author, String reason) {}
}
