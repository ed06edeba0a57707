package org.creditconnector.route;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.creditconnector.decision.AccountDecisions;
import org.creditconnector.decision.Decision;
import org.creditconnector.decision.Decision.Outcome;
import org.creditconnector.decision.DecisionEffect;
import org.creditconnector.decision.DecisionState;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.ReportItem;

/** What became of each decision about an account in one night. */
final class DecisionEffects {
    private final AccountVerdict verdict;
    private final List<ReportItem> items;
    private final boolean resubmitted;
    private final Set<LocalDate> settled;

    private DecisionEffects(
            AccountVerdict verdict, List<ReportItem> items, boolean resubmitted, Set<LocalDate> settled) {
        this.verdict = verdict;
        this.items = items;
        this.resubmitted = resubmitted;
        this.settled = settled;
    }

    /**
     * @param compared corrections that could be held against the source
     * @param settled report dates that need no correction any more
     */
    static List<DecisionEffect> of(
            AccountDecisions decisions,
            AccountVerdict verdict,
            List<ReportItem> items,
            List<Compared> compared,
            Set<LocalDate> settled) {
        if (decisions.decisions().isEmpty()) {
            return List.of();
        }
        DecisionEffects night =
                new DecisionEffects(verdict, items, decisions.resubmission().isPresent(), settled);
        List<DecisionEffect> effects = new ArrayList<>();
        boolean frozen = verdict == AccountVerdict.HELD;
        for (Decision decision : decisions.decisions()) {
            switch (decision.kind()) {
                case DISPUTE -> effects.add(night.applied(decision));
                case WITHDRAW -> {
                    if (verdict == AccountVerdict.REPORTED || verdict == AccountVerdict.NOT_DUE) {
                        effects.add(night.applied(decision));
                    }
                }
                case RESUBMIT -> {
                    if (!frozen && verdict != AccountVerdict.WAITING) {
                        effects.add(night.resubmission(decision));
                    }
                }
                case CORRECT, ACCEPT_WARNING -> {
                    // A correction is judged by what the source said; acceptance is no matter of a night.
                }
            }
        }
        if (!frozen) {
            compared.forEach(one -> effects.add(night.correction(one)));
        }
        return effects;
    }

    private List<String> ids() {
        return items.stream().map(ReportItem::itemId).toList();
    }

    private DecisionEffect applied(Decision decision) {
        return new DecisionEffect(decision.id(), DecisionState.APPLIED, null, null, ids());
    }

    private DecisionEffect resubmission(Decision decision) {
        boolean answered = !decision.made().isEmpty()
                && decision.made().stream()
                        .allMatch(made -> made.outcome() == Outcome.ACCEPTED || made.outcome() == Outcome.REJECTED);
        if (answered) {
            return new DecisionEffect(decision.id(), DecisionState.DONE, "the registry has answered", null, List.of());
        }
        boolean waits = decision.made().stream().anyMatch(made -> made.outcome() == Outcome.OPEN);
        if (items.isEmpty() && !waits) {
            return new DecisionEffect(
                    decision.id(),
                    DecisionState.DONE,
                    "there was nothing that the registry does not have",
                    null,
                    List.of());
        }
        return new DecisionEffect(decision.id(), DecisionState.APPLIED, null, null, ids());
    }

    private DecisionEffect correction(Compared one) {
        Decision decision = one.decision();
        Decision.Correction correction = decision.correction();
        DecisionEffect.Learned learned =
                correction == null || correction.staleKnown() || one.source() != Compared.Source.STALE
                        ? null
                        : new DecisionEffect.Learned(one.value());
        List<String> dated = items.stream()
                .filter(item ->
                        item.kind() == ItemKind.CORRECTION && decision.dates().contains(item.reportDate()))
                .map(ReportItem::itemId)
                .toList();
        boolean over = decision.dates().stream()
                .allMatch(date -> isSettledOrMade(date) || DecidedItems.made(decision, date, resubmitted));
        return switch (one.source()) {
            case STALE -> new DecisionEffect(decision.id(), DecisionState.APPLIED, null, learned, ids());
            case AGREES ->
                new DecisionEffect(
                        decision.id(),
                        over ? DecisionState.DONE : null,
                        over ? "the source shows the corrected value" : null,
                        null,
                        dated);
            case MOVED_ON ->
                new DecisionEffect(
                        decision.id(),
                        over ? DecisionState.ENDED : null,
                        over ? "the source shows a third value, which counts" : null,
                        null,
                        dated);
        };
    }

    private boolean isSettledOrMade(LocalDate date) {
        return settled.contains(date)
                || items.stream()
                        .anyMatch(item -> item.kind() == ItemKind.CORRECTION
                                && item.reportDate().equals(date));
    }
}
