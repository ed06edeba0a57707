package org.creditconnector.decision;

import java.util.List;
import java.util.Optional;
import org.creditconnector.registry.SubjectHistory;

/**
 * What is decided about one account, and the accepted items that decisions can be about.
 *
 * @param decisions in force, oldest first
 * @param standing accepted items that stand at the registry, oldest report date first
 */
public record AccountDecisions(List<Decision> decisions, List<SubjectHistory.Accepted> standing) {
    /** Nothing was decided. */
    public static final AccountDecisions NONE = new AccountDecisions(List.of(), List.of());

    /** Decisions of a kind, oldest first. */
    public List<Decision> of(DecisionKind kind) {
        return decisions.stream().filter(decision -> decision.kind() == kind).toList();
    }

    /** The decision that the whole account is not reported. */
    public Optional<Decision> withdrawal() {
        return of(DecisionKind.WITHDRAW).stream()
                .filter(decision -> decision.dates().isEmpty())
                .findFirst();
    }

    /** A resubmission that no item was made for yet, or only such as never left. */
    public Optional<Decision> resubmission() {
        return of(DecisionKind.RESUBMIT).stream()
                .filter(decision ->
                        decision.made().stream().allMatch(made -> made.outcome() == Decision.Outcome.TAKEN_BACK))
                .findFirst();
    }
}
