package org.creditconnector.command;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.creditconnector.ledger.GuiltyRecord;
import org.creditconnector.ledger.StaleCorrection;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Json;
import org.creditconnector.night.RunReport;
import org.jspecify.annotations.Nullable;

/** Runs as text and JSON. */
final class Reports {
    private static final int MOST_SHOWN = 20;

    private Reports() {}

    /** {@code {"command","runs":[…]}}; of several endings the worst counts. */
    static Answer answer(String command, List<RunReport> runs) {
        ExitCode exit = ExitCode.worst(runs.stream().map(RunReport::exit).toList());
        return Answer.of(exit, command, "runs", runs, text(runs));
    }

    /** All runs for people. */
    static String text(List<RunReport> runs) {
        if (runs.isEmpty()) {
            return "nothing to do";
        }
        StringBuilder text = new StringBuilder();
        for (RunReport run : runs) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            text.append(one(run));
        }
        return text.toString();
    }

    private static String one(RunReport run) {
        StringBuilder text = new StringBuilder();
        text.append(run.id()).append("  ").append(run.state());
        text.append(String.format(Locale.ROOT, "  in %.1f s%n", run.seconds()));
        RunReport.Accounts accounts = run.accounts();
        text.append("  accounts  ")
                .append(String.format(
                        Locale.ROOT,
                        "%,d extracted = %,d held + %,d unchanged + %,d not due + %,d waiting + %,d reported%s%n",
                        accounts.extracted(),
                        accounts.held(),
                        accounts.unchanged(),
                        accounts.notDue(),
                        accounts.waiting(),
                        accounts.reported(),
                        accounts.balances() ? "" : "  DOES NOT BALANCE"));
        if (accounts.vanished() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "            %,d were open before and are gone from the source%n",
                    accounts.vanished()));
        }
        RunReport.Items items = run.items();
        text.append("  items     ")
                .append(String.format(
                        Locale.ROOT,
                        "%,d staged = %,d unsent + %,d unanswered + %,d accepted + %,d rejected + %,d withdrawn + %,d superseded%s%n",
                        items.staged(),
                        items.unsent(),
                        items.unanswered(),
                        items.accepted(),
                        items.rejected(),
                        items.withdrawn(),
                        items.superseded(),
                        items.balances() ? "" : "  DOES NOT BALANCE"));
        text.append(String.format(Locale.ROOT, "  packages  %,d%n", run.packages()));
        if (!run.amounts().isEmpty() || !run.sourceAmounts().isEmpty()) {
            text.append(amounts(run));
        }
        run.overdue()
                .forEach(one -> text.append("  overdue   ")
                        .append(one.run())
                        .append(": ")
                        .append(one.sentence())
                        .append('\n'));
        stale(run.staleCorrections(), text);
        run.notes().forEach(note -> text.append("  note      ").append(note).append('\n'));
        if (run.cause() != null) {
            text.append("  why       ").append(run.cause()).append('\n');
        }
        guilty(run.guilty(), text);
        if (run.next() != null) {
            text.append("  next      ").append(Program.call(run.next())).append('\n');
        }
        return text.toString();
    }

    /** The first ones; the others are in the JSON. */
    private static void stale(List<StaleCorrection> stale, StringBuilder text) {
        for (StaleCorrection one : stale.subList(0, Math.min(MOST_SHOWN, stale.size()))) {
            text.append("  stale     ")
                    .append(one.accountKey())
                    .append(' ')
                    .append(one.path())
                    .append(": ")
                    .append(one.message())
                    .append('\n');
        }
        if (stale.size() > MOST_SHOWN) {
            text.append(String.format(
                    Locale.ROOT, "            and %,d more; --json lists them%n", stale.size() - MOST_SHOWN));
        }
    }

    /** The first ones; all of them are in the JSON. */
    private static void guilty(List<GuiltyRecord> guilty, StringBuilder text) {
        for (GuiltyRecord one : guilty.subList(0, Math.min(MOST_SHOWN, guilty.size()))) {
            text.append("  guilty    ")
                    .append(one.rule())
                    .append(": ")
                    .append(one.message())
                    .append('\n');
            if (one.next() != null) {
                text.append("            next  ")
                        .append(Program.call(one.next()))
                        .append('\n');
            }
        }
        if (guilty.size() > MOST_SHOWN) {
            text.append(String.format(
                    Locale.ROOT, "            and %,d more; --json lists them%n", guilty.size() - MOST_SHOWN));
        }
    }

    /** What was booked; where the source's own totals differ, those too, line by line and never mixed. */
    private static String amounts(RunReport run) {
        TextTable table = new TextTable("currency", "principal", "credit limit", "outstanding", "overdue", "paid");
        boolean both = !run.sourceAmounts().isEmpty();
        run.amounts().forEach(sum -> row(table, sum, both ? " booked" : ""));
        run.sourceAmounts().forEach(sum -> row(table, sum, " by the source"));
        return table.text("  ");
    }

    private static void row(TextTable table, RunReport.CurrencyAmounts sum, String whose) {
        table.row(
                sum.currency() + whose,
                shown(sum.principal()),
                shown(sum.creditLimit()),
                shown(sum.outstanding()),
                shown(sum.overdue()),
                shown(sum.paid()));
    }

    private static String shown(@Nullable BigDecimal amount) {
        return amount == null ? "-" : Json.amount(amount);
    }
}
