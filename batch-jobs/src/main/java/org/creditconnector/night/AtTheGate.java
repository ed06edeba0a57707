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
import org.creditconnector.ledger.Publications;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.Scopes;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.ledger.SuspectKind;

/**
 * A run before anything of it leaves: our books must balance, the {@link Gate} must have no reason to stop it, a person signs where
 * the target wants it, and what a person let pass must still be what leaves.
 */
final class AtTheGate {
    private final SubmissionLedger ledger;
    private final Books books;
    private final Scopes scopes;
    private final RecentNights recent;
    private final Publications publications;
    private final TargetConfig target;
    private final LeaseToken token;
    private final LongFunction<StepOutcome> balanced;
    private final Function<Run, List<String>> shift;

    /**
     * @param balanced compares our own books of a run
     * @param publications who answers for a changed source folder
     * @param shift reasons to stop because the source folder has changed: these need a second person
     */
    AtTheGate(
            SubmissionLedger ledger,
            Books books,
            Scopes scopes,
            RecentNights recent,
            Publications publications,
            TargetConfig target,
            LeaseToken token,
            LongFunction<StepOutcome> balanced,
            Function<Run, List<String>> shift) {
        this.ledger = ledger;
        this.books = books;
        this.scopes = scopes;
        this.recent = recent;
        this.publications = publications;
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
            List<String> shifted = shift.apply(run);
            reasons.addAll(shifted);
            if (!shifted.isEmpty()) {
                ledger.holdForSecondPerson(runId, RunState.PREPARED, reasons, token);
            } else if (!reasons.isEmpty()) {
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
        long held = books.accounts(run.runId()).held();
        Long inSource = scopes.of(run.runId()).accountsInSource();
        Gate.Tonight tonight = inSource != null
                ? Gate.Tonight.ofChanges(inSource, held)
                : new Gate.Tonight(
                        books.sourceTotals(run.runId()).accounts(),
                        held,
                        books.rows(run.runId()),
                        books.secondsOfReading(run.runId()));
        return new ArrayList<>(
                Gate.reasons(tonight, recent.before(run, target.gate().recentNights()), changes, target.gate()));
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
        String next = publications.next(run);
        return switch (run.state()) {
            case HELD -> StepOutcome.stop(ExitCode.HELD, cause(run), next);
            case AWAITING_SIGN_OFF ->
                StepOutcome.stop(
                        ExitCode.SIGN_OFF, "nothing is sent before somebody signs the run off" + listed(run), next);
            case DECLINED -> StepOutcome.stop(ExitCode.DONE, Endings.declined(run), null);
            case OPENED, PREPARED, RELEASED, DELIVERED, RECONCILED, UNBALANCED -> StepOutcome.GO_ON;
        };
    }

    private String cause(Run run) {
        List<String> reasons = ledger.gateReasons(run.runId());
        return (reasons.isEmpty() ? "held by the gate" : String.join("; ", reasons)) + answering(run) + listed(run);
    }

    /** Who published the folder that stopped the run, and so who cannot approve it. */
    private String answering(Run run) {
        if (!run.secondPerson()) {
            return "";
        }
        return publications
                .of(run)
                .map(published ->
                        "; " + published.author() + " published this folder, so another person approves or rejects")
                .orElseGet(() -> "; nobody has published this folder: `" + Publications.command(run.source())
                        + "`, then another person approves or rejects");
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
