package org.creditconnector.ledger;

import org.jspecify.annotations.Nullable;

/** Who decided what; written in the same transaction as the decision's effect. */
final class AuditTrail {
    private final Store store;

    AuditTrail(Store store) {
        this.store = store;
    }

    /**
     * @param author who
     * @param action one word, e.g. RESOLVE
     * @param subject name of the run, package, target or feedback
     * @param reason why; must not be blank
     * @param contentHash of what was decided on; null when there is none
     */
    void record(String author, String action, String subject, String reason, @Nullable String contentHash) {
        if (author.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException(action + " of " + subject + " needs an author and a reason");
        }
        store.jdbc()
                .sql("""
                     insert into audit_entry (recorded_at, author, action, subject, reason, content_hash)
                     values (clock_timestamp(), ?, ?, ?, ?, ?)""")
                .param(Text.line(author, 300))
                .param(action)
                .param(subject)
                .param(Text.line(reason, 2000))
                .param(contentHash)
                .update();
    }
}
