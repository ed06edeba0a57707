package org.creditconnector.night;

import java.util.List;
import org.creditconnector.ledger.AccountBook;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.ItemBook;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunState;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/** Makes the report of a run from the books, which are counted anew each time. */
public final class RunReports {
    /** People who correct more than this correct the source. */
    private static final int MOST_STALE = 10_000;

    private RunReports() {}

    /** A run as the ledger knows it, whatever process worked on it last. */
    public static RunReport of(Run run, Books books) {
        return of(run, books, Endings.ofEnded(run), books.seconds(run.runId()));
    }

    static RunReport of(Run run, Books books, Endings.Ending ending, double seconds) {
        AccountBook accounts = books.accounts(run.runId());
        ItemBook items = books.items(run.runId());
        ControlTotals booked = books.bookedTotals(run.runId());
        ControlTotals source = books.sourceTotals(run.runId());
        RunReport report = new RunReport(
                run.target(),
                run.source(),
                run.businessDate(),
                run.pass(),
                run.state().name(),
                new RunReport.Accounts(
                        accounts.extracted(),
                        accounts.held(),
                        accounts.unchanged(),
                        accounts.notDue(),
                        accounts.waiting(),
                        accounts.reported(),
                        accounts.vanished()),
                new RunReport.Items(
                        items.staged(),
                        items.unsent(),
                        items.unanswered(),
                        items.accepted(),
                        items.rejected(),
                        items.withdrawn(),
                        items.superseded()),
                RunReport.CurrencyAmounts.of(booked),
                books.packages(run.runId()),
                books.overdue(run.target()),
                seconds,
                ending.exit(),
                ending.cause(),
                next(run, books, ending));
        return report.withStale(books.staleCorrections(run.runId(), MOST_STALE))
                .withSource(source.differences(booked).isEmpty() ? List.of() : RunReport.CurrencyAmounts.of(source));
    }

    /** Every stopped run says which command moves it; by default the same call again. */
    private static @Nullable String next(Run run, Books books, Endings.Ending ending) {
        if (ending.next() != null || run.state().ended()) {
            return ending.next();
        }
        if (ending.exit() == ExitCode.UNBALANCED && run.state() == RunState.PREPARED) {
            // What it read is stored: another call would find the same however well the source or its folder is mended.
            return "reject " + run.name() + " --author NAME --reason TEXT";
        }
        if (ending.exit() == ExitCode.UNBALANCED) {
            String lost = books.overdue(run.target()).stream()
                    .filter(one -> one.lost() && one.run().equals(run.name()))
                    .map(one -> "resolve " + one.packageId() + " --as received|not-sent --author NAME --reason TEXT")
                    .findFirst()
                    .orElse(null);
            if (lost != null) {
                return lost;
            }
            if (books.feedbackKeptOut(run.runId())) {
                return "feedback list --target " + run.target();
            }
        }
        return switch (ending.exit()) {
            case CONFIGURATION, UNAVAILABLE, TARGET_DOWN, STOPPED, BUG, UNBALANCED ->
                "run --target " + run.target() + " --source " + run.source() + " --date " + run.businessDate();
            default -> null;
        };
    }
}
