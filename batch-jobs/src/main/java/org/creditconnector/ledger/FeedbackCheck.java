package org.creditconnector.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.creditconnector.delivery.CurrencyTotals;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.Verdict;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/** Whether a feedback can be believed: it must fit what was sent, itself, and what was said before. Pure. */
final class FeedbackCheck {
    private FeedbackCheck() {}

    /**
     * Why a feedback is kept out of the books.
     *
     * @param rule id of the finding
     * @param sentence what was found and what was expected
     */
    record Objection(String rule, String sentence) {
        /** It cannot be read. */
        static final String UNREADABLE = "FEEDBACK-UNREADABLE";
        /** It is about something that was never sent to the target. */
        static final String FOREIGN = "FEEDBACK-FOREIGN";
        /** It is about a package that has not left in our books, or was refused or taken back. */
        static final String UNSENT = "FEEDBACK-UNSENT";
        /** It denies itself or what was applied before. */
        static final String CONTRADICTORY = "FEEDBACK-CONTRADICTORY";
        /** Its verdicts can be believed, its counts or sums cannot. */
        static final String TOTALS = "FEEDBACK-TOTALS";

        /** Whether a person may take the verdicts all the same. */
        boolean ofTotals() {
            return rule.equals(TOTALS);
        }
    }

    /** An item of the package as the ledger knows it. */
    record SentItem(
            String itemId,
            String accountKey,
            int range,
            String subject,
            long sequence,
            ItemKind kind,
            ItemState state,
            @Nullable String currency,
            Amounts amounts) {}

    /** The first thing that is wrong with the verdicts, the counts or the sums; empty when nothing is. */
    static Optional<Objection> of(Feedback feedback, Map<String, SentItem> items) {
        return verdicts(feedback, items)
                .or(() -> outcome(feedback))
                .or(() -> counts(feedback))
                .or(() -> totals(feedback, items));
    }

    private static Optional<Objection> verdicts(Feedback feedback, Map<String, SentItem> items) {
        Map<String, Verdict> said = new HashMap<>();
        for (ItemVerdict verdict : feedback.getVerdicts()) {
            SentItem item = items.get(verdict.getItemId());
            if (item == null) {
                return objection(
                        Objection.FOREIGN,
                        "it judges item " + verdict.getItemId() + ", which the package does not hold");
            }
            ItemState judged = state(verdict.getVerdict());
            if (item.state() != ItemState.SENT && item.state() != judged) {
                return objection(
                        Objection.CONTRADICTORY,
                        "item " + item.itemId() + " is " + item.state() + " and would become " + judged);
            }
            Verdict before = said.put(verdict.getItemId(), verdict.getVerdict());
            if (before != null && before != verdict.getVerdict()) {
                return objection(Objection.CONTRADICTORY, "it judges item " + item.itemId() + " both ways");
            }
        }
        return Optional.empty();
    }

    /** The state that a verdict gives an item. */
    static ItemState state(Verdict verdict) {
        return verdict == Verdict.ACCEPTED ? ItemState.ACCEPTED : ItemState.REJECTED;
    }

    private static Optional<Objection> outcome(Feedback feedback) {
        long accepted = count(feedback, Verdict.ACCEPTED);
        long rejected = count(feedback, Verdict.REJECTED);
        PackageOutcome outcome = feedback.getOutcome();
        if ((outcome == PackageOutcome.ACCEPTED && rejected > 0)
                || (outcome == PackageOutcome.REJECTED && accepted > 0)) {
            return objection(
                    Objection.CONTRADICTORY,
                    "it says " + outcome + " with " + accepted + " accepted and " + rejected + " rejected items");
        }
        return Optional.empty();
    }

    private static Optional<Objection> counts(Feedback feedback) {
        long accepted = count(feedback, Verdict.ACCEPTED);
        long rejected = count(feedback, Verdict.REJECTED);
        if (accepted != feedback.getAccepted() || rejected != feedback.getRejected()) {
            return objection(
                    Objection.TOTALS,
                    "it counts " + feedback.getAccepted() + " accepted and " + feedback.getRejected()
                            + " rejected items, but its verdicts are " + accepted + " and " + rejected);
        }
        return Optional.empty();
    }

    /** Whether two feedbacks say the same, however they are written. */
    static boolean sameMeaning(Feedback one, Feedback other) {
        return one.getPackageId().equals(other.getPackageId())
                && one.getOutcome() == other.getOutcome()
                && one.getAccepted() == other.getAccepted()
                && one.getRejected() == other.getRejected()
                && sums(one).keySet().equals(sums(other).keySet())
                && new ControlTotals(0, sums(one))
                        .minus(new ControlTotals(0, sums(other)))
                        .isZero()
                && counted(one).equals(counted(other))
                && said(one).equals(said(other));
    }

    private static Map<String, Verdict> said(Feedback feedback) {
        Map<String, Verdict> said = new HashMap<>();
        feedback.getVerdicts().forEach(verdict -> said.put(verdict.getItemId(), verdict.getVerdict()));
        return said;
    }

    private static long count(Feedback feedback, Verdict verdict) {
        return feedback.getVerdicts().stream()
                .filter(one -> one.getVerdict() == verdict)
                .map(ItemVerdict::getItemId)
                .distinct()
                .count();
    }

    /** Sums over accepted items, where the registry gives them; a figure that neither has is no difference. */
    private static Optional<Objection> totals(Feedback feedback, Map<String, SentItem> items) {
        if (feedback.getTotals().isEmpty()) {
            return Optional.empty();
        }
        ControlTotals ours = ControlTotals.NOTHING;
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (String itemId : acceptedIds(feedback)) {
            SentItem item = items.get(itemId);
            if (item != null && item.currency() != null && !item.kind().takesBack()) {
                ours = ours.plus(ControlTotals.of(item.currency(), item.amounts()));
                counts.merge(item.currency(), 1, Integer::sum);
            }
        }
        SortedMap<String, Integer> theirCounts = counted(feedback);
        ControlTotals difference = new ControlTotals(ours.accounts(), sums(feedback)).minus(ours);
        if (difference.isZero() && counts.equals(theirCounts)) {
            return Optional.empty();
        }
        return objection(
                Objection.TOTALS,
                "its sums over accepted items differ from ours by " + difference.amounts() + ", it counts "
                        + theirCounts + " items, we count " + counts);
    }

    /** Whether it has sums, or accepts nothing that could be summed up. */
    static boolean givesSums(Feedback feedback, Map<String, SentItem> items) {
        if (!feedback.getTotals().isEmpty()) {
            return true;
        }
        for (String itemId : acceptedIds(feedback)) {
            SentItem item = items.get(itemId);
            if (item != null && summed(item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean summed(SentItem item) {
        return item.currency() != null && !item.kind().takesBack();
    }

    private static SortedMap<String, Amounts> sums(Feedback feedback) {
        SortedMap<String, Amounts> sums = new TreeMap<>();
        for (CurrencyTotals one : feedback.getTotals()) {
            sums.put(
                    one.getCurrency(),
                    new Amounts(
                            one.getPrincipal(),
                            one.getCreditLimit(),
                            one.getOutstanding(),
                            one.getOverdue(),
                            one.getPaid()));
        }
        return sums;
    }

    private static SortedMap<String, Integer> counted(Feedback feedback) {
        SortedMap<String, Integer> counted = new TreeMap<>();
        for (CurrencyTotals one : feedback.getTotals()) {
            if (one.getItems() > 0) {
                counted.put(one.getCurrency(), one.getItems());
            }
        }
        return counted;
    }

    private static Iterable<String> acceptedIds(Feedback feedback) {
        return feedback.getVerdicts().stream()
                .filter(one -> one.getVerdict() == Verdict.ACCEPTED)
                .map(ItemVerdict::getItemId)
                .distinct()
                .toList();
    }

    private static Optional<Objection> objection(String rule, String sentence) {
        return Optional.of(new Objection(rule, sentence));
    }
}
