package org.creditconnector.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.creditconnector.decision.DecisionEffect;
import org.creditconnector.decision.DecisionKind;
import org.creditconnector.decision.DecisionState;
import org.creditconnector.registry.SubjectHistory;
import org.jspecify.annotations.Nullable;

/** Rows of decisions: how they begin, what a night does with them, how they end. Works within the caller's transaction. */
final class DecisionWrites {
    private static final int BATCH = 1_000;

    private final Store store;
    private final AuditTrail audit;

    DecisionWrites(Store store) {
        this.store = store;
        this.audit = new AuditTrail(store);
    }

    /** What a new decision holds besides who, about what and why. */
    record Content(
            @Nullable String path,
            boolean staleKnown,
            @Nullable String stale,
            @Nullable String corrected,
            @Nullable LocalDate since,
            @Nullable String ruleId,
            @Nullable String valueHash) {
        static final Content NONE = new Content(null, false, null, null, null, null, null);
    }

    long insert(
            DecisionKind kind,
            DecisionState state,
            Decisions.About about,
            Decisions.By by,
            Content content,
            List<SubjectHistory.Accepted> items) {
        audit.record(by.author(), kind.name(), about.accountKey(), by.reason(), content.valueHash());
        store.jdbc()
                .sql("""
                     insert into decision (target, source, account_key, kind, state, author, reason, decided_at, path,
                       stale_known, stale_value, corrected_value, since, rule_id, value_hash)
                     values (?, ?, ?, ?, ?, ?, ?, clock_timestamp(), ?, ?, ?, ?, ?, ?, ?)""")
                .param(about.target())
                .param(about.source())
                .param(about.accountKey())
                .param(kind.name())
                .param(state.name())
                .param(Text.line(by.author(), 300))
                .param(Text.line(by.reason(), 2000))
                .param(content.path())
                .param(content.staleKnown())
                .param(content.stale())
                .param(content.corrected())
                .param(content.since())
                .param(content.ruleId())
                .param(content.valueHash())
                .update();
        // The target's lock is held, so that nobody else adds a decision about it meanwhile.
        long id = store.jdbc()
                .sql("select max(decision_id) from decision where target = ?")
                .param(about.target())
                .query(Long.class)
                .single();
        store.template()
                .batchUpdate(
                        "insert into decision_date (decision_id, report_date, supersedes) values (?, ?, ?)",
                        items,
                        BATCH,
                        (statement, item) -> {
                            statement.setLong(1, id);
                            statement.setObject(2, item.reportDate());
                            statement.setString(3, item.itemId());
                        });
        return id;
    }

    /** Ends a decision in force; {@code author} is null where a later decision or the night ends it. */
    void end(long decisionId, @Nullable String author, String reason) {
        int ended = store.jdbc()
                .sql("""
                     update decision set state = 'ENDED', ended_by = ?, end_reason = ?, ended_at = clock_timestamp()
                     where decision_id = ? and state in ('OPEN', 'APPLIED')""")
                .param(Text.lineOrNull(author, 300))
                .param(Text.line(reason, 2000))
                .param(decisionId)
                .update();
        if (ended != 1) {
            throw new StaleStateException("decision " + decisionId + " is not in force any more");
        }
    }

    /** What a range did; in the range's transaction. */
    void settle(List<DecisionEffect> effects) {
        List<DecisionEffect> moved =
                effects.stream().filter(effect -> effect.state() != null).toList();
        int[][] counts = store.template().batchUpdate("""
                        update decision set state = ?, end_reason = ?,
                          ended_at = case when cast(? as boolean) then null else clock_timestamp() end
                        where decision_id = ? and state in ('OPEN', 'APPLIED')""", moved, BATCH, (statement, effect) -> {
            DecisionState state = Objects.requireNonNull(effect.state());
            statement.setString(1, state.name());
            statement.setString(2, Text.lineOrNull(effect.why(), 2000));
            statement.setBoolean(3, state.isInForce());
            statement.setLong(4, effect.decisionId());
        });
        for (int[] batch : counts) {
            for (int count : batch) {
                if (count != 1) {
                    throw new StaleStateException(
                            "a decision was ended while its account was prepared; run again to prepare it anew");
                }
            }
        }
        store.template()
                .batchUpdate(
                        """
                        update decision set stale_known = true, stale_value = ?
                        where decision_id = ? and not stale_known""",
                        effects.stream()
                                .filter(effect -> effect.learned() != null)
                                .toList(),
                        BATCH,
                        (statement, effect) -> {
                            statement.setString(
                                    1, Objects.requireNonNull(effect.learned()).stale());
                            statement.setLong(2, effect.decisionId());
                        });
        record Link(long decisionId, String itemId) {}
        List<Link> links = new ArrayList<>();
        effects.forEach(effect -> effect.itemIds().forEach(item -> links.add(new Link(effect.decisionId(), item))));
        store.template()
                .batchUpdate(
                        "insert into decision_item (decision_id, item_id) values (?, ?)",
                        links,
                        BATCH,
                        (statement, link) -> {
                            statement.setLong(1, link.decisionId());
                            statement.setString(2, link.itemId());
                        });
    }
}
