package org.creditconnector.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.Verdict;
import org.creditconnector.ledger.FeedbackCheck.Objection;
import org.creditconnector.ledger.FeedbackCheck.SentItem;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Takes one stored feedback into the books, in one transaction and at most once. What does not fit is quarantined and changes
 * nothing but its own state; it gets out of there when the registry says the same right, or by a person.
 *
 * <p>The order in which feedbacks come makes no difference to the books, unless they contradict each other: then the one that was
 * applied first stands, and the other one is quarantined.
 */
final class FeedbackApplication {
    private final Store store;
    private final Targets targets;
    private final FeedbackInbox inbox;
    private final PackageBook packages;
    private final FeedbackBooking books;
    private final AlreadyThere alreadyThere;
    private final FindingTable findings;
    private final AuditTrail audit;

    FeedbackApplication(Store store) {
        this.store = store;
        this.targets = new Targets(store);
        this.inbox = new FeedbackInbox(store);
        this.packages = new PackageBook(store);
        this.books = new FeedbackBooking(store);
        this.alreadyThere = new AlreadyThere(store);
        this.findings = new FindingTable(store);
        this.audit = new AuditTrail(store);
    }

    FeedbackResult apply(long inboxId) {
        return store.transactions().execute(status -> {
            targets.lock(inbox.target(inboxId));
            FeedbackInbox.Letter letter = inbox.require(inboxId);
            boolean open = letter.state() == FeedbackState.NEW
                    || (letter.state() == FeedbackState.QUARANTINED && Objection.UNSENT.equals(letter.rule()));
            return open ? judge(letter) : new FeedbackResult(inboxId, letter.state(), String.valueOf(letter.reason()));
        });
    }

    private FeedbackResult judge(FeedbackInbox.Letter letter) {
        Feedback feedback = letter.feedback();
        if (feedback == null) {
            return unreadable(letter);
        }
        StoredPackage judged = packages.find(feedback.getPackageId()).orElse(null);
        if (judged == null || !judged.target().equals(letter.target())) {
            return quarantine(
                    letter,
                    null,
                    new Objection(
                            Objection.FOREIGN,
                            "it is about package " + Text.line(feedback.getPackageId(), 50)
                                    + ", which was never sent to this target"));
        }
        switch (judged.state()) {
            case SENDING -> {
                return new FeedbackResult(
                        letter.inboxId(), FeedbackState.NEW, "package " + judged.packageId() + " is being sent; later");
            }
            case BUILT, REFUSED, WITHDRAWN -> {
                return quarantine(
                        letter,
                        judged,
                        new Objection(
                                Objection.UNSENT,
                                "it judges package " + judged.packageId() + ", which is " + judged.state()
                                        + " in our books"));
            }
            default -> {
                return judge(letter, feedback, judged);
            }
        }
    }

    private FeedbackResult judge(FeedbackInbox.Letter letter, Feedback said, StoredPackage judged) {
        if (alreadyThere.isAnswerToARepeat(said, judged.packageId())) {
            return superseded(
                    letter.inboxId(),
                    "it refuses a later arrival of a package that went more than once; the answer to the first one counts");
        }
        Map<String, SentItem> items = books.items(judged);
        Feedback feedback = alreadyThere.read(said);
        Objection objection = FeedbackCheck.of(feedback, items).orElse(null);
        if (objection != null) {
            return objection.ofTotals() && vouched(letter.target(), feedback, items)
                    ? superseded(letter.inboxId())
                    : quarantine(letter, judged, objection);
        }
        if (contradictsItsId(letter, said, items)) {
            return quarantine(
                    letter,
                    judged,
                    new Objection(
                            Objection.CONTRADICTORY,
                            "feedback " + letter.feedbackId() + " was applied before with another text"));
        }
        String detail = books.book(letter, feedback, judged, items);
        inbox.settle(letter.inboxId(), FeedbackState.APPLIED, null, detail, null);
        settleWhatItCorrects(letter, feedback, items);
        return new FeedbackResult(letter.inboxId(), FeedbackState.APPLIED, detail);
    }

    private FeedbackResult unreadable(FeedbackInbox.Letter letter) {
        return inbox.appliedUnderItsId(letter).isEmpty()
                ? quarantine(
                        letter, null, new Objection(Objection.UNREADABLE, "it cannot be read: " + letter.problem()))
                : superseded(letter.inboxId());
    }

    /**
     * Whether the registry changed a feedback that was applied. The same verdicts and sums written otherwise are the same feedback;
     * where the text was purged since, it is the same when it tells nothing new.
     */
    private boolean contradictsItsId(FeedbackInbox.Letter letter, Feedback feedback, Map<String, SentItem> items) {
        return inbox.appliedUnderItsId(letter).stream()
                .anyMatch(before -> before.feedback() == null
                        ? feedback.getVerdicts().stream()
                                .map(verdict -> items.get(verdict.getItemId()))
                                .anyMatch(item -> item != null && item.state() == ItemState.SENT)
                        : !FeedbackCheck.sameMeaning(before.feedback(), feedback));
    }

    // ---------------------------------------------------------------- corrected by the registry itself

    /** Whether right feedback, with sums where this one gives sums, has said all that this one says. */
    private boolean vouched(String target, Feedback wrong, Map<String, SentItem> items) {
        Map<String, Verdict> said = new HashMap<>();
        boolean heard = false;
        for (FeedbackInbox.Letter one : inbox.aboutPackage(target, wrong.getPackageId(), FeedbackState.APPLIED)) {
            Feedback right = one.feedback();
            if (right != null && (wrong.getTotals().isEmpty() || FeedbackCheck.givesSums(right, items))) {
                heard = true;
                right.getVerdicts().forEach(verdict -> said.put(verdict.getItemId(), verdict.getVerdict()));
            }
        }
        return heard
                && wrong.getVerdicts().stream()
                        .allMatch(verdict -> verdict.getVerdict() == said.get(verdict.getItemId()));
    }

    private void settleWhatItCorrects(FeedbackInbox.Letter letter, Feedback right, Map<String, SentItem> items) {
        inbox.unreadableUnderId(letter.target(), letter.feedbackId()).forEach(this::superseded);
        for (FeedbackInbox.Letter one :
                inbox.aboutPackage(letter.target(), right.getPackageId(), FeedbackState.QUARANTINED)) {
            Feedback wrong = one.feedback();
            if (wrong != null && Objection.TOTALS.equals(one.rule()) && vouched(letter.target(), wrong, items)) {
                superseded(one.inboxId());
            }
        }
    }

    private FeedbackResult superseded(long inboxId) {
        return superseded(inboxId, "the registry has said the same right in another feedback");
    }

    private FeedbackResult superseded(long inboxId, String detail) {
        inbox.settle(inboxId, FeedbackState.SUPERSEDED, null, detail, null);
        return new FeedbackResult(inboxId, FeedbackState.SUPERSEDED, detail);
    }

    // ---------------------------------------------------------------- decided by a person

    /** Takes the verdicts of a feedback whose counts or sums are wrong; nothing else that is wrong is taken. */
    FeedbackResult applyAnyway(long inboxId, String author, String reason) {
        return store.transactions().execute(status -> {
            FeedbackInbox.Letter letter = requireQuarantined(inboxId);
            Feedback said = letter.feedback();
            Feedback feedback = said == null ? null : alreadyThere.read(said);
            if (feedback == null || !Objection.TOTALS.equals(letter.rule())) {
                throw new StaleStateException("feedback " + inboxId + " was kept out for " + letter.rule()
                        + "; only one kept out for " + Objection.TOTALS + " can be applied by a person");
            }
            StoredPackage judged = packages.require(feedback.getPackageId());
            if (!judged.state().arrived() && judged.state() != PackageState.UNKNOWN) {
                throw new StaleStateException("feedback " + inboxId + " cannot be applied now: package "
                        + judged.packageId() + " is " + judged.state());
            }
            Map<String, SentItem> items = books.items(judged);
            Optional<Objection> objection = FeedbackCheck.of(feedback, items);
            if (objection.isPresent() && !objection.get().ofTotals()) {
                throw new StaleStateException("feedback " + inboxId + " cannot be applied any more: "
                        + objection.get().sentence());
            }
            audit.record(author, "APPLY-FEEDBACK", judged.packageId(), named(letter) + reason, letter.sha256());
            String detail = books.book(letter, feedback, judged, items) + "; taken by " + author + " although "
                    + letter.reason();
            inbox.settle(inboxId, FeedbackState.APPLIED, letter.rule(), detail, author);
            return new FeedbackResult(inboxId, FeedbackState.APPLIED, detail);
        });
    }

    /** Settles a quarantined feedback as one that never counts. */
    FeedbackResult discard(long inboxId, String author, String reason) {
        return store.transactions().execute(status -> {
            FeedbackInbox.Letter letter = requireQuarantined(inboxId);
            Feedback feedback = letter.feedback();
            String about = feedback == null || Objection.FOREIGN.equals(letter.rule())
                    ? Text.line(letter.feedbackId(), 300)
                    : feedback.getPackageId();
            audit.record(author, "DISCARD-FEEDBACK", about, named(letter) + reason, letter.sha256());
            String detail = letter.reason() + "; discarded by " + author;
            inbox.settle(inboxId, FeedbackState.DISCARDED, letter.rule(), detail, author);
            return new FeedbackResult(inboxId, FeedbackState.DISCARDED, detail);
        });
    }

    private static String named(FeedbackInbox.Letter letter) {
        return "feedback " + letter.inboxId() + " (" + Text.line(letter.feedbackId(), 100) + "): ";
    }

    private FeedbackInbox.Letter requireQuarantined(long inboxId) {
        targets.lock(inbox.target(inboxId));
        FeedbackInbox.Letter letter = inbox.require(inboxId);
        if (letter.state() != FeedbackState.QUARANTINED) {
            throw new StaleStateException(
                    "feedback " + inboxId + " is " + letter.state() + "; only one that is QUARANTINED is decided on");
        }
        return letter;
    }

    // ---------------------------------------------------------------- kept out

    private FeedbackResult quarantine(
            FeedbackInbox.Letter letter, @Nullable StoredPackage judged, Objection objection) {
        Finding finding = Finding.newBuilder()
                .setRuleId(objection.rule())
                .setSeverity(Severity.ERROR)
                .setOrigin(FindingOrigin.REGISTRY)
                .setMessage("feedback " + Text.line(letter.feedbackId(), 100) + " of " + letter.target()
                        + " was not applied: " + objection.sentence() + "; it is kept, see feedback show "
                        + letter.inboxId() + " and ask the registry")
                .build();
        findings.insert(List.of(new FindingTable.Row(
                judged == null ? null : judged.runId(),
                null,
                null,
                null,
                judged == null ? null : judged.packageId(),
                letter.inboxId(),
                finding)));
        inbox.settle(letter.inboxId(), FeedbackState.QUARANTINED, objection.rule(), objection.sentence(), null);
        return new FeedbackResult(letter.inboxId(), FeedbackState.QUARANTINED, objection.sentence());
    }
}
