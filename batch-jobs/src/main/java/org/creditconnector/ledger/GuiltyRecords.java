package org.creditconnector.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.jspecify.annotations.Nullable;

/** Finds guilty items in feedback that was kept out, and keeps every guilty record as a finding. */
final class GuiltyRecords {
    private final Store store;
    private final FindingTable findings;

    GuiltyRecords(Store store) {
        this.store = store;
        this.findings = new FindingTable(store);
    }

    /** Findings of a run are a history: what was found before is not written down again. */
    int save(long runId, List<GuiltyRecord> records) {
        if (records.isEmpty()) {
            return 0;
        }
        return store.transactions().execute(status -> {
            Set<String> before = new HashSet<>(store.jdbc()
                    .sql("select rule_id || ' ' || message from finding where run_id = ? and rule_id like '"
                            + GuiltyRecord.RULES + "%'")
                    .param(runId)
                    .query(String.class)
                    .list());
            List<FindingTable.Row> rows = new ArrayList<>();
            for (GuiltyRecord record : records) {
                if (before.add(record.rule() + " " + Text.line(record.message(), 4000))) {
                    rows.add(new FindingTable.Row(
                            runId,
                            null,
                            record.accountKey(),
                            record.itemId(),
                            record.packageId(),
                            null,
                            finding(record)));
                }
            }
            findings.insert(rows);
            return rows.size();
        });
    }

    private static Finding finding(GuiltyRecord record) {
        return Finding.newBuilder()
                .setRuleId(record.rule())
                .setSeverity(Severity.ERROR)
                .setOrigin(
                        record.rule().startsWith(GuiltyRecord.RULES + "SOURCE")
                                ? FindingOrigin.SOURCE
                                : FindingOrigin.REGISTRY)
                .setAccountKey(record.accountKey())
                .setMessage(record.message())
                .build();
    }

    private record KeptOut(long inboxId, String feedbackId, String packageId, byte @Nullable [] parsed) {}

    private record Ours(
            String accountKey, String subject, @Nullable String answer) {}

    List<GuiltyRecord> byFeedback(long runId) {
        List<GuiltyRecord> guilty = new ArrayList<>();
        List<KeptOut> letters = store.jdbc()
                .sql("""
                     select f.inbox_id, f.feedback_id, f.package_id, f.parsed from feedback_inbox f
                     join submission_package p on p.package_id = f.package_id and p.target = f.target
                     where p.run_id = ? and f.state = 'QUARANTINED' order by f.inbox_id""")
                .param(runId)
                .query((row, number) ->
                        new KeptOut(row.getLong(1), row.getString(2), row.getString(3), row.getBytes(4)))
                .list();
        for (KeptOut letter : letters) {
            if (letter.parsed() != null) {
                Feedback feedback = AvroContainer.read(letter.parsed(), Feedback.getClassSchema());
                judge(letter, feedback, ours(letter.packageId()), guilty);
            }
        }
        return guilty;
    }

    private Map<String, Ours> ours(String packageId) {
        Map<String, Ours> ours = new HashMap<>();
        store.jdbc()
                .sql("select item_id, account_key, subject, case when answer = 'LOST' then 'ACCEPTED' else answer end"
                        + " from report_item where" + PackageItems.OF_ONE)
                .params(PackageItems.parameters(packageId))
                .query(row -> {
                    ours.put(row.getString(1), new Ours(row.getString(2), row.getString(3), row.getString(4)));
                });
        return ours;
    }

    private static void judge(KeptOut letter, Feedback feedback, Map<String, Ours> items, List<GuiltyRecord> guilty) {
        String by = "feedback " + letter.inboxId() + " (" + letter.feedbackId() + ")";
        Set<String> judged = new HashSet<>();
        for (ItemVerdict verdict : feedback.getVerdicts()) {
            String itemId = verdict.getItemId();
            Ours item = items.get(itemId);
            String rule = null;
            String sentence = "";
            if (item == null) {
                rule = GuiltyRecord.FEEDBACK_FOREIGN;
                sentence = by + " judges item " + itemId + ", which package " + letter.packageId() + " does not hold";
            } else if (!judged.add(itemId)) {
                rule = GuiltyRecord.FEEDBACK_TWICE;
                sentence = by + " judges item " + itemId + " more than once";
            } else if (item.answer() != null
                    && !item.answer()
                            .equals(FeedbackCheck.state(verdict.getVerdict()).name())) {
                rule = GuiltyRecord.FEEDBACK_OTHER;
                sentence = by + " says " + verdict.getVerdict() + " of item " + itemId + ", and in our books it is "
                        + item.answer();
            }
            if (rule != null && guilty.size() < RegistryComparison.MOST_NAMED) {
                guilty.add(new GuiltyRecord(
                        rule,
                        item == null ? null : item.accountKey(),
                        item == null ? null : item.subject(),
                        itemId,
                        letter.packageId(),
                        sentence,
                        "feedback show " + letter.inboxId()));
            }
        }
    }
}
