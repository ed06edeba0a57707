package org.creditconnector.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.creditconnector.ledger.ItemBook;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.LedgerQueries.RunSummary;
import org.creditconnector.ledger.Publications;
import org.creditconnector.ledger.Publications.Publication;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.ledger.SuspectKind;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides on at the gate: why the run stopped, what it was compared with, how many accounts changed oddly, what would
 * leave or has left, and the digest that a decision is bound to.
 *
 * @param summary the run with its books
 * @param items items that the decision is or was about, whatever became of them since
 * @param reasons why it stopped, one sentence each
 * @param comparedWith name of the sent run it was compared with; null for a first night
 * @param suspects listed accounts by kind
 * @param content digest over those items
 * @param published who answers for the changed source folder that stopped it; null where nobody does or none stopped it
 */
record GateView(
        RunSummary summary,
        long items,
        List<String> reasons,
        @Nullable String comparedWith,
        Map<SuspectKind, Long> suspects,
        String content,
        @Nullable Publication published) {
    /** Digits of the digest that are shown: enough to tell two contents apart, few enough to type. */
    private static final int SHOWN = 12;

    static GateView of(Store store, long runId) {
        SubmissionLedger ledger = new SubmissionLedger(store);
        LedgerQueries queries = new LedgerQueries(store);
        RunSummary summary = queries.summary(runId);
        ItemBook book = summary.items();
        Run run = summary.run();
        Run.Decision decision = run.decision();
        // Whoever declined a run withdrew all that the decision was about.
        String declined = run.state() == RunState.DECLINED && decision != null ? decision.contentHash() : null;
        return new GateView(
                summary,
                book.staged() - book.superseded() - (declined == null ? book.withdrawn() : 0),
                isUnbalanced(run) && run.cause() != null ? List.of(run.cause()) : queries.gateReasons(runId),
                queries.comparedWith(runId).orElse(null),
                queries.suspectCounts(runId),
                declined == null ? ledger.contentHash(runId) : declined,
                run.secondPerson() ? new Publications(store).of(run).orElse(null) : null);
    }

    /** Whether a changed source folder stopped it that nobody answers for. */
    boolean isUnpublished() {
        return summary.run().secondPerson() && published == null;
    }

    /** Whether it stopped before the gate had a look, because its books differ from the source. */
    static boolean isUnbalanced(Run run) {
        Integer exit = run.exitCode();
        return run.state() == RunState.PREPARED && exit != null && exit == ExitCode.UNBALANCED.number();
    }

    String shortContent() {
        return content.substring(0, SHOWN);
    }

    void into(Map<String, @Nullable Object> json) {
        Map<String, Long> counts = new LinkedHashMap<>();
        suspects.forEach((kind, count) -> counts.put(kind.name(), count));
        json.put("reasons", reasons);
        json.put("comparedWith", comparedWith);
        json.put("suspects", counts);
        json.put("items", items());
        json.put("accounts", summary.accounts().reported());
        json.put("heldAccounts", summary.accounts().held());
        json.put("content", content);
        json.put("secondPerson", summary.run().secondPerson());
        json.put("publishedBy", published == null ? null : published.author());
    }

    /** Lines with a word at their head, each indented by two. */
    String text() {
        StringBuilder text = new StringBuilder();
        String head = "why";
        for (String reason : reasons) {
            line(text, head, reason);
            head = "";
        }
        if (summary.run().secondPerson()) {
            line(
                    text,
                    "folder",
                    published == null
                            ? "published by nobody; somebody has to, and another person approves or rejects"
                            : "published by " + published.author() + " (" + published.reason()
                                    + "); another person approves or rejects");
        }
        line(text, "before", comparedWith == null ? "no run of this source was sent before" : comparedWith);
        line(
                text,
                "content",
                String.format(
                        Locale.ROOT,
                        "%,d items of %,d accounts; %,d accounts are held; digest %s",
                        items(),
                        summary.accounts().reported(),
                        summary.accounts().held(),
                        shortContent()));
        suspects.forEach((kind, count) ->
                line(text, "listed", String.format(Locale.ROOT, "%,d x %s: %s", count, words(kind), kind.says())));
        return text.toString();
    }

    static String words(SuspectKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void line(StringBuilder text, String head, String rest) {
        text.append(String.format(Locale.ROOT, "  %-9s %s%n", head, rest));
    }
}
