package org.creditconnector.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.jspecify.annotations.Nullable;

/** Feedback as it came, stored before anything is done with it. */
final class FeedbackInbox {
    private static final String SELECT =
            "select inbox_id, target, feedback_id, sha256, parsed, problem, state, rule_id, reason from feedback_inbox";

    private final Store store;
    private final Targets targets;
    private final FeedbackAddresses addresses;

    FeedbackInbox(Store store) {
        this.store = store;
        this.targets = new Targets(store);
        this.addresses = new FeedbackAddresses(store);
    }

    /** One stored feedback in our own ids; {@code feedback} is null when it could not be read. */
    record Letter(
            long inboxId,
            String target,
            String feedbackId,
            String sha256,
            @Nullable Feedback feedback,
            @Nullable String problem,
            FeedbackState state,
            @Nullable String rule,
            @Nullable String reason) {}

    /** Stores a page and how far it goes. */
    List<Long> store(String target, FeedbackPage page) {
        return store.transactions().execute(status -> {
            targets.lock(target);
            List<Long> fresh = keep(target, page);
            moveCursor(target, page.next());
            return fresh;
        });
    }

    /** Stores what is new in a page that was read again; how far feedback was stored stays as it is. */
    List<Long> storeAgain(String target, FeedbackPage page) {
        return store.transactions().execute(status -> {
            targets.lock(target);
            return keep(target, page);
        });
    }

    private List<Long> keep(String target, FeedbackPage page) {
        List<Long> fresh = new ArrayList<>();
        for (FeedbackPage.Entry entry : page.entries()) {
            String sha256 = HexFormat.of().formatHex(Digests.sha256(entry.raw()));
            if (find(target, entry.feedbackId(), sha256).isEmpty()) {
                insert(target, entry, sha256);
                fresh.add(find(target, entry.feedbackId(), sha256).orElseThrow());
            }
        }
        return fresh;
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
                .param(
                        feedback == null
                                ? null
                                : Text.line(
                                        addresses.packageOf(target, feedback).orElseGet(feedback::getPackageId), 36))
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

    /** New letters, and those kept out because their package had not left in our books where it has since; oldest first. */
    List<Long> unapplied(String target) {
        return store.jdbc().sql("""
                     select inbox_id from feedback_inbox f where target = ? and (state = 'NEW' or (
                       state = 'QUARANTINED' and rule_id = 'FEEDBACK-UNSENT' and exists (
                         select 1 from submission_package p where p.package_id = f.package_id and p.target = f.target
                           and p.state not in ('BUILT', 'SENDING', 'REFUSED', 'WITHDRAWN'))))
                     order by inbox_id""").param(target).query(Long.class).list();
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
                .sql(SELECT + " where inbox_id = ?")
                .param(inboxId)
                .query(this::read)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("there is no feedback " + inboxId));
    }

    private Letter read(ResultSet row, int number) throws SQLException {
        byte[] parsed = row.getBytes("parsed");
        String target = row.getString("target");
        return new Letter(
                row.getLong("inbox_id"),
                target,
                row.getString("feedback_id"),
                row.getString("sha256"),
                parsed == null
                        ? null
                        : addresses.inOurIds(target, AvroContainer.read(parsed, Feedback.getClassSchema())),
                row.getString("problem"),
                FeedbackState.valueOf(row.getString("state")),
                row.getString("rule_id"),
                row.getString("reason"));
    }

    /** What was applied by the machine under the same feedback id with another text. */
    List<Letter> appliedUnderItsId(Letter letter) {
        return store.jdbc()
                .sql(SELECT
                        + " where target = ? and feedback_id = ? and sha256 <> ? and state = 'APPLIED' and settled_by is null"
                        + " order by inbox_id")
                .params(letter.target(), letter.feedbackId(), letter.sha256())
                .query(this::read)
                .list();
    }

    /** Letters about a package in a state. */
    List<Letter> aboutPackage(String target, String packageId, FeedbackState state) {
        return store.jdbc()
                .sql(SELECT
                        + " where package_id = ? and target = ? and state = ? and settled_by is null order by inbox_id")
                .params(packageId, target, state.name())
                .query(this::read)
                .list();
    }

    /** Letters under a feedback id that were kept out because they could not be read. */
    List<Long> unreadableUnderId(String target, String feedbackId) {
        return store.jdbc()
                .sql("""
                     select inbox_id from feedback_inbox where target = ? and feedback_id = ? and state = 'QUARANTINED'
                       and rule_id = 'FEEDBACK-UNREADABLE'""")
                .params(target, feedbackId)
                .query(Long.class)
                .list();
    }

    /**
     * Writes down what became of a letter.
     *
     * @param rule why it was kept out; null when it was not
     * @param author who decided; null for the machine
     */
    void settle(long inboxId, FeedbackState state, @Nullable String rule, String reason, @Nullable String author) {
        store.jdbc()
                .sql("""
                     update feedback_inbox set state = ?, rule_id = ?, reason = ?, settled_by = ?, settled_at = clock_timestamp()
                     where inbox_id = ?""")
                .param(state.name())
                .param(rule)
                .param(Text.line(reason, 2000))
                .param(Text.lineOrNull(author, 300))
                .param(inboxId)
                .update();
    }
}
