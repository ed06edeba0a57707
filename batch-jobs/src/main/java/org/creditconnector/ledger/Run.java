package org.creditconnector.ledger;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One night of one source for one target, as it stands in the ledger.
 *
 * @param runId key inside the ledger
 * @param target name of the target
 * @param source name of the source
 * @param businessDate date the night is for
 * @param pass from 1
 * @param state how far it has come
 * @param asOf date the content is true for
 * @param lenderCode code of the lender at the registry
 * @param mappingVersion digest over the mapping folder
 * @param secondPerson whether a changed source folder stopped it, so that whoever published the folder cannot approve it
 * @param againReason why a further pass was run; null for the first
 * @param changesOnly whether it reads what changed or has fallen due, and leaves the other accounts out
 * @param decision what a person decided at the gate; null when nobody had to
 * @param openedAt database time
 * @param endedAt database time; null until it has ended
 * @param exitCode of the last attempt; null while the first one goes on
 * @param cause of that exit code, in one sentence
 */
public record Run(
        long runId,
        String target,
        String source,
        LocalDate businessDate,
        int pass,
        RunState state,
        LocalDate asOf,
        String lenderCode,
        String mappingVersion,
        boolean secondPerson,
        @Nullable String againReason,
        boolean changesOnly,
        @Nullable Decision decision,
        OffsetDateTime openedAt,
        @Nullable OffsetDateTime endedAt,
        @Nullable Integer exitCode,
        @Nullable String cause) {
    /**
     * A person's decision at the gate.
     *
     * @param approved whether the run may be sent
     * @param author who decided
     * @param reason why
     * @param contentHash digest over what was decided on
     * @param decidedAt database time
     */
    public record Decision(
            boolean approved, String author, String reason, String contentHash, OffsetDateTime decidedAt) {}

    /** The name people see and type: {@code TARGET/SOURCE/DATE/PASS}. */
    public String name() {
        return target + "/" + source + "/" + businessDate + "/" + pass;
    }
}
