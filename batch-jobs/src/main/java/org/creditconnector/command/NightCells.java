package org.creditconnector.command;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.calendar.ReportingCalendar;
import org.creditconnector.command.NightCell.State;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.LedgerQueries.Opening;
import org.creditconnector.ledger.LedgerQueries.RunSummary;
import org.creditconnector.ledger.Publications;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.Store;
import org.creditconnector.night.RunReport;
import org.creditconnector.night.RunReports;
import org.jspecify.annotations.Nullable;

/** Lays the runs of a target over the reporting calendar, so that a night that never started is seen too. */
final class NightCells {
    /** A run that was begun so soon after its date was complete is a night; a later one makes up for an old date. */
    private static final Duration MOST_LATE = Duration.ofDays(7);

    private NightCells() {}

    /** The cells of the last nights, newest first; older runs that the ledger knows stand below. */
    static List<NightCell> of(
            ConnectorConfig config,
            TargetConfig target,
            ReportingCalendar calendar,
            Store store,
            Instant now,
            int nights) {
        LedgerQueries queries = new LedgerQueries(store);
        List<RunSummary> runs = queries.nights(target.name(), nights);
        Books books = new Books(store);
        Publications publications = new Publications(store);
        List<NightCell> cells = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RunSummary run : runs) {
            String source = run.run().source();
            LocalDate date = run.run().businessDate();
            // Passes come newest first: the others are history.
            if (seen.add(source + " " + date)) {
                cells.add(cell(RunReports.of(run.run(), books), run, publications, calendar, now));
            }
        }
        List<LocalDate> window = calendar.lastDays(now, nights);
        LocalDate last = window.get(window.size() - 1);
        Map<String, LocalDate> begun = firstNights(queries.openings(target.name()), calendar);
        for (String source : config.sourcesOf(target)) {
            LocalDate start = begun.get(source);
            for (LocalDate date : window) {
                // Before its first night nobody expected anything of a source: only the last date is offered.
                if (!date.isBefore(start == null ? last : start) && !seen.contains(source + " " + date)) {
                    cells.add(empty(target, source, date, calendar, now, start != null));
                }
            }
        }
        cells.sort(Comparator.comparing(NightCell::businessDate).reversed().thenComparing(NightCell::source));
        return cells;
    }

    /**
     * The date each source's nights began with: the first that was run as a night, within a week of its end. A date that was run
     * later, to try something out or to fill in history, begins nothing.
     */
    private static Map<String, LocalDate> firstNights(List<Opening> openings, ReportingCalendar calendar) {
        Map<String, LocalDate> first = new HashMap<>();
        for (Opening one : openings) {
            Instant latest = calendar.completeFrom(one.businessDate()).plus(MOST_LATE);
            if (!one.openedAt().toInstant().isAfter(latest)) {
                first.merge(one.source(), one.businessDate(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        return first;
    }

    private static NightCell cell(
            RunReport report, RunSummary run, Publications publications, ReportingCalendar calendar, Instant now) {
        Instant deadline = calendar.deadline(report.businessDate());
        return new NightCell(
                report.businessDate(),
                report.source(),
                report.pass(),
                State.RUN,
                report.state(),
                run.run().exitCode(),
                !run.run().state().ended() && now.isAfter(deadline),
                deadline,
                report.accounts(),
                report.items(),
                report.cause(),
                next(report, run.run(), publications));
    }

    private static @Nullable String next(RunReport report, Run run, Publications publications) {
        if (report.next() != null) {
            return report.next();
        }
        return switch (report.state()) {
            case "HELD", "AWAITING_SIGN_OFF" -> publications.next(run);
            case "RECONCILED", "DECLINED" -> null;
            case "DELIVERED" -> "collect --target " + report.target() + " --date " + report.businessDate();
            default ->
                "run --target " + report.target() + " --source " + report.source() + " --date " + report.businessDate();
        };
    }

    private static NightCell empty(
            TargetConfig target,
            String source,
            LocalDate date,
            ReportingCalendar calendar,
            Instant now,
            boolean begun) {
        Instant deadline = calendar.deadline(date);
        boolean late = begun && now.isAfter(deadline);
        State state = !calendar.isDue(date) ? State.NOT_DUE : late ? State.MISSED : State.DUE;
        return new NightCell(
                date,
                source,
                0,
                state,
                null,
                null,
                state == State.MISSED,
                deadline,
                null,
                null,
                null,
                state == State.NOT_DUE
                        ? null
                        : "run --target " + target.name() + " --source " + source + " --date " + date);
    }
}
