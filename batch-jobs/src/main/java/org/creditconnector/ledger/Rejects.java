package org.creditconnector.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.ledger.LedgerQueries.RefusedWhole;
import org.creditconnector.ledger.LedgerQueries.RejectedItem;
import org.creditconnector.ledger.LedgerQueries.RejectedSubject;
import org.jspecify.annotations.Nullable;

/** Rejected items that are still open: no newer item about the same subject and report date was made, and no resubmission accepted. */
final class Rejects {
    /** Open rejects {@code i} of the target that is the first parameter, found by their packages {@code p}. */
    static final String FROM = "submission_package p join " + PackageItems.OF_P;

    static final String OPEN = """
            p.target = ? and p.rejected_count > 0 and i.state = 'REJECTED' and not exists (
              select 1 from report_item j where j.target = i.target and j.subject = i.subject
                and j.report_date = i.report_date and j.sequence > i.sequence)
            and not exists (
              select 1 from report_item j join decision_item l on l.item_id = j.item_id
                join decision d on d.decision_id = l.decision_id
              where j.target = i.target and j.subject = i.subject and j.sequence > i.sequence and j.state = 'ACCEPTED'
                and d.kind = 'RESUBMIT')""";

    private final Store store;

    Rejects(Store store) {
        this.store = store;
    }

    /**
     * Subjects with open rejects, in the order of their keys.
     *
     * @param ofRule only this reason of the registry; null for all
     * @param ofPackage only items of this package; null for all
     * @param ofRun only items of this run; null for all
     */
    List<RejectedSubject> subjects(
            String target, @Nullable String ofRule, @Nullable String ofPackage, @Nullable Long ofRun) {
        return store.jdbc()
                .sql("select distinct i.account_key, i.subject from " + FROM + " where " + OPEN
                        + " and (cast(? as varchar(36)) is null or i.package_id = ?)"
                        + " and (cast(? as bigint) is null or i.run_id = ?)"
                        + " and (cast(? as varchar(2000)) is null or exists (select 1 from finding f"
                        + " where f.item_id = i.item_id and f.severity = 'ERROR' and f.rule_id = ?))"
                        + " order by i.account_key, i.subject")
                .param(target)
                .param(ofPackage)
                .param(ofPackage)
                .param(ofRun)
                .param(ofRun)
                .param(ofRule)
                .param(ofRule)
                .query((row, number) -> new RejectedSubject(row.getString(1), row.getString(2)))
                .list();
    }

    /** Packages of which everything was rejected and is open still, the oldest first. */
    List<RefusedWhole> refusedWhole(String target) {
        return store.jdbc()
                .sql("select p.package_id, p.item_count, count(*) from " + FROM + " where " + OPEN
                        + " and p.accepted_count = 0 and p.rejected_count = p.item_count and p.item_count > 1"
                        + " group by p.package_id, p.item_count, p.sequence order by p.sequence")
                .param(target)
                .query((row, number) -> new RefusedWhole(row.getString(1), row.getInt(2), row.getInt(3)))
                .list();
    }

    Page<RejectedItem> page(String target, @Nullable String ruleId, @Nullable String after, int limit) {
        String ofRule = ruleId == null
                ? ""
                : " and exists (select 1 from finding f where f.item_id = i.item_id and f.severity = 'ERROR' and f.rule_id = ?)";
        var query = store.jdbc()
                .sql(
                        "select i.item_id, i.account_key, r.target, r.source, r.business_date, r.pass, i.kind, i.report_date"
                                + " from " + FROM + " join submission_run r on r.run_id = i.run_id where " + OPEN
                                + " and i.item_id > ?" + ofRule + " order by i.item_id fetch first "
                                + (limit + 1)
                                + " rows only")
                .param(target)
                .param(after == null ? "" : after);
        List<RejectedItem> rows = (ruleId == null ? query : query.param(ruleId))
                .query((row, number) -> new RejectedItem(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3) + "/" + row.getString(4) + "/" + row.getObject(5, LocalDate.class) + "/"
                                + row.getInt(6),
                        row.getString(7),
                        row.getObject(8, LocalDate.class),
                        new ArrayList<>()))
                .list();
        Map<String, RejectedItem> byId = new LinkedHashMap<>();
        rows.forEach(row -> byId.put(row.itemId(), row));
        for (FindingRow finding : store.jdbc()
                .sql("select " + FindingTable.COLUMNS + " from finding where item_id = any(?) order by finding_id")
                .param(SqlArrays.text(byId.keySet()))
                .query(FindingTable::read)
                .list()) {
            RejectedItem item = byId.get(finding.itemId());
            if (item != null) {
                item.findings().add(finding);
            }
        }
        return Page.of(rows, limit, RejectedItem::itemId);
    }
}
