package org.creditconnector.night;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunState;

/** The nights before one, to compare it with. */
@FunctionalInterface
interface RecentNights {
    /** How far back the gate looks, whatever the number of nights. */
    int MOST_DAYS = 62;

    /**
     * At most {@code nights} reconciled runs of the same target and source before this one, newest first: those that read all
     * accounts, which alone say how many there are.
     */
    List<RecentNight> before(Run run, int nights);

    /** As the ledger knows them. */
    static RecentNights of(RunsSince runs, Books books) {
        return (run, nights) -> runs.since(run.target(), run.businessDate().minusDays(MOST_DAYS)).stream()
                .filter(before -> before.source().equals(run.source())
                        && before.runId() != run.runId()
                        && !before.changesOnly()
                        && !before.businessDate().isAfter(run.businessDate())
                        && before.state() == RunState.RECONCILED)
                .limit(nights)
                .map(before -> new RecentNight(
                        books.sourceTotals(before.runId()).accounts(),
                        books.grantedWithoutHeld(before.runId(), run.runId()),
                        books.grantedWithoutHeld(run.runId(), before.runId()),
                        books.rows(before.runId()),
                        books.secondsOfReading(before.runId())))
                .toList();
    }

    /** Runs of a target from a business date on, newest first. */
    @FunctionalInterface
    interface RunsSince {
        List<Run> since(String target, LocalDate first);
    }
}
