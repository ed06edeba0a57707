package org.creditconnector.ledger;

import java.time.LocalDate;
import java.util.List;

/**
 * Deletes what is no longer needed of nights that are over: rendered items, package bytes, feedback as it came. What stays is what
 * answers for the past: runs, books, items without their bytes, verdicts, findings, mirror, statements, decisions.
 */
public final class Purge {
    private final Store store;
    private final AuditTrail audit;

    /** @param store to be relieved */
    public Purge(Store store) {
        this.store = store;
        this.audit = new AuditTrail(store);
    }

    /**
     * What was deleted.
     *
     * @param runs runs that were over and old enough
     * @param blocks blocks of rendered items
     * @param packages packages that lost their bytes
     * @param feedback feedbacks that lost their text
     */
    public record Purged(int runs, int blocks, int packages, int feedback) {}

    /**
     * Purges reconciled and declined runs of business dates before a date. A run that is not over keeps everything, however old.
     *
     * @param before first business date that is kept whole
     * @param author who asked
     * @param reason why
     */
    public Purged before(LocalDate before, String author, String reason) {
        Purged purged = new Purged(0, 0, 0, 0);
        for (long runId : over(before)) {
            Purged one = store.transactions().execute(status -> run(runId));
            boolean touched = one.blocks() + one.packages() + one.feedback() > 0;
            purged = new Purged(
                    purged.runs() + (touched ? 1 : 0),
                    purged.blocks() + one.blocks(),
                    purged.packages() + one.packages(),
                    purged.feedback() + one.feedback());
        }
        audit.record(author, "PURGE", "before " + before, reason + " (" + purged + ")", null);
        return purged;
    }

    private List<Long> over(LocalDate before) {
        return store.jdbc().sql("""
                     select run_id from submission_run where business_date < ? and state in ('RECONCILED', 'DECLINED')
                     order by run_id""").param(before).query(Long.class).list();
    }

    private Purged run(long runId) {
        int blocks = store.jdbc()
                .sql("delete from item_block where run_id = ?")
                .param(runId)
                .update();
        store.jdbc().sql("delete from asked_key where run_id = ?").param(runId).update();
        int packages = store.jdbc().sql("""
                     select count(distinct package_id) from package_part where package_id in (
                       select package_id from submission_package where run_id = ?)""").param(runId).query(Integer.class).single();
        store.jdbc()
                .sql(
                        "delete from package_part where package_id in (select package_id from submission_package where run_id = ?)")
                .param(runId)
                .update();
        int feedback = store.jdbc().sql("""
                     update feedback_inbox set raw = null, parsed = null where raw is not null and state not in ('NEW', 'QUARANTINED')
                       and package_id in (select package_id from submission_package where run_id = ?)""").param(runId).update();
        return new Purged(1, blocks, packages, feedback);
    }
}
