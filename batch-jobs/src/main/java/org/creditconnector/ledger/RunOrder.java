package org.creditconnector.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a run is opened with.
 *
 * @param target name of the target
 * @param source name of the source
 * @param businessDate date the night is for
 * @param asOf date the content is true for
 * @param lenderCode code of the lender at the registry
 * @param mappingVersion digest over the mapping folder
 * @param again who wants a further pass of an ended date, and why; null for the ordinary call
 */
public record RunOrder(
        String target,
        String source,
        LocalDate businessDate,
        LocalDate asOf,
        String lenderCode,
        String mappingVersion,
        @Nullable Again again) {
    /**
     * Why a further pass of a date is run.
     *
     * @param author who asked
     * @param reason why
     */
    public record Again(String author, String reason) {}
}
