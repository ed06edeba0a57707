package org.creditconnector.ledger;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What is known of the store's own past: who it is, how often it let something leave, and whether it may be older than what the
 * registry holds. A target in doubt gets nothing before its books were compared with the registry; the doubt survives restarts.
 */
public final class Restoration {
    private final Store store;
    private final Targets targets;
    private final AuditTrail audit;

    /** @param store whose past it is */
    public Restoration(Store store) {
        this.store = store;
        this.targets = new Targets(store);
        this.audit = new AuditTrail(store);
    }

    /**
     * Why nothing is sent to a target.
     *
     * @param reason what was noticed, in one sentence
     * @param since when, by the database's clock
     */
    public record Doubt(String reason, OffsetDateTime since) {}

    /** A name that no other store has; made when it is first asked for, and part of every copy. */
    public String storeId() {
        return new StoreIdentity(store).id();
    }

    /**
     * A store that was moved to another database is gone back to: it is open for everything again.
     *
     * @return whether it had been moved
     */
    public boolean comeBack(String author, String reason) {
        return Boolean.TRUE.equals(store.transactions().execute(status -> {
            boolean moved = new StoreIdentity(store).stays();
            if (moved) {
                audit.record(author, "STORE-CAME-BACK", "store", reason, null);
            }
            return moved;
        }));
    }

    /** How many permits to send to a target were ever given. */
    public long sends(String target) {
        return store.jdbc()
                .sql("select coalesce(max(sends), 0) from target_state where target = ?")
                .param(target)
                .query(Long.class)
                .single();
    }

    /** Why nothing is sent to a target; empty when there is no doubt. */
    public Optional<Doubt> doubt(String target) {
        return store.jdbc()
                .sql("select compare_reason, compare_since from target_state where target = ? and compare_first")
                .param(target)
                .query((row, number) -> new Doubt(row.getString(1), row.getObject(2, OffsetDateTime.class)))
                .optional();
    }

    /** From now on nothing is sent to the target until {@link #trust}; the first reason stays. */
    public void doubt(String target, String author, String reason) {
        store.transactions().executeWithoutResult(status -> {
            targets.lock(target);
            int begun = store.jdbc()
                    .sql("""
                         update target_state set compare_first = true, compare_reason = ?, compare_since = clock_timestamp()
                         where target = ? and not compare_first""")
                    .params(Text.line(reason, 2000), target)
                    .update();
            if (begun == 1) {
                new Scopes(store).fileChanged(target);
                audit.record(author, "COMPARE-FIRST", target, reason, null);
            }
        });
    }

    /** The books were compared, or a person answers for it: sends go on. */
    public void trust(String target, String author, String reason) {
        store.transactions().executeWithoutResult(status -> {
            targets.lock(target);
            int ended = store.jdbc().sql("""
                         update target_state set compare_first = false, compare_reason = null, compare_since = null
                         where target = ? and compare_first""").param(target).update();
            if (ended == 1) {
                audit.record(author, "COMPARED", target, reason, null);
            }
        });
    }

    /** The registry has packages that we do not know: ours are numbered from {@code next} on. A lower one changes nothing. */
    public void numberFrom(String target, long next) {
        store.transactions().executeWithoutResult(status -> {
            targets.lock(target);
            store.jdbc()
                    .sql("update target_state set first_number = ? where target = ? and first_number < ?")
                    .params(next, target, next)
                    .update();
        });
    }

    /** The lowest number that a package of the target may get; the row is locked by the caller where it matters. */
    long firstNumber(String target) {
        return store.jdbc()
                .sql("select coalesce(max(first_number), 1) from target_state where target = ?")
                .param(target)
                .query(Long.class)
                .single();
    }

    /** Counts a permit within the open transaction, which holds the target's lock. */
    void countSend(String target) {
        store.jdbc()
                .sql("update target_state set sends = sends + 1 where target = ?")
                .param(target)
                .update();
    }
}
