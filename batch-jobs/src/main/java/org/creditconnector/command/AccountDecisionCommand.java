package org.creditconnector.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.DecisionRefusedException;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.ledger.Decisions.By;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.Store;
import org.creditconnector.night.ExitCode;
import org.creditconnector.registry.RegistryProfile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A person decides something about one account; the next pass of the night acts on it. */
abstract class AccountDecisionCommand extends LedgerAction {
    @Option(names = "--target", paramLabel = "T", description = "Target; not needed when there is only one.")
    @Nullable String target;

    @Mixin
    Decision decision = new Decision();

    /**
     * What was decided.
     *
     * @param ids numbers of the decisions
     * @param lines what they say, a line each, without values that are not for everyone
     * @param about an account of them, for the command that makes it so
     */
    record Taken(List<Long> ids, List<String> lines, About about) {}

    /** Decides, on the target that was asked for. */
    abstract Taken take(Decisions decisions, TargetConfig to, RegistryProfile profile, Store store) throws Exception;

    @Override
    final Answer act(CreditConnector app, ConnectorConfig config, Store store) throws Exception {
        decision.check(this);
        TargetConfig to = Targets.one(this, config, target);
        Taken taken;
        try {
            RegistryProfile profile = Targets.profile(to);
            taken = take(new Decisions(store).at(profile.powers()), to, profile, store);
        } catch (DecisionRefusedException refused) {
            throw usage(String.valueOf(refused.getMessage()));
        }
        String next = next(store, taken.about());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("decisions", taken.ids());
        json.put("done", taken.lines());
        json.put("author", decision.author);
        json.put("reason", decision.reason);
        json.put("next", next);
        return new Answer(
                ExitCode.DONE,
                json,
                String.join("\n", taken.lines()) + "\nThe next night acts on it. To do so now:\n  next  "
                        + Program.call(next));
    }

    /** The account of a key at the target. */
    final About about(Decisions decisions, TargetConfig to, String key) {
        return decisions
                .about(to.name(), key)
                .orElseThrow(() -> new DecisionRefusedException("no run for " + to.name() + " has ever seen an account "
                        + key + "; keys are compared character by character"));
    }

    final By by() {
        return new By(decision.author, decision.reason);
    }

    /** A further pass of the newest date; a night that has not ended comes first. */
    private String next(Store store, About about) {
        for (Run run : new LedgerQueries(store).newestRuns(about.target())) {
            if (run.source().equals(about.source())) {
                return Runs.again(run)
                        + (run.state().ended()
                                ? " --again --author " + quoted(decision.author) + " --reason "
                                        + quoted(decision.reason)
                                : "");
            }
        }
        return "run --target " + about.target() + " --source " + about.source();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_.-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
