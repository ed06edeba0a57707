package org.creditconnector.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.command.Arguments.RunId;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.DecisionRefusedException;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.night.Corrections;
import org.creditconnector.night.Corrections.Wanted;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.yaml.InvalidDocumentException;
import org.creditconnector.yaml.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resubmit}: what was rejected, withdrawn or lost goes again. */
@Command(
        name = "resubmit",
        sortOptions = false,
        description = {
            "Lets accounts go again that were withdrawn, or whose newest item the registry rejected, or of which it lost or altered",
            "what it had accepted, as the last `reconcile` found. Accounts are named, or all that were rejected for a reason, in a",
            "package or in a run, or taken from a sheet that `rejects --export` wrote and a person filled in: each filled line",
            "corrects a value, too. What was rejected of persons, agreements and the like goes again by itself."
        })
final class ResubmitCommand extends AccountDecisionCommand {
    /** More decisions of one call are counted, and listed by `decisions list`. */
    private static final int MOST_SHOWN = 20;

    @Parameters(paramLabel = "KEY", arity = "0..*", description = "Account keys as they are reported.")
    List<String> keys = List.of();

    @Option(names = "--from", paramLabel = "FILE", description = "A sheet of rejects, filled in, as CSV.")
    @Nullable Path sheet;

    @Option(names = "--rule", paramLabel = "CODE", description = "All accounts that were rejected for this reason.")
    @Nullable String rule;

    @Option(
            names = "--package",
            paramLabel = "ID",
            description = "All accounts of which something was rejected in this package, as `rejects` shows it.")
    @Nullable String packageId;

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "All accounts of which something of this run was rejected: TARGET/SOURCE/DATE/PASS.")
    @Nullable RunId runId;

    @Override
    Taken take(Decisions decisions, TargetConfig to, RegistryProfile profile, Store store) {
        boolean chosen = rule != null || packageId != null || runId != null;
        int ways = (keys.isEmpty() ? 0 : 1) + (sheet == null ? 0 : 1) + (chosen ? 1 : 0);
        if (ways != 1) {
            throw usage("name account keys, or --from FILE, or those that were rejected by --package ID, --run RUN or"
                    + " --rule CODE: one of them");
        }
        if (sheet != null) {
            return fromSheet(decisions, to, profile, store, sheet);
        }
        return chosen ? rejected(decisions, to, profile, store) : named(decisions, to, profile);
    }

    /** Accounts with open rejects; those for which something was decided since are left as they are. */
    private Taken rejected(Decisions decisions, TargetConfig to, RegistryProfile profile, Store store) {
        Long run = runId == null
                ? null
                : Long.valueOf(
                        Runs.require(this, new SubmissionLedger(store), runId).runId());
        Set<String> wanted = new LinkedHashSet<>();
        int found = 0;
        for (LedgerQueries.RejectedSubject one :
                new LedgerQueries(store).rejectedSubjects(to.name(), rule, packageId, run)) {
            if (one.subject().equals(profile.subject(one.accountKey()))) {
                wanted.add(one.accountKey());
            } else {
                found++;
            }
        }
        int others = found;
        String byThemselves = others + " rejected items about persons, agreements and the like go again by themselves";
        if (wanted.isEmpty()) {
            throw new DecisionRefusedException("no account of " + to.name() + " has an open reject of that kind"
                    + (others == 0 ? "" : "; " + byThemselves) + "; see `rejects`");
        }
        return decisions.together(() -> {
            List<Long> ids = new ArrayList<>();
            List<About> abouts = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            List<String> left = new ArrayList<>();
            for (String key : wanted) {
                About about = about(decisions, to, key);
                try {
                    long id = decisions.resubmit(about, by(), profile.subject(key));
                    if (ids.size() < MOST_SHOWN) {
                        lines.add("decision " + id + ": " + key + " goes again");
                    }
                    ids.add(id);
                    abouts.add(about);
                } catch (DecisionRefusedException e) {
                    left.add("left as it is: " + e.getMessage());
                }
            }
            if (abouts.isEmpty()) {
                throw new DecisionRefusedException(String.join("; ", left));
            }
            lines.add("accounts that go again: " + ids.size());
            if (others > 0) {
                lines.add(byThemselves);
            }
            lines.addAll(left);
            return new Taken(ids, lines, abouts.get(0));
        });
    }

    private Taken named(Decisions decisions, TargetConfig to, RegistryProfile profile) {
        Set<String> wanted = new LinkedHashSet<>(keys);
        return decisions.together(() -> {
            List<Long> ids = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            List<About> abouts = new ArrayList<>();
            List<String> refused = new ArrayList<>();
            for (String key : wanted) {
                try {
                    About about = about(decisions, to, key);
                    long id = decisions.resubmit(about, by(), profile.subject(key));
                    ids.add(id);
                    lines.add("decision " + id + ": " + key + " goes again");
                    abouts.add(about);
                } catch (DecisionRefusedException e) {
                    refused.add(e.getMessage());
                }
            }
            if (!refused.isEmpty()) {
                throw new DecisionRefusedException(String.join("; ", refused));
            }
            return new Taken(ids, lines, abouts.get(0));
        });
    }

    private Taken fromSheet(Decisions decisions, TargetConfig to, RegistryProfile profile, Store store, Path file) {
        List<Problem> problems = new ArrayList<>();
        List<RejectSheet.Row> filled = RejectSheet.read(file, problems).stream()
                .filter(row -> !row.fixedValue().isEmpty())
                .toList();
        if (filled.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(
                    RejectSheet.PROBLEM,
                    file.toString(),
                    0,
                    0,
                    "",
                    "no line has a fixed value; fill in the last column"));
        }
        Map<String, List<RejectSheet.Row>> open = new LinkedHashMap<>();
        RejectRows.of(store, to.name(), null, null)
                .forEach(row -> open.computeIfAbsent(row.itemId(), id -> new ArrayList<>())
                        .add(row));
        return decisions.together(() -> {
            List<Long> ids = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            Map<String, About> resubmitted = new LinkedHashMap<>();
            Set<String> fields = new HashSet<>();
            for (RejectSheet.Row row : filled) {
                try {
                    About about = known(decisions, to, open, row);
                    if (!fields.add(row.accountKey() + "\n" + row.field())) {
                        throw new DecisionRefusedException("the field is filled in twice for this account");
                    }
                    Corrections corrections = new Corrections(decisions, profile);
                    var checked = corrections.check(about, new Wanted(row.field(), row.fixedValue()), null);
                    ids.addAll(corrections.decide(about, by(), List.of(checked), List.of()));
                    lines.add("line " + row.line() + ": " + row.accountKey() + " " + checked.shown());
                    if (resubmitted.putIfAbsent(row.accountKey(), about) == null) {
                        ids.add(decisions.resubmit(about, by(), profile.subject(row.accountKey())));
                    }
                } catch (DecisionRefusedException | IllegalArgumentException e) {
                    problems.add(new Problem(
                            RejectSheet.PROBLEM,
                            file.toString(),
                            Math.toIntExact(row.line()),
                            0,
                            row.field(),
                            String.valueOf(e.getMessage())));
                }
            }
            if (!problems.isEmpty()) {
                // Thrown within the transaction, so that a sheet with a mistake decides nothing.
                throw new InvalidDocumentException(problems);
            }
            lines.add(resubmitted.size() + " accounts go again");
            return new Taken(ids, lines, resubmitted.values().iterator().next());
        });
    }

    /** A row must be as it was written, but for its last column. */
    private About known(
            Decisions decisions, TargetConfig to, Map<String, List<RejectSheet.Row>> open, RejectSheet.Row row) {
        List<RejectSheet.Row> rejected = open.get(row.itemId());
        if (rejected == null) {
            throw new DecisionRefusedException("item " + row.itemId() + " is not among the open rejects of " + to.name()
                    + "; it was answered by a newer one, or the cell was changed");
        }
        if (rejected.stream().noneMatch(row::isAbout)) {
            throw new DecisionRefusedException("account key, report date, code or field of item " + row.itemId()
                    + " is not as it was exported; change the column \"fixed value\" only");
        }
        return about(decisions, to, row.accountKey());
    }
}
