package org.creditconnector.ledger;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.jspecify.annotations.Nullable;

/** Feedback as it came, stored before anything is done with it. */
final class FeedbackInbox {
    private final Store store;
    private final Targets targets;

    FeedbackInbox(Store store) {
        this.store = store;
        this.targets = new Targets(store);
    }

    /** One stored feedback; {@code feedback} is null when it could not be read. */
    record Letter(
            long inboxId,
            String target,
            String feedbackId,
            String sha256,
            @Nullable Feedback feedback,
            @Nullable String problem,
            FeedbackState state,
            @Nullable String reason) {}

    List<Long> store(String target, FeedbackPage page) {
        return store.transactions().execute(status -> {
            targets.lock(target);
            List<Long> fresh = new ArrayList<>();
            for (FeedbackPage.Entry entry : page.entries()) {
                String sha256 = HexFormat.of().formatHex(Digests.sha256(entry.raw()));
                if (find(target, entry.feedbackId(), sha256).isEmpty()) {
                    insert(target, entry, sha256);
                    fresh.add(find(target, entry.feedbackId(), sha256).orElseThrow());
                }
            }
            moveCursor(target, page.next());
            return fresh;
        });
    }

    private Optional<Long> find(String target, String feedbackId, String sha256) {
        return store.jdbc()
                .sql("select inbox_id from feedback_inbox where target = ? and feedback_id = ? and sha256 = ?")
                .params(target, feedbackId, sha256)
                .query(Long.class)
                .optional();
    }

    private void insert(String target, FeedbackPage.Entry entry, String sha256) {
        Feedback feedback = entry.feedback();
        store.jdbc()
                .sql("""
                     insert into feedback_inbox (target, feedback_id, sha256, raw, parsed, problem, package_id, state, received_at)
                     values (?, ?, ?, ?, ?, ?, ?, 'NEW', clock_timestamp())""")
                .param(target)
                .param(entry.feedbackId())
                .param(sha256)
                .param(entry.raw())
                .param(feedback == null ? null : AvroContainer.write(feedback))
                .param(Text.lineOrNull(entry.problem(), 2000))
                .param(feedback == null ? null : Text.line(feedback.getPackageId(), 36))
                .update();
    }

    private void moveCursor(String target, String position) {
        int moved = store.jdbc()
                .sql("update feedback_cursor set position = ?, moved_at = clock_timestamp() where target = ?")
                .params(position, target)
                .update();
        if (moved == 0) {
            store.jdbc()
                    .sql("insert into feedback_cursor (target, position, moved_at) values (?, ?, clock_timestamp())")
                    .params(target, position)
                    .update();
        }
    }

    Optional<String> cursor(String target) {
        return store.jdbc()
                .sql("select position from feedback_cursor where target = ?")
                .param(target)
                .query(String.class)
                .optional();
    }

    List<Long> unapplied(String target) {
        return store.jdbc()
                .sql("select inbox_id from feedback_inbox where target = ? and state = 'NEW' order by inbox_id")
                .param(target)
                .query(Long.class)
                .list();
    }

    String target(long inboxId) {
        return store.jdbc()
                .sql("select target from feedback_inbox where inbox_id = ?")
                .param(inboxId)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("there is no feedback " + inboxId));
    }

    Letter require(long inboxId) {
        return store.jdbc()
                .sql("""
                     select inbox_id, target, feedback_id, sha256, parsed, problem, state, reason
                     from feedback_inbox where inbox_id = ?""")
                .param(inboxId)
                .query((row, number) -> {
                    byte[] parsed = row.getBytes("parsed");
                    return new Letter(
                            row.getLong("inbox_id"),
                            row.getString("target"),
                            row.getString("feedback_id"),
                            row.getString("sha256"),
                            parsed == null ? null : AvroContainer.<Feedback>read(parsed, Feedback.getClassSchema()),
                            row.getString("problem"),
                            FeedbackState.valueOf(row.getString("state")),
                            row.getString("reason"));
                })
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("there is no feedback " + inboxId));
    }

    /** Whether the same feedback id was applied before with another text. */
    boolean appliedWithOtherText(Letter letter) {
        return store.jdbc()
                        .sql("""
                             select count(*) from feedback_inbox
                             where target = ? and feedback_id = ? and sha256 <> ? and state = 'APPLIED'""")
                        .params(letter.target(), letter.feedbackId(), letter.sha256())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void settle(long inboxId, FeedbackState state, String reason) {
        store.jdbc()
                .sql(
                        "update feedback_inbox set state = ?, reason = ?, settled_at = clock_timestamp() where inbox_id = ?")
                .params(state.name(), Text.line(reason, 2000), inboxId)
                .update();
    }
}
