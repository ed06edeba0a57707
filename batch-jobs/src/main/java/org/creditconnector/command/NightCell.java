package org.creditconnector.command;

import java.time.Instant;
import java.time.LocalDate;
import org.creditconnector.night.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * One night of one source in the run calendar. Its components are keys of the JSON.
 *
 * @param businessDate its date
 * @param source name of the source
 * @param pass newest pass; 0 when there was no run
 * @param state what became of it
 * @param runState state of the run in the ledger; null when there was none
 * @param exit exit code of the last attempt; null when there was no run
 * @param late whether the deadline has passed and it is not reconciled
 * @param deadline until when it must be reconciled
 * @param accounts account book; null when there was no run
 * @param items item book; null when there was no run
 * @param why why it is not reconciled; null when there is nothing to say
 * @param next the command that moves it, without the program's name; null when there is nothing to do
 */
record NightCell(
        LocalDate businessDate,
        String source,
        int pass,
        State state,
        @Nullable String runState,
        @Nullable Integer exit,
        boolean late,
        Instant deadline,
        RunReport.@Nullable Accounts accounts,
        RunReport.@Nullable Items items,
        @Nullable String why,
        @Nullable String next) {
    /** What became of a night. */
    enum State {
        /** There was a run; its own state says more. */
        RUN,
        /** The source's nights had begun, the deadline has passed, and nothing is known of it. */
        MISSED,
        /** It may be run: there is still time, or no night of the source has begun yet. */
        DUE,
        /** The calendar does not ask for it. */
        NOT_DUE
    }

    /** How a person calls it. */
    String name() {
        return source + " " + businessDate;
    }
}
