package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.command.Arguments.RunId;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.FindingRow;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.LedgerQueries.HeldAccount;
import org.creditconnector.ledger.LedgerQueries.RefusedWhole;
import org.creditconnector.ledger.LedgerQueries.RejectGroup;
import org.creditconnector.ledger.LedgerQueries.RejectedItem;
import org.creditconnector.ledger.Page;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.ledger.SuspectKind;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code held} and {@code rejects}: what needs a person. */
abstract class WorkCommand extends LedgerAction {
    @Option(names = "--target", paramLabel = "T", description = "Only this target.")
    @Nullable String target;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most, of each target or run. Default: ${DEFAULT-VALUE}.")
    int limit = 50;

    /** The configured targets that are asked about. */
    final List<TargetConfig> targets(ConnectorConfig config) {
        Arguments.demandLimit(this, limit);
        return target == null ? List.copyOf(config.targets().values()) : List.of(Targets.one(this, config, target));
    }

    /** Accounts that our own checks kept back. */
    @Command(
            name = "held",
            sortOptions = false,
            description = {
                "Lists the accounts that the newest night of each source kept back, with the reasons.",
                "They are looked at again in every night; the source or the mapping must change.",
                "--by code groups those that wait for a row of a code table."
            })
    static final class Held extends WorkCommand {
        @Option(names = "--run", paramLabel = "RUN", description = "Of this run instead: TARGET/SOURCE/DATE/PASS.")
        @Nullable RunId runId;

        @Option(
                names = "--by",
                paramLabel = "WHAT",
                description = "code: one line for each code that no table translates, with how many accounts have it.")
        @Nullable String by;

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            if (by != null && !by.equals("code")) {
                throw usage("--by is \"" + by + "\", expected code");
            }
            List<TargetConfig> targets = targets(config);
            LedgerQueries queries = new LedgerQueries(store);
            List<Run> runs = new ArrayList<>();
            if (runId != null) {
                runs.add(Runs.require(this, new SubmissionLedger(store), runId));
            } else {
                targets.forEach(one -> runs.addAll(queries.newestRuns(one.name())));
            }
            if (by != null) {
                HeldByCode codes = new HeldByCode(config, store);
                runs.forEach(run -> codes.add(run, limit));
                return codes.answer(command());
            }
            List<Map<String, @Nullable Object>> json = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (Run run : runs) {
                Page<HeldAccount> page = queries.held(run.runId(), null, limit);
                Page<String> vanished = queries.vanished(run.runId(), null, limit);
                Map<SuspectKind, Long> suspects = queries.suspectCounts(run.runId());
                List<FindingRow> subjects = queries.heldSubjects(run.runId(), limit);
                if (page.rows().isEmpty() && vanished.rows().isEmpty() && suspects.isEmpty() && subjects.isEmpty()) {
                    continue;
                }
                Map<String, @Nullable Object> entry = new LinkedHashMap<>();
                entry.put("run", run.name());
                entry.put("held", page.rows());
                entry.put("subjects", subjects);
                entry.put("vanished", vanished.rows());
                entry.put("suspects", suspects);
                entry.put("more", page.next() != null || vanished.next() != null);
                json.add(entry);
                text.append(run.name()).append('\n');
                for (HeldAccount account : page.rows()) {
                    text.append("  ").append(account.accountKey()).append("  (").append(account.sourcePosition());
                    text.append(")\n");
                    account.findings()
                            .forEach(finding ->
                                    text.append("    ").append(line(finding)).append('\n'));
                }
                text.append(more(page.next(), "--limit"));
                subjects.forEach(finding -> text.append("  ")
                        .append(finding.position())
                        .append("  ")
                        .append(line(finding))
                        .append('\n'));
                vanished.rows()
                        .forEach(key -> text.append("  ")
                                .append(key)
                                .append("  was open before and is gone from the source\n"));
                text.append(more(vanished.next(), "--limit"));
                suspects.forEach((kind, count) -> text.append("  ")
                        .append(count)
                        .append(" x ")
                        .append(GateView.words(kind))
                        .append(": ")
                        .append(kind.says())
                        .append("; see ")
                        .append(Program.call("gate " + run.name()))
                        .append('\n'));
            }
            return Answer.done(command(), "runs", json, text.isEmpty() ? "nothing is held" : text.toString());
        }
    }

    /** Items that the registry refused. */
    @Command(
            name = "rejects",
            sortOptions = false,
            description = {
                "Lists the items that a registry rejected and no newer one has taken the place of, by reason.",
                "A changed row is reported with the next night; `journey KEY` shows the whole story of an account."
            })
    static final class Rejects extends WorkCommand {
        @Option(names = "--rule", paramLabel = "CODE", description = "Only this reason of the registry.")
        @Nullable String rule;

        @Option(
                names = "--export",
                paramLabel = "FILE",
                description =
                        "Write all of them to a new sheet (CSV) that `resubmit --from` reads when it is filled in.")
        @Nullable Path export;

        @Option(
                names = "--with-values",
                description =
                        "With --export: write what was reported, too. That is personal data; the file is its owner's only.")
        boolean withValues;

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) throws IOException {
            if (export != null) {
                return export(config, store, export);
            }
            if (withValues) {
                throw usage("--with-values goes with --export");
            }
            LedgerQueries queries = new LedgerQueries(store);
            List<Map<String, @Nullable Object>> json = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (TargetConfig one : targets(config)) {
                List<RejectGroup> groups = queries.rejectGroups(one.name());
                Page<RejectedItem> page = queries.rejects(one.name(), rule, null, limit);
                if (page.rows().isEmpty()) {
                    continue;
                }
                Map<String, @Nullable Object> entry = new LinkedHashMap<>();
                entry.put("target", one.name());
                entry.put("reasons", groups);
                entry.put("items", page.rows());
                entry.put("more", page.next() != null);
                List<RefusedWhole> whole = queries.refusedWhole(one.name());
                entry.put("refusedPackages", whole);
                json.add(entry);
                text.append(one.name()).append('\n');
                for (RejectGroup group : groups) {
                    text.append("  ")
                            .append(group.items())
                            .append(" x ")
                            .append(group.ruleId())
                            .append(": ");
                    text.append(group.message()).append('\n');
                }
                for (RejectedItem item : page.rows()) {
                    text.append("  ").append(item.accountKey()).append("  ").append(item.kind());
                    text.append(" of ")
                            .append(item.reportDate())
                            .append("  in ")
                            .append(item.runName())
                            .append('\n');
                    item.findings()
                            .forEach(finding ->
                                    text.append("    ").append(line(finding)).append('\n'));
                }
                text.append(more(page.next(), "--limit or --rule"));
                for (RefusedWhole refused : whole) {
                    text.append("  all ")
                            .append(refused.items())
                            .append(" items of package ")
                            .append(refused.packageId())
                            .append(" were rejected, ")
                            .append(refused.open())
                            .append(" are open; once the reason is mended, all go again:\n  next  ")
                            .append(Program.call("resubmit --target " + one.name() + " --package " + refused.packageId()
                                    + " --author NAME --reason TEXT"))
                            .append('\n');
                }
            }
            return Answer.of(
                    ExitCode.DONE,
                    command(),
                    "targets",
                    json,
                    text.isEmpty() ? "nothing is rejected" : text.toString());
        }

        private Answer export(ConnectorConfig config, Store store, Path file) throws IOException {
            TargetConfig one = Targets.one(this, config, target);
            List<RejectSheet.Row> rows =
                    RejectRows.of(store, one.name(), rule, withValues ? Targets.profile(one) : null);
            try {
                RejectSheet.write(file, rows);
            } catch (FileAlreadyExistsException there) {
                throw usage(file + " exists and is not overwritten; name a new file");
            }
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("target", one.name());
            json.put("file", file.toString());
            json.put("rows", rows.size());
            return new Answer(
                    ExitCode.DONE,
                    json,
                    rows.size() + " rows were written to " + file
                            + "\nFill in the column \"fixed value\" and save it as CSV, then\n  next  "
                            + Program.call("resubmit --target " + one.name() + " --from " + file
                                    + " --author NAME --reason TEXT"));
        }
    }

    private static String more(@Nullable String next, String option) {
        return next == null ? "" : "  ... and more; see " + option + "\n";
    }

    private static String line(FindingRow finding) {
        StringBuilder line = new StringBuilder(finding.ruleId());
        if (finding.position() != null) {
            line.append(' ').append(finding.position());
        }
        if (!finding.path().isEmpty()) {
            line.append(' ').append(finding.path());
        }
        line.append(": ").append(finding.message());
        if (finding.maskedValue() != null) {
            line.append(" (value ").append(finding.maskedValue()).append(')');
        }
        return line.toString();
    }
}
