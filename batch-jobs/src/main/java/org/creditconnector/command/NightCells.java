package org.creditconnector.command;

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
import org.creditconnector.ledger.LedgerQueries.RunSummary;
import org.creditconnector.ledger.Store;
import org.creditconnector.night.RunReport;
import org.creditconnector.night.RunReports;
import org.jspecify.annotations.Nullable;

/** Lays the runs of a target over the reporting calendar, so that a night that never started is seen too. */
final class NightCells {
    private NightCells() {}

    /** The cells of the last nights, newest first; older runs that the ledger knows stand below. */
    static List<NightCell> of(
            ConnectorConfig config,
            TargetConfig target,
            ReportingCalendar calendar,
            Store store,
            Instant now,
            int nights) {
        List<RunSummary> runs = new LedgerQueries(store).nights(target.name(), nights);
        Books books = new Books(store);
        List<NightCell> cells = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, LocalDate> first = new HashMap<>();
        for (RunSummary run : runs) {
            String source = run.run().source();
            LocalDate date = run.run().businessDate();
            first.merge(source, date, (a, b) -> a.isBefore(b) ? a : b);
            // Passes come newest first: the others are history.
            if (seen.add(source + " " + date)) {
                cells.add(cell(RunReports.of(run.run(), books), run, calendar, now));
            }
        }
        List<LocalDate> window = calendar.lastDays(now, nights);
        LocalDate last = window.get(window.size() - 1);
        for (String source : config.sourcesOf(target)) {
            // Before its first night nobody expected anything of a source.
            LocalDate start = first.getOrDefault(source, last);
            for (LocalDate date : window) {
                if (!date.isBefore(start) && !seen.contains(source + " " + date)) {
                    cells.add(empty(target, source, date, calendar, now));
                }
            }
        }
        cells.sort(Comparator.comparing(NightCell::businessDate).reversed().thenComparing(NightCell::source));
        return cells;
    }

    private static NightCell cell(RunReport report, RunSummary run, ReportingCalendar calendar, Instant now) {
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
                next(report));
    }

    private static @Nullable String next(RunReport report) {
        if (report.next() != null) {
            return report.next();
        }
        return switch (report.state()) {
            case "HELD", "AWAITING_SIGN_OFF" -> "approve " + report.id() + " --author NAME --reason TEXT";
            case "RECONCILED", "DECLINED" -> null;
            case "DELIVERED" -> "collect --target " + report.target() + " --date " + report.businessDate();
            default ->
                "run --target " + report.target() + " --source " + report.source() + " --date " + report.businessDate();
        };
    }

    private static NightCell empty(
            TargetConfig target, String source, LocalDate date, ReportingCalendar calendar, Instant now) {
        Instant deadline = calendar.deadline(date);
        boolean late = now.isAfter(deadline);
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
