package org.creditconnector.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.creditconnector.delivery.Feedback;
import org.jspecify.annotations.Nullable;

/** What came back from the registries and what became of it. Changes nothing. */
public final class FeedbackQueries {
    private static final String SELECT = """
            select f.inbox_id, f.target, f.feedback_id, f.sha256, f.package_id, f.state, f.rule_id, f.reason, f.settled_by, f.received_at,
              f.settled_at, r.source, r.business_date, r.pass
            from feedback_inbox f
            left join submission_package p on p.package_id = f.package_id and p.target = f.target
            left join submission_run r on r.run_id = p.run_id""";

    private final Store store;
    private final FeedbackInbox inbox;

    /** @param store where the ledger is kept */
    public FeedbackQueries(Store store) {
        this.store = store;
        this.inbox = new FeedbackInbox(store);
    }

    /**
     * One stored feedback.
     *
     * @param id its number here, which commands take
     * @param target target it came from
     * @param feedbackId the registry's id; a digest where it gave none
     * @param sha256 of the text as it came, lower-case hex
     * @param packageId package it names; null when it could not be read
     * @param runName run of that package; null when it is none of ours
     * @param state where it stands
     * @param ruleId why it was kept out; null when it was not
     * @param reason one sentence; null while it is new
     * @param settledBy person who decided; null when nobody did
     * @param receivedAt database time
     * @param settledAt database time; null while it is new
     */
    public record Letter(
            long id,
            String target,
            String feedbackId,
            String sha256,
            @Nullable String packageId,
            @Nullable String runName,
            FeedbackState state,
            @Nullable String ruleId,
            @Nullable String reason,
            @Nullable String settledBy,
            OffsetDateTime receivedAt,
            @Nullable OffsetDateTime settledAt) {
        /** Whether a person may take its verdicts although something in it is wrong. */
        public boolean canBeApplied() {
            return state == FeedbackState.QUARANTINED && FeedbackCheck.Objection.TOTALS.equals(ruleId);
        }
    }

    /** How many feedbacks of a target were kept out and are not settled. */
    public int keptOut(String target) {
        return store.jdbc()
                .sql("select count(*) from feedback_inbox where target = ? and state = 'QUARANTINED'")
                .param(target)
                .query(Integer.class)
                .single();
    }

    /**
     * Feedback of a target, newest first.
     *
     * @param state only in this state
     * @param limit how many at most
     */
    public List<Letter> letters(String target, FeedbackState state, int limit) {
        return store.jdbc()
                .sql(SELECT + " where f.target = ? and f.state = ? order by f.inbox_id desc fetch first " + limit
                        + " rows only")
                .params(target, state.name())
                .query(FeedbackQueries::read)
                .list();
    }

    /** One feedback by its number. */
    public Optional<Letter> letter(long id) {
        return store.jdbc()
                .sql(SELECT + " where f.inbox_id = ?")
                .param(id)
                .query(FeedbackQueries::read)
                .optional();
    }

    /** What it says, as it was read; empty when it could not be read or was purged. */
    public Optional<Feedback> content(long id) {
        return Optional.ofNullable(inbox.require(id).feedback());
    }

    /** Its text as it came; empty when it was purged. May hold anything: mask it before it is shown. */
    public Optional<String> raw(long id) {
        return store.jdbc()
                .sql("select raw from feedback_inbox where inbox_id = ? and raw is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    private static Letter read(ResultSet row, int number) throws SQLException {
        String source = row.getString("source");
        String target = row.getString("target");
        return new Letter(
                row.getLong("inbox_id"),
                target,
                row.getString("feedback_id"),
                row.getString("sha256"),
                row.getString("package_id"),
                source == null
                        ? null
                        : target + "/" + source + "/" + row.getObject("business_date", java.time.LocalDate.class) + "/"
                                + row.getInt("pass"),
                FeedbackState.valueOf(row.getString("state")),
                row.getString("rule_id"),
                row.getString("reason"),
                row.getString("settled_by"),
                row.getObject("received_at", OffsetDateTime.class),
                row.getObject("settled_at", OffsetDateTime.class));
    }
}
