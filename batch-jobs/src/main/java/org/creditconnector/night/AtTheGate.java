package org.creditconnector.night;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.PeriodComparison;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.ledger.SuspectKind;

/**
 * A run before anything of it leaves: our books must balance, the {@link Gate} must have no reason to stop it, a person signs where
 * the target wants it, and what a person let pass must still be what leaves.
 */
final class AtTheGate {
    private final SubmissionLedger ledger;
    private final Books books;
    private final RecentNights recent;
    private final TargetConfig target;
    private final LeaseToken token;
    private final LongFunction<StepOutcome> balanced;
    private final Function<Run, List<String>> shift;

    /**
     * @param balanced compares our own books of a run
     * @param shift reasons to stop because the source folder has changed
     */
    AtTheGate(
            SubmissionLedger ledger,
            Books books,
            RecentNights recent,
            TargetConfig target,
            LeaseToken token,
            LongFunction<StepOutcome> balanced,
            Function<Run, List<String>> shift) {
        this.ledger = ledger;
        this.books = books;
        this.recent = recent;
        this.target = target;
        this.token = token;
        this.balanced = balanced;
        this.shift = shift;
    }

    StepOutcome look(long runId) {
        Run run = ledger.run(runId).orElseThrow();
        if (run.state() == RunState.OPENED) {
            ledger.settleVanished(runId, token);
            ledger.moveRun(runId, RunState.OPENED, RunState.PREPARED, token);
            run = ledger.run(runId).orElseThrow();
        }
        if (run.state() == RunState.PREPARED) {
            StepOutcome unbalanced = balanced.apply(runId);
            if (!unbalanced.goesOn()) {
                return unbalanced;
            }
            List<String> reasons = reasons(run);
            if (!reasons.isEmpty()) {
                ledger.holdRun(runId, RunState.PREPARED, reasons, token);
            } else {
                RunState next = target.signOff() ? RunState.AWAITING_SIGN_OFF : RunState.RELEASED;
                ledger.moveRun(runId, RunState.PREPARED, next, token);
            }
        } else if (run.state() == RunState.RELEASED) {
            demandWhatWasApproved(run);
        }
        return outcome(ledger.run(runId).orElseThrow());
    }

    private List<String> reasons(Run run) {
        PeriodComparison changes = ledger.compareWithLastSent(run.runId(), Gate.comparing(target.gate()), token);
        Gate.Tonight tonight = new Gate.Tonight(
                books.sourceTotals(run.runId()).accounts(),
                books.accounts(run.runId()).held(),
                books.rows(run.runId()),
                books.secondsOfReading(run.runId()));
        List<String> reasons = new ArrayList<>(
                Gate.reasons(tonight, recent.before(run, target.gate().recentNights()), changes, target.gate()));
        reasons.addAll(shift.apply(run));
        return reasons;
    }

    /** An approval is bound to what was approved until packages are built; then their bytes are. */
    private void demandWhatWasApproved(Run run) {
        Run.Decision decision = run.decision();
        if (decision != null
                && decision.approved()
                && ledger.packagesOf(run.runId()).isEmpty()
                && !decision.contentHash().equals(ledger.contentHash(run.runId()))) {
            ledger.holdRun(
                    run.runId(),
                    RunState.RELEASED,
                    List.of("the content has changed since " + decision.author()
                            + " approved it: items were withdrawn or superseded; look at it again"),
                    token);
        }
    }

    private StepOutcome outcome(Run run) {
        String approve = "approve " + run.name() + " --author NAME --reason TEXT";
        return switch (run.state()) {
            case HELD -> StepOutcome.stop(ExitCode.HELD, cause(run), approve);
            case AWAITING_SIGN_OFF ->
                StepOutcome.stop(
                        ExitCode.SIGN_OFF, "nothing is sent before somebody signs the run off" + listed(run), approve);
            case DECLINED -> StepOutcome.stop(ExitCode.DONE, "declined at the gate: nothing was sent", null);
            case OPENED, PREPARED, RELEASED, DELIVERED, RECONCILED, UNBALANCED -> StepOutcome.GO_ON;
        };
    }

    private String cause(Run run) {
        List<String> reasons = ledger.gateReasons(run.runId());
        return (reasons.isEmpty() ? "held by the gate" : String.join("; ", reasons)) + listed(run);
    }

    /** How many accounts of each kind changed oddly, also of kinds that stop nothing. */
    private String listed(Run run) {
        Map<SuspectKind, Long> suspects = ledger.suspects(run.runId());
        return suspects.isEmpty()
                ? ""
                : "; listed by `gate " + run.name() + "`: "
                        + suspects.entrySet().stream()
                                .map(kind -> kind.getValue() + " "
                                        + kind.getKey()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' '))
                                .collect(Collectors.joining(", "));
    }
}
