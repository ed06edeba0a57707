package org.creditconnector.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.command.Arguments.RunId;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.DecisionRefusedException;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.PrivateCopies;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code approve} and {@code reject}: a person moves a run that stopped before anything of it left. */
abstract class DecideCommand extends LedgerAction {
    @Parameters(paramLabel = "RUN", description = "Run as `status` shows it: TARGET/SOURCE/DATE/PASS.")
    RunId runId = new RunId("", "", java.time.LocalDate.EPOCH, 0);

    @Mixin
    Decision decision = new Decision();

    /** Lets a stopped run pass. */
    @Command(
            name = "approve",
            sortOptions = false,
            description = {
                "Lets a run pass that was held by a gate or waits for sign-off. `run` then sends it.",
                "`gate RUN` shows what it is about. The decision is bound to the content: if items are withdrawn or superseded"
                        + " before they are packed, the run stops again.",
                "A run that stopped because its source folder has changed is approved by another person than who published the folder"
                        + " (`mapping publish`)."
            })
    static final class Approve extends DecideCommand {
        @Option(
                names = "--content",
                paramLabel = "DIGEST",
                defaultValue = "",
                description =
                        "Digest that `gate RUN` showed; the run is not let pass when its content is another one now.")
        String content = "";

        @Override
        void demand(Run run) {
            if (run.state() == RunState.PREPARED) {
                throw usage("the run " + run.name()
                        + " is PREPARED: its books were not balanced with the source, and that cannot be approved;"
                        + " `run` looks again, `reject` refuses it");
            }
            if (!run.state().waitsForApproval()) {
                throw usage("the run " + run.name() + " is " + run.state()
                        + "; only a run that is HELD or AWAITING_SIGN_OFF can be approved");
            }
        }

        @Override
        void decide(SubmissionLedger ledger, Run run) {
            ledger.approve(run.runId(), content, decision.author, decision.reason);
        }
    }

    /** Refuses a stopped run. */
    @Command(
            name = "reject",
            sortOptions = false,
            description = {
                "Refuses a run that was held by a gate, waits for sign-off, or is PREPARED because its books differ from the source:"
                        + " nothing of it is ever sent.",
                "The private copy of the lender's files that it kept is removed.",
                "What it held is looked at again in the next night, or at once with `run --again`."
            })
    static final class Reject extends DecideCommand {
        @Override
        void demand(Run run) {
            if (!run.state().mayBeDeclined()) {
                throw usage("the run " + run.name() + " is " + run.state()
                        + "; only a run that is PREPARED, HELD or AWAITING_SIGN_OFF can be rejected");
            }
        }

        @Override
        void decide(SubmissionLedger ledger, Run run) {
            ledger.decline(run.runId(), decision.author, decision.reason);
        }
    }

    /** Refuses, as wrong usage, what cannot be decided in the run's state. */
    abstract void demand(Run run);

    abstract void decide(SubmissionLedger ledger, Run run);

    @Override
    Answer act(CreditConnector app, ConnectorConfig config, Store store) {
        decision.check(this);
        SubmissionLedger ledger = new SubmissionLedger(store);
        Run run = Runs.require(this, ledger, runId);
        demand(run);
        GateView view = GateView.of(store, run.runId());
        try {
            decide(ledger, run);
        } catch (DecisionRefusedException refused) {
            throw usage(String.valueOf(refused.getMessage()));
        }
        Run after = Runs.require(this, ledger, runId);
        if (after.state().ended()) {
            new PrivateCopies(config.home()).remove(after.runId());
        }
        String next = Runs.again(after) + (after.state().ended() ? " --again --author NAME --reason TEXT" : "");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("run", after.name());
        json.put("state", after.state());
        json.put("author", decision.author);
        json.put("reason", decision.reason);
        view.into(json);
        json.put("next", next);
        String text = after.name() + "  " + after.state() + "  by " + decision.author + "\n" + view.text()
                + "  next      " + Program.call(next);
        return new Answer(ExitCode.DONE, json, text);
    }
}
