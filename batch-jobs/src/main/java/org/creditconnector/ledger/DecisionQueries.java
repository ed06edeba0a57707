package org.creditconnector.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.correction.CorrectableField;
import org.creditconnector.decision.DecisionKind;
import org.creditconnector.decision.DecisionState;
import org.jspecify.annotations.Nullable;

/** Decisions and warnings as people read them; values are masked by the class of their field. Changes nothing. */
public final class DecisionQueries {
    private final Store store;
    private final LedgerQueries queries;

    /** @param store where the ledger is kept */
    public DecisionQueries(Store store) {
        this.store = store;
        this.queries = new LedgerQueries(store);
    }

    /**
     * A decision with what became of it.
     *
     * @param id its number
     * @param target target
     * @param source source of the account
     * @param accountKey account
     * @param kind what was decided
     * @param state how far it is
     * @param author who
     * @param reason why
     * @param decidedAt when, by the database's clock
     * @param path field or path of the finding; null when about the whole account
     * @param stale the wrong value, masked; null where none is known
     * @param corrected the right value, masked; null unless CORRECT
     * @param since day from which a dispute counts; null unless DISPUTE
     * @param ruleId accepted rule; null unless ACCEPT_WARNING
     * @param dates report dates it is about
     * @param items items that were made because of it
     * @param staleNights runs since then in which the source still showed the wrong value
     * @param staleNow whether it did so in the newest run of the source
     * @param endedBy who ended it; null where nobody did
     * @param endReason why it is over; null while it is in force
     */
    public record Row(
            long id,
            String target,
            String source,
            String accountKey,
            DecisionKind kind,
            DecisionState state,
            String author,
            String reason,
            OffsetDateTime decidedAt,
            @Nullable String path,
            @Nullable String stale,
            @Nullable String corrected,
            @Nullable LocalDate since,
            @Nullable String ruleId,
            List<LocalDate> dates,
            List<String> items,
            long staleNights,
            boolean staleNow,
            @Nullable String endedBy,
            @Nullable String endReason) {}

    /**
     * A warning that nobody has accepted with this value.
     *
     * @param runName run that found it
     * @param source source of the account
     * @param accountKey account
     * @param ruleId rule of ours or of the registry
     * @param path path of the field; empty for the whole
     * @param maskedValue the value, masked; null where there is none
     * @param message one sentence
     * @param valueHash salted digest of the value
     */
    public record Warning(
            String runName,
            String source,
            String accountKey,
            String ruleId,
            String path,
            @Nullable String maskedValue,
            String message,
            String valueHash) {}

    /**
     * Decisions of a target, newest first.
     *
     * @param accountKey of this account only; null for all
     * @param over also those that are over
     */
    public List<Row> decisions(String target, @Nullable String accountKey, boolean over, int limit) {
        List<Row> rows = store.jdbc()
                .sql("""
                     select d.*, (select count(distinct f.run_id) from finding f where f.account_key = d.account_key
                         and f.rule_id = 'DECIDED-SOURCE-STALE' and f.path = d.path and f.found_at >= d.decided_at) as stale_nights,
                       (select count(*) from finding f where f.account_key = d.account_key
                         and f.rule_id = 'DECIDED-SOURCE-STALE' and f.path = d.path and f.run_id = (
                           select max(r.run_id) from submission_run r where r.target = d.target and r.source = d.source))
                         as stale_now
                     from decision d where d.target = ?""" + (over ? "" : " and d.state in ('OPEN', 'APPLIED')")
                        + (accountKey == null ? "" : " and d.account_key = ?")
                        + " order by d.decision_id desc fetch first " + limit + " rows only")
                .params(accountKey == null ? List.of(target) : List.of(target, accountKey))
                .query(DecisionQueries::read)
                .list();
        Map<Long, Row> byId = new LinkedHashMap<>();
        rows.forEach(row -> byId.put(row.id(), row));
        add(byId, "select decision_id, cast(report_date as varchar(10)) from decision_date", true);
        add(byId, "select decision_id, item_id from decision_item", false);
        return rows;
    }

    private void add(Map<Long, Row> rows, String select, boolean dates) {
        store.jdbc()
                .sql(select + " where decision_id = any(?) order by 1, 2")
                .param(SqlArrays.numbers(rows.keySet()))
                .query(found -> {
                    Row row = rows.get(found.getLong(1));
                    if (row != null && dates) {
                        row.dates().add(LocalDate.parse(found.getString(2)));
                    } else if (row != null) {
                        row.items().add(found.getString(2));
                    }
                });
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        DecisionKind kind = DecisionKind.valueOf(row.getString("kind"));
        String path = row.getString("path");
        CorrectableField field = kind == DecisionKind.CORRECT && path != null ? CorrectableField.at(path) : null;
        return new Row(
                row.getLong("decision_id"),
                row.getString("target"),
                row.getString("source"),
                row.getString("account_key"),
                kind,
                DecisionState.valueOf(row.getString("state")),
                row.getString("author"),
                row.getString("reason"),
                row.getObject("decided_at", OffsetDateTime.class),
                path,
                field == null || !row.getBoolean("stale_known") ? null : field.masked(row.getString("stale_value")),
                field == null ? null : field.masked(row.getString("corrected_value")),
                row.getObject("since", LocalDate.class),
                row.getString("rule_id"),
                new ArrayList<>(),
                new ArrayList<>(),
                row.getLong("stale_nights"),
                row.getLong("stale_now") > 0,
                row.getString("ended_by"),
                row.getString("end_reason"));
    }

    /**
     * Warnings of the newest runs of a target that nobody accepted, by account and rule. What the night says about decisions
     * themselves is not among them: {@link #decisions} shows it.
     *
     * @param accountKey of this account only; null for all
     */
    public List<Warning> warnings(String target, @Nullable String accountKey, int limit) {
        List<Warning> warnings = new ArrayList<>();
        for (Run run : queries.newestRuns(target)) {
            List<Object> parameters = new ArrayList<>(List.of(run.runId()));
            if (accountKey != null) {
                parameters.add(accountKey);
            }
            parameters.add(target);
            warnings.addAll(store.jdbc()
                    .sql("select f.account_key, f.rule_id, f.path, f.masked_value, f.message,"
                            + " coalesce(f.value_hash, i.content_hash, '') as value_hash from finding f"
                            + " left join report_item i on i.item_id = f.item_id"
                            + " where f.run_id = ? and f.severity = 'WARNING' and f.account_key is not null"
                            + " and f.rule_id not like 'DECIDED-%'"
                            + (accountKey == null ? "" : " and f.account_key = ?")
                            + " and not exists (select 1 from decision d where d.target = ?"
                            + " and d.account_key = f.account_key and d.kind = 'ACCEPT_WARNING' and d.state = 'APPLIED'"
                            + " and d.rule_id = f.rule_id and d.path = f.path"
                            + " and d.value_hash = coalesce(f.value_hash, i.content_hash, ''))"
                            + " order by f.account_key, f.rule_id, f.path fetch first "
                            + (limit - warnings.size()) + " rows only")
                    .params(parameters)
                    .query((row, number) -> new Warning(
                            run.name(),
                            run.source(),
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6)))
                    .list());
            if (warnings.size() >= limit) {
                break;
            }
        }
        return warnings;
    }
}
