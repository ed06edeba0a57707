package org.creditconnector.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.delivery.RegistryFinding;
import org.creditconnector.ledger.FeedbackCheck.SentItem;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.ItemKind;
import org.jspecify.annotations.Nullable;

/**
 * Books the verdicts of a feedback that was found right, within the open transaction: items, findings, mirror and package move
 * together. Items without a verdict stay unanswered.
 */
final class FeedbackBooking {
    private final Store store;
    private final PackageBook packages;
    private final Moves moves;
    private final RegistryMirror mirror;
    private final FindingTable findings;
    private final Scopes scopes;

    FeedbackBooking(Store store) {
        this.store = store;
        this.packages = new PackageBook(store);
        this.moves = new Moves(store);
        this.mirror = new RegistryMirror(store);
        this.findings = new FindingTable(store);
        this.scopes = new Scopes(store);
    }

    /** The items of a package by id. */
    Map<String, SentItem> items(StoredPackage judged) {
        Map<String, SentItem> items = new LinkedHashMap<>();
        store.jdbc()
                .sql("select item_id, account_key, range_number, subject, sequence, kind, state, currency, "
                        + AmountColumns.NAMES + " from report_item where" + PackageItems.OF_ONE)
                .params(PackageItems.parameters(judged.packageId()))
                .query(row -> {
                    items.put(
                            row.getString(1),
                            new SentItem(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getInt(3),
                                    row.getString(4),
                                    row.getLong(5),
                                    ItemKind.valueOf(row.getString(6)),
                                    ItemState.valueOf(row.getString(7)),
                                    row.getString(8),
                                    AmountColumns.read(row)));
                });
        return items;
    }

    /** Books what is new in it and says how much that was. */
    String book(FeedbackInbox.Letter letter, Feedback feedback, StoredPackage judged, Map<String, SentItem> items) {
        if (judged.state() == PackageState.UNKNOWN) {
            // A verdict proves that the package arrived.
            moves.movePackage(judged.packageId(), PackageState.UNKNOWN, PackageState.RECEIVED);
        }
        List<ItemVerdict> news = feedback.getVerdicts().stream()
                .filter(verdict -> sent(items, verdict).state() == ItemState.SENT)
                .toList();
        for (ItemState judgement : List.of(ItemState.ACCEPTED, ItemState.REJECTED)) {
            answer(news, judgement);
        }
        scopes.lookAgain(
                judged.target(),
                news.stream()
                        .filter(verdict -> FeedbackCheck.state(verdict.getVerdict()) == ItemState.REJECTED)
                        .map(verdict -> sent(items, verdict).accountKey())
                        .distinct()
                        .toList());
        mirror.accept(
                judged.target(),
                news.stream()
                        .filter(verdict -> FeedbackCheck.state(verdict.getVerdict()) == ItemState.ACCEPTED)
                        .map(verdict -> sent(items, verdict))
                        .toList());
        findings.insert(rows(letter, feedback, judged, items, news));
        closeAnswered(judged);
        return news.size() + " of " + feedback.getVerdicts().size() + " verdicts were new";
    }

    private static SentItem sent(Map<String, SentItem> items, ItemVerdict verdict) {
        SentItem item = items.get(verdict.getItemId());
        if (item == null) {
            throw new IllegalStateException("item " + verdict.getItemId() + " was checked and is gone");
        }
        return item;
    }

    private void answer(List<ItemVerdict> news, ItemState judgement) {
        List<String> ids = news.stream()
                .filter(verdict -> FeedbackCheck.state(verdict.getVerdict()) == judgement)
                .map(ItemVerdict::getItemId)
                .distinct()
                .toList();
        int answered = store.ledByKeys(() -> store.jdbc()
                .sql("""
                     update report_item set state = ?, answer = ?, answered_at = clock_timestamp()
                     where item_id = any(?) and state = 'SENT'""")
                .params(judgement.name(), judgement.name(), SqlArrays.text(ids))
                .update());
        if (answered != ids.size()) {
            throw new StaleStateException("an item was no longer SENT when it was to become " + judgement);
        }
    }

    private List<FindingTable.Row> rows(
            FeedbackInbox.Letter letter,
            Feedback feedback,
            StoredPackage judged,
            Map<String, SentItem> items,
            List<ItemVerdict> news) {
        List<FindingTable.Row> rows = new ArrayList<>();
        for (RegistryFinding one : feedback.getFindings()) {
            rows.add(new FindingTable.Row(
                    judged.runId(), null, null, null, judged.packageId(), letter.inboxId(), finding(one, null, false)));
        }
        for (ItemVerdict verdict : news) {
            SentItem item = sent(items, verdict);
            boolean rejected = FeedbackCheck.state(verdict.getVerdict()) == ItemState.REJECTED;
            for (RegistryFinding one : verdict.getFindings()) {
                rows.add(new FindingTable.Row(
                        judged.runId(),
                        item.range(),
                        item.accountKey(),
                        item.itemId(),
                        judged.packageId(),
                        letter.inboxId(),
                        finding(one, item.accountKey(), rejected)));
            }
        }
        return rows;
    }

    /** The registry's reason as a finding of ours; foreign text is kept as text. */
    private static Finding finding(RegistryFinding reason, @Nullable String accountKey, boolean rejected) {
        return Finding.newBuilder()
                .setRuleId(reason.getCode())
                .setSeverity(
                        reason.getWarning() || (!rejected && accountKey != null) ? Severity.WARNING : Severity.ERROR)
                .setOrigin(FindingOrigin.REGISTRY)
                .setAccountKey(accountKey)
                .setPath(reason.getField())
                .setMessage(reason.getMessage())
                .build();
    }

    /** A package is answered when its last item is; its state follows from the items and not from what the registry calls it. */
    private void closeAnswered(StoredPackage judged) {
        Map<String, Long> states = new LinkedHashMap<>();
        store.jdbc()
                .sql("select state, count(*) from report_item where" + PackageItems.OF_ONE + "group by state")
                .params(PackageItems.parameters(judged.packageId()))
                .query(row -> {
                    states.put(row.getString(1), row.getLong(2));
                });
        store.jdbc()
                .sql("update submission_package set accepted_count = ?, rejected_count = ? where package_id = ?")
                .params(
                        states.getOrDefault(ItemState.ACCEPTED.name(), 0L),
                        states.getOrDefault(ItemState.REJECTED.name(), 0L),
                        judged.packageId())
                .update();
        PackageState now = packages.require(judged.packageId()).state();
        if (now != PackageState.RECEIVED) {
            return;
        }
        if (states.containsKey(ItemState.SENT.name())) {
            foundAgain(judged);
            return;
        }
        boolean accepted = states.containsKey(ItemState.ACCEPTED.name());
        boolean rejected = states.containsKey(ItemState.REJECTED.name());
        moves.movePackage(
                judged.packageId(),
                PackageState.RECEIVED,
                accepted && rejected
                        ? PackageState.PARTLY_ACCEPTED
                        : accepted ? PackageState.ACCEPTED : PackageState.REJECTED);
    }

    /** A verdict shows that the registry has the package, whatever it said before. */
    private void foundAgain(StoredPackage judged) {
        store.jdbc()
                .sql(
                        "update submission_package set registry_knows = null where package_id = ? and registry_knows = 'UNKNOWN'")
                .param(judged.packageId())
                .update();
    }
}
