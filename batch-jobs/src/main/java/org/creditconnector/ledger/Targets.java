package org.creditconnector.ledger;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Switches of the targets. A pause stops all sends at the next one and survives a restart. */
public final class Targets {
    private final Store store;
    private final AuditTrail audit;

    /** @param store where the switches are kept */
    public Targets(Store store) {
        this.store = store;
        this.audit = new AuditTrail(store);
    }

    /**
     * State of a target.
     *
     * @param paused whether nothing is sent to it
     * @param changedBy who changed it last; null when nobody did
     * @param reason why
     * @param changedAt when, by the database's clock
     */
    public record State(
            boolean paused,
            @Nullable String changedBy,
            @Nullable String reason,
            @Nullable OffsetDateTime changedAt) {}

    /** The state of a target; a target nobody touched is not paused. */
    public State state(String target) {
        return store.jdbc()
                .sql("select paused, changed_by, reason, changed_at from target_state where target = ?")
                .param(target)
                .query((row, number) -> new State(
                        row.getBoolean(1), row.getString(2), row.getString(3), row.getObject(4, OffsetDateTime.class)))
                .optional()
                .orElseGet(() -> new State(false, null, null, null));
    }

    /** Stops all sends to a target from the next one on. */
    public void pause(String target, String author, String reason) {
        turn(target, true, author, reason);
    }

    /** Lets sends to a target go on. */
    public void resume(String target, String author, String reason) {
        turn(target, false, author, reason);
    }

    private void turn(String target, boolean paused, String author, String reason) {
        store.transactions().executeWithoutResult(status -> {
            lock(target);
            audit.record(author, paused ? "PAUSE" : "RESUME", target, reason, null);
            store.jdbc()
                    .sql("""
                         update target_state set paused = ?, changed_by = ?, reason = ?, changed_at = clock_timestamp()
                         where target = ?""")
                    .params(paused, Text.line(author, 300), Text.line(reason, 2000), target)
                    .update();
        });
    }

    /**
     * Makes the open transaction the only one that orders packages or applies answers of the target, until it ends.
     *
     * @return whether the target is paused
     */
    boolean lock(String target) {
        Boolean paused = locked(target);
        return paused == null ? create(target) : paused;
    }

    private @Nullable Boolean locked(String target) {
        return store.jdbc()
                .sql("select paused from target_state where target = ? for update")
                .param(target)
                .query(Boolean.class)
                .optional()
                .orElse(null);
    }

    private boolean create(String target) {
        store.lockLedger();
        Boolean paused = locked(target);
        if (paused != null) {
            return paused;
        }
        store.jdbc()
                .sql("insert into target_state (target, paused) values (?, false)")
                .param(target)
                .update();
        return false;
    }
}
