package org.creditconnector.command;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.DecisionQueries;
import org.creditconnector.ledger.DecisionRefusedException;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Store;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code decisions list} and {@code decisions end}: what people decided about accounts. */
@Command(
        name = "decisions",
        description = "What people decided about accounts: corrections, withdrawals, resubmissions, disputes.",
        subcommands = {DecisionsCommand.ListThem.class, DecisionsCommand.End.class})
final class DecisionsCommand extends Group {
    /** All that are in force. */
    @Command(
            name = "list",
            sortOptions = false,
            description = {
                "Lists the decisions in force, newest first, and where the source still shows a value that was corrected.",
                "Values are masked."
            })
    static final class ListThem extends LedgerAction {
        @Parameters(paramLabel = "KEY", arity = "0..1", description = "Only about this account.")
        @Nullable String key;

        @Option(names = "--target", paramLabel = "T", description = "Target; not needed when there is only one.")
        @Nullable String target;

        @Option(names = "--stale", description = "Only corrections whose wrong value the source still shows.")
        boolean stale;

        @Option(names = "--all", description = "Also decisions that are over.")
        boolean all;

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
            List<DecisionQueries.Row> rows = new DecisionQueries(store)
                    .decisions(one.name(), key, all, limit).stream()
                            .filter(row -> !stale || row.staleNow())
                            .toList();
            TextTable table = new TextTable("decision", "account", "what", "state", "by", "why", "source");
            for (DecisionQueries.Row row : rows) {
                table.row(
                        "#" + row.id(),
                        row.accountKey(),
                        what(row),
                        row.state() + (row.endReason() == null ? "" : ": " + row.endReason()),
                        row.author(),
                        row.reason(),
                        row.staleNow() ? "still stale, " + row.staleNights() + " nights" : "");
            }
            return Answer.done(command(), "decisions", rows, table.isEmpty() ? "no decisions" : table.text(""));
        }

        private static String what(DecisionQueries.Row row) {
            String dates = row.dates().isEmpty()
                    ? ""
                    : " at "
                            + String.join(
                                    ", ",
                                    row.dates().stream()
                                            .map(LocalDate::toString)
                                            .toList());
            return switch (row.kind()) {
                case CORRECT ->
                    "correct " + row.path() + (row.stale() == null ? "" : " from " + row.stale()) + " to "
                            + row.corrected() + dates;
                case DISPUTE -> "disputed since " + row.since();
                case ACCEPT_WARNING -> "accept " + row.ruleId() + (row.path() == null ? "" : " " + row.path());
                case WITHDRAW, RESUBMIT -> row.kind().name().toLowerCase(Locale.ROOT) + dates;
            };
        }
    }

    /** Ends one. */
    @Command(
            name = "end",
            sortOptions = false,
            description =
                    "Ends a decision in force. What was sent because of it stays sent; the source's word counts again.")
    static final class End extends LedgerAction {
        @Parameters(paramLabel = "ID", description = "Number of the decision, as `decisions list` shows it.")
        long id;

        @Mixin
        Decision decision = new Decision();

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            decision.check(this);
            try {
                new Decisions(store).end(id, new Decisions.By(decision.author, decision.reason));
            } catch (DecisionRefusedException refused) {
                throw usage(String.valueOf(refused.getMessage()));
            }
            return Answer.done(command(), "ended", id, "decision " + id + " is over, by " + decision.author);
        }
    }
}
