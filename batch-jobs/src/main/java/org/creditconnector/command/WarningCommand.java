package org.creditconnector.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.DecisionQueries;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Store;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code warnings} and {@code accept-warning}: what is odd and may be true. */
abstract class WarningCommand extends LedgerAction {
    /** Warnings about one account that are looked through. */
    private static final int MOST = 100_000;

    @Option(names = "--target", paramLabel = "T", description = "Target; not needed when there is only one.")
    @Nullable String target;

    /** All that nobody accepted. */
    @Command(
            name = "warnings",
            sortOptions = false,
            description =
                    "Lists the warnings of the newest night of each source that nobody has accepted with their value.")
    static final class Warnings extends WarningCommand {
        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "50",
                description = "How many at most. Default: ${DEFAULT-VALUE}.")
        int limit = 50;

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            Arguments.demandLimit(this, limit);
            TargetConfig one = Targets.one(this, config, target);
            List<DecisionQueries.Warning> found = new DecisionQueries(store).warnings(one.name(), null, limit + 1);
            List<DecisionQueries.Warning> shown = found.subList(0, Math.min(limit, found.size()));
            StringBuilder text = new StringBuilder();
            for (DecisionQueries.Warning warning : shown) {
                text.append(warning.accountKey())
                        .append("  ")
                        .append(line(warning))
                        .append('\n');
            }
            if (found.size() > limit) {
                text.append("... and more; see --limit\n");
            }
            return Answer.done(command(), "warnings", shown, text.isEmpty() ? "no warnings" : text.toString());
        }
    }

    /** Accepts one. */
    @Command(
            name = "accept-warning",
            sortOptions = false,
            description = {
                "Accepts a warning about one account: it is not listed again as long as the value it is about stays.",
                "When the value changes, it is listed again."
            })
    static final class Accept extends WarningCommand {
        @Parameters(paramLabel = "KEY", description = "Account key as it is reported.")
        String key = "";

        @Option(names = "--rule", required = true, paramLabel = "R", description = "Rule, as `warnings` shows it.")
        String rule = "";

        @Option(
                names = "--path",
                paramLabel = "P",
                description = "Field, as `warnings` shows it; needed where the rule warns of several.")
        @Nullable String path;

        @Mixin
        Decision decision = new Decision();

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            decision.check(this);
            TargetConfig one = Targets.one(this, config, target);
            List<DecisionQueries.Warning> found = new DecisionQueries(store)
                    .warnings(one.name(), key, MOST).stream()
                            .filter(warning -> warning.ruleId().equals(rule)
                                    && (path == null || warning.path().equals(path)))
                            .toList();
            if (found.isEmpty()) {
                throw usage("the newest night has no warning " + rule + (path == null ? "" : " of " + path) + " about "
                        + key + " that is not accepted; `warnings` lists them");
            }
            if (found.size() > 1) {
                throw usage("the rule " + rule + " warns of several fields of " + key + "; add --path with one of "
                        + String.join(
                                ", ",
                                found.stream()
                                        .map(DecisionQueries.Warning::path)
                                        .toList()));
            }
            DecisionQueries.Warning warning = found.get(0);
            long id = new Decisions(store)
                    .acceptWarning(new Decisions.By(decision.author, decision.reason), one.name(), warning);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("decision", id);
            json.put("account", key);
            json.put("rule", rule);
            json.put("path", warning.path());
            json.put("author", decision.author);
            json.put("reason", decision.reason);
            return new Answer(
                    ExitCode.DONE,
                    json,
                    "decision " + id + ": " + key + " " + rule + (warning.path().isEmpty() ? "" : " " + warning.path())
                            + " is accepted as long as its value stays");
        }
    }

    private static String line(DecisionQueries.Warning warning) {
        return warning.ruleId() + (warning.path().isEmpty() ? "" : " " + warning.path()) + ": " + warning.message()
                + (warning.maskedValue() == null ? "" : " (value " + warning.maskedValue() + ")");
    }
}
