package org.creditconnector.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.creditconnector.correction.CorrectableField;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.ledger.FindingRow;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.LedgerQueries.RejectedItem;
import org.creditconnector.ledger.Page;
import org.creditconnector.ledger.Store;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.RegistryProfile;
import org.jspecify.annotations.Nullable;

/** The open rejects of a target as rows of a sheet. */
final class RejectRows {
    private static final int PAGE = 1_000;
    private static final String RECORD = "record.";

    private RejectRows() {}

    /**
     * @param rule only this reason of the registry; null for all
     * @param values the kind of registry whose items show what was reported; null to leave the values out
     */
    static List<RejectSheet.Row> of(
            Store store, String target, @Nullable String rule, @Nullable RegistryProfile values) {
        LedgerQueries queries = new LedgerQueries(store);
        Decisions decisions = new Decisions(store);
        List<RejectSheet.Row> rows = new ArrayList<>();
        String after = null;
        do {
            Page<RejectedItem> page = queries.rejects(target, rule, after, PAGE);
            for (RejectedItem item : page.rows()) {
                CreditRecord record = values == null ? null : record(decisions, target, item, values);
                List<FindingRow> reasons = item.findings().stream()
                        .filter(finding -> finding.severity().equals("ERROR"))
                        .toList();
                if (reasons.isEmpty()) {
                    rows.add(row(item, "", "", "", ""));
                }
                for (FindingRow reason : reasons) {
                    String field = field(reason.path());
                    rows.add(row(item, reason.ruleId(), field, reason.message(), value(record, field)));
                }
            }
            after = page.next();
        } while (after != null);
        return rows;
    }

    /** Registries name fields within the item; corrections name them within the record. */
    private static String field(String path) {
        return path.startsWith(RECORD) ? path.substring(RECORD.length()) : path;
    }

    private static RejectSheet.Row row(RejectedItem item, String code, String field, String message, String value) {
        return new RejectSheet.Row(
                0, item.accountKey(), item.itemId(), item.reportDate().toString(), code, field, message, value, "");
    }

    private static @Nullable CreditRecord record(
            Decisions decisions, String target, RejectedItem item, RegistryProfile profile) {
        Optional<About> about = decisions.about(target, item.accountKey());
        return about.flatMap(one -> decisions.newestItem(one, item.reportDate()))
                .flatMap(profile::recordOf)
                .orElse(null);
    }

    private static String value(@Nullable CreditRecord record, String path) {
        if (record == null) {
            return "";
        }
        try {
            String value = CorrectableField.at(path).in(record).value();
            return value == null ? "" : value;
        } catch (IllegalArgumentException noFact) {
            // The registry names a figure that follows from other facts: there is no value to correct.
            return "";
        }
    }
}
