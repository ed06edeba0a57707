package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.command.Arguments.RunId;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.Page;
import org.creditconnector.ledger.PeriodComparison.Suspect;
import org.creditconnector.ledger.Publications;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gate}: what the gate found in a run, down to the accounts. */
@Command(
        name = "gate",
        sortOptions = false,
        description = {
            "Shows what the gate found in a run: why it stopped, what would be sent, and every account that changed oddly"
                    + " against the last run that was sent.",
            "As text so many as --limit says; as JSON all."
        })
final class GateCommand extends LedgerAction {
    private static final int PAGE = 10_000;
    private static final String WHO_AND_WHY = " --author NAME --reason TEXT";

    @Parameters(paramLabel = "RUN", description = "Run as `status` shows it: TARGET/SOURCE/DATE/PASS.")
    RunId runId = new RunId("", "", java.time.LocalDate.EPOCH, 0);

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many accounts at most, as text. Default: ${DEFAULT-VALUE}.")
    int limit = 50;

    @Override
    Answer act(CreditConnector app, ConnectorConfig config, Store store) {
        if (limit < 1) {
            throw usage("--limit is " + limit + ", expected 1 or more");
        }
        SubmissionLedger ledger = new SubmissionLedger(store);
        LedgerQueries queries = new LedgerQueries(store);
        Run run = Runs.require(this, ledger, runId);
        GateView view = GateView.of(store, run.runId());
        String next = switch (run.state()) {
            case HELD, AWAITING_SIGN_OFF ->
                view.isUnpublished()
                        ? Publications.command(run.source())
                        : "approve " + run.name() + " --content " + view.shortContent() + WHO_AND_WHY;
            case PREPARED -> GateView.isUnbalanced(run) ? "reject " + run.name() + WHO_AND_WHY : null;
            default -> null;
        };
        List<Suspect> shown = app.json
                ? all(queries, run.runId())
                : queries.suspects(run.runId(), null, limit).rows();
        return new Answer(ExitCode.DONE, json(run, view, shown, next), text(run, view, shown, next));
    }

    private static List<Suspect> all(LedgerQueries queries, long runId) {
        List<Suspect> all = new ArrayList<>();
        String after = null;
        do {
            Page<Suspect> page = queries.suspects(runId, after, PAGE);
            all.addAll(page.rows());
            after = page.next();
        } while (after != null);
        return all;
    }

    private Map<String, @Nullable Object> json(Run run, GateView view, List<Suspect> suspects, @Nullable String next) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("run", run.name());
        json.put("state", run.state());
        view.into(json);
        json.put("list", suspects);
        json.put("next", next);
        return json;
    }

    private static String text(Run run, GateView view, List<Suspect> suspects, @Nullable String next) {
        StringBuilder text = new StringBuilder(run.name())
                .append("  ")
                .append(run.state())
                .append('\n')
                .append(view.text());
        for (Suspect suspect : suspects) {
            text.append("    ")
                    .append(suspect.accountKey())
                    .append("  ")
                    .append(suspect.kind().says())
                    .append("; last known in ")
                    .append(suspect.before())
                    .append('\n');
        }
        long more = view.suspects().values().stream().mapToLong(Long::longValue).sum() - suspects.size();
        if (more > 0) {
            text.append("    ... and ").append(more).append(" more; see --limit, or --json for all\n");
        }
        if (next != null) {
            text.append("  next      ").append(Program.call(next)).append('\n');
        }
        return text.toString();
    }
}
