package org.creditconnector.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.command.Arguments.RunId;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code approve} and {@code reject}: a person moves a run that stopped at the gate. */
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
                        + " before they are packed, the run stops again."
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
        void decide(SubmissionLedger ledger, Run run) {
            ledger.approve(run.runId(), content, decision.author, decision.reason);
        }
    }

    /** Refuses a stopped run. */
    @Command(
            name = "reject",
            sortOptions = false,
            description = {
                "Refuses a run that was held by a gate or waits for sign-off: nothing of it is ever sent.",
                "What it held is looked at again in the next night."
            })
    static final class Reject extends DecideCommand {
        @Override
        void decide(SubmissionLedger ledger, Run run) {
            ledger.decline(run.runId(), decision.author, decision.reason);
        }
    }

    abstract void decide(SubmissionLedger ledger, Run run);

    @Override
    Answer act(CreditConnector app, ConnectorConfig config, Store store) {
        decision.check(this);
        SubmissionLedger ledger = new SubmissionLedger(store);
        Run run = Runs.require(this, ledger, runId);
        if (run.state() != RunState.HELD && run.state() != RunState.AWAITING_SIGN_OFF) {
            throw usage("the run " + run.name() + " is " + run.state()
                    + "; only a run that is HELD or AWAITING_SIGN_OFF can be decided on");
        }
        GateView view = GateView.of(ledger, new LedgerQueries(store), run.runId());
        decide(ledger, run);
        Run after = Runs.require(this, ledger, runId);
        String next = after.state().ended() ? null : Runs.again(after);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("run", after.name());
        json.put("state", after.state());
        json.put("author", decision.author);
        json.put("reason", decision.reason);
        view.into(json);
        json.put("next", next);
        String text = after.name() + "  " + after.state() + "  by " + decision.author + "\n" + view.text()
                + (next == null ? "" : "  next      " + Program.call(next));
        return new Answer(ExitCode.DONE, json, text);
    }
}
