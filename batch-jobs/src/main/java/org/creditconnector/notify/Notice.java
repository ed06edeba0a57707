package org.creditconnector.notify;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.creditconnector.config.NotifyConfig.Occasion;
import org.creditconnector.ledger.OverduePackage;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Json;
import org.creditconnector.night.RunReport;

/**
 * What is told about the end of some runs: counts, totals and states. Free text (causes, next commands) stays at home, because
 * an account key could stand in it.
 *
 * @param occasion what the runs together ended as
 * @param exit the worst exit code
 * @param meaning what the exit code means
 * @param remedy what is to be done
 * @param runs one entry per run
 */
public record Notice(Occasion occasion, ExitCode exit, String meaning, String remedy, List<Run> runs) {
    /** State that alone counts as success. */
    private static final String RECONCILED = "RECONCILED";

    /**
     * One run.
     *
     * @param target name of the target
     * @param source name of the source
     * @param businessDate its date
     * @param pass from 1
     * @param state state in the ledger
     * @param exit what it ended with
     * @param accounts the account book
     * @param items the item book
     * @param amounts totals by currency
     * @param overdue packages of the target that the registry has not answered within the deadline
     */
    public record Run(
            String target,
            String source,
            LocalDate businessDate,
            int pass,
            String state,
            ExitCode exit,
            RunReport.Accounts accounts,
            RunReport.Items items,
            List<RunReport.CurrencyAmounts> amounts,
            List<OverduePackage> overdue) {}

    /** The notice of some runs; at least one. */
    public static Notice of(List<RunReport> runs) {
        ExitCode exit = ExitCode.worst(runs.stream().map(RunReport::exit).toList());
        Occasion occasion = runs.stream()
                .map(Notice::occasion)
                .max(Occasion::compareTo)
                .orElseThrow(() -> new IllegalArgumentException("a notice needs a run"));
        List<Run> told = runs.stream()
                .map(run -> new Run(
                        run.target(),
                        run.source(),
                        run.businessDate(),
                        run.pass(),
                        run.state(),
                        run.exit(),
                        run.accounts(),
                        run.items(),
                        run.amounts(),
                        run.overdue()))
                .toList();
        return new Notice(occasion, exit, exit.meaning(), exit.remedy(), told);
    }

    /** An answer that is overdue is told whatever the run itself ended with; one that the registry lost is a failure. */
    private static Occasion occasion(RunReport run) {
        Occasion ended = ended(run);
        if (run.overdue().stream().anyMatch(OverduePackage::lost)) {
            return Occasion.FAILURE;
        }
        return run.overdue().isEmpty() || ended != Occasion.SUCCESS ? ended : Occasion.ATTENTION;
    }

    /** Success is a reconciled run with balanced books and nothing left to do, and nothing else. */
    private static Occasion ended(RunReport run) {
        boolean reconciled = run.state().equals(RECONCILED)
                && run.accounts().balances()
                && run.items().balances();
        return switch (run.exit()) {
            case DONE -> reconciled ? Occasion.SUCCESS : Occasion.FAILURE;
            case HELD, SIGN_OFF, PENDING, WORK_LIST, RUNNING -> Occasion.ATTENTION;
            default -> Occasion.FAILURE;
        };
    }

    /** The JSON document of webhook and program. */
    public String json() {
        return Json.write(this);
    }

    /** One line for a subject. */
    public String subject() {
        String what = runs.size() == 1
                ? runs.get(0).target() + "/" + runs.get(0).source() + " "
                        + runs.get(0).businessDate()
                : runs.size() + " runs of " + runs.get(0).businessDate();
        return "[credit-connector] " + occasion + ": " + what + ": " + meaning;
    }

    /** The text of a mail. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(meaning).append(".\nTo do: ").append(remedy).append(".\n");
        for (Run run : runs) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%s/%s/%s/%d  %s  (exit code %d)%n",
                    run.target(),
                    run.source(),
                    run.businessDate(),
                    run.pass(),
                    run.state(),
                    run.exit().number()));
            text.append(String.format(
                    Locale.ROOT,
                    "  accounts: %d extracted, %d held, %d unchanged, %d not due, %d waiting, %d reported, %d vanished%n",
                    run.accounts().extracted(),
                    run.accounts().held(),
                    run.accounts().unchanged(),
                    run.accounts().notDue(),
                    run.accounts().waiting(),
                    run.accounts().reported(),
                    run.accounts().vanished()));
            text.append(String.format(
                    Locale.ROOT,
                    "  items: %d staged, %d unsent, %d unanswered, %d accepted, %d rejected, %d withdrawn, %d superseded%n",
                    run.items().staged(),
                    run.items().unsent(),
                    run.items().unanswered(),
                    run.items().accepted(),
                    run.items().rejected(),
                    run.items().withdrawn(),
                    run.items().superseded()));
            for (OverduePackage one : run.overdue()) {
                text.append("  overdue: ")
                        .append(one.run())
                        .append(": ")
                        .append(one.sentence())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
