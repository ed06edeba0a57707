package org.creditconnector.ledger;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.registry.SubjectHistory.Accepted;

/** Accepted items of an account that the registry lost or holds otherwise, as the last comparisons found. */
final class GuiltyItems {
    /** What a comparison that does not balance leaves at its run, as {@code ExitCode.UNBALANCED} numbers it. */
    private static final int UNBALANCED = 11;

    private final Store store;

    GuiltyItems(Store store) {
        this.store = store;
    }

    /**
     * One of them.
     *
     * @param accepted the item as it stands in our books
     * @param lost whether the registry does not hold it at all
     */
    record Item(Accepted accepted, boolean lost) {}

    /**
     * By report date. A finding stays for ever; it counts as long as its run has not balanced since, and the item stands in our
     * books.
     */
    List<Item> of(Decisions.About about) {
        return store.jdbc()
                .sql("""
                     select i.item_id, i.sequence, i.report_date, i.content_hash, i.reported_state, max(f.rule_id)
                     from report_item i
                     join registry_mirror_date m on m.target = i.target and m.item_id = i.item_id
                     join finding f on f.account_key = i.account_key and f.item_id = i.item_id and f.rule_id in (?, ?)
                     join submission_run r on r.run_id = f.run_id and r.exit_code = ?
                     where i.account_key = ? and i.target = ?
                     group by i.item_id, i.sequence, i.report_date, i.content_hash, i.reported_state
                     order by i.report_date, i.sequence""")
                .params(
                        GuiltyRecord.REGISTRY_MISSING,
                        GuiltyRecord.REGISTRY_ALTERED,
                        UNBALANCED,
                        about.accountKey(),
                        about.target())
                .query((row, number) -> new Item(
                        new Accepted(
                                row.getString(1),
                                row.getLong(2),
                                row.getObject(3, LocalDate.class),
                                row.getString(4),
                                row.getBytes(5)),
                        row.getString(6).equals(GuiltyRecord.REGISTRY_MISSING)))
                .list();
    }
}
