package org.creditconnector.command;

import org.creditconnector.command.Arguments.RunId;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.SubmissionLedger;

/** Finding runs by what a person typed. */
final class Runs {
    private Runs() {}

    static Run require(Action action, SubmissionLedger ledger, RunId id) {
        return ledger.run(id.target(), id.source(), id.businessDate(), id.pass())
                .orElseThrow(() -> action.usage("there is no run " + id + "; `status` lists the runs"));
    }

    /** The command that goes on with a run. */
    static String again(Run run) {
        return "run --target " + run.target() + " --source " + run.source() + " --date " + run.businessDate();
    }
}
