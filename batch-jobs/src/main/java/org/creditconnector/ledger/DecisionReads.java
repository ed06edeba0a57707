package org.creditconnector.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.decision.AccountDecisions;
import org.creditconnector.decision.Decision;
import org.creditconnector.decision.DecisionKind;
import org.creditconnector.decision.DecisionState;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.SubjectHistory;
import org.jspecify.annotations.Nullable;

/** What is decided and in force, read for many accounts with four statements at most. */
final class DecisionReads {
    /** Of a registry that gives verdicts: accepted, and not replaced or taken back since. */
    private static final String JUDGED = " join registry_mirror_date m on m.target = i.target and m.subject = i.subject"
            + " and m.report_date = i.report_date and m.sequence = i.sequence where i.target = ?";

    /** Of a registry that gives none: received, and not replaced or taken back since; see {@link ToldHistories}. */
    private static final String RECEIVED = " join submission_package p on p.package_id = i.package_id"
            + " and p.state in ('RECEIVED', 'RECONCILED')"
            + " where i.target = ? and i.state = 'SENT' and i.kind not in ('DELETION', 'DELETE_ALL') and not exists ("
            + "select 1 from report_item j join submission_package q on q.package_id = j.package_id"
            + " and q.state in ('RECEIVED', 'RECONCILED') where j.account_key = i.account_key and j.target = i.target"
            + " and j.supersedes = i.item_id)";

    /** What an account said about others, e.g. its borrower, is no part of it. */
    private static final String ACCOUNTS_ONLY = " and i.subject like '" + RegistryProfile.ACCOUNT + "%'";

    private final Store store;
    private final boolean verdicts;

    /** @param verdicts whether the registry gives any; what one without received is what it holds */
    DecisionReads(Store store, boolean verdicts) {
        this.store = store;
        this.verdicts = verdicts;
    }

    /** Decisions in force that concern nights, by account; accounts without any are left out. */
    Map<String, AccountDecisions> inForce(String target, String source, Collection<String> accountKeys) {
        Map<Long, List<LocalDate>> dates = new HashMap<>();
        Map<Long, List<Decision.Made>> made = new HashMap<>();
        Map<String, List<Decision>> byAccount = new LinkedHashMap<>();
        store.jdbc()
                .sql("select d.decision_id, d.account_key, d.kind, d.state, d.author, d.reason, d.decided_at, d.path,"
                        + " d.stale_known, d.stale_value, d.corrected_value, d.since from " + SqlArrays.KEYS
                        + " left join decision d on d.target = ? and d.account_key = k.key_text and d.source = ?"
                        + " and d.state in ('OPEN', 'APPLIED') and d.kind <> 'ACCEPT_WARNING' where "
                        + SqlArrays.found("d.account_key") + " order by d.decision_id")
                .params(SqlArrays.text(accountKeys), target, source)
                .query(row -> {
                    byAccount
                            .computeIfAbsent(row.getString("account_key"), key -> new ArrayList<>())
                            .add(read(row, dates, made));
                });
        if (byAccount.isEmpty()) {
            return Map.of();
        }
        readDates(dates);
        readMade(made);
        Map<String, List<SubjectHistory.Accepted>> standing = standing(target, byAccount.keySet());
        Map<String, AccountDecisions> all = new HashMap<>();
        byAccount.forEach((key, decisions) ->
                all.put(key, new AccountDecisions(List.copyOf(decisions), standing.getOrDefault(key, List.of()))));
        return all;
    }

    private static Decision read(ResultSet row, Map<Long, List<LocalDate>> dates, Map<Long, List<Decision.Made>> made)
            throws SQLException {
        long id = row.getLong("decision_id");
        String path = row.getString("path");
        // Filled afterwards with one statement each.
        dates.put(id, new ArrayList<>());
        made.put(id, new ArrayList<>());
        return new Decision(
                id,
                DecisionKind.valueOf(row.getString("kind")),
                DecisionState.valueOf(row.getString("state")),
                row.getString("author"),
                row.getString("reason"),
                row.getObject("decided_at", OffsetDateTime.class).toLocalDate(),
                path == null
                        ? null
                        : new Decision.Correction(
                                path,
                                row.getBoolean("stale_known"),
                                row.getString("stale_value"),
                                row.getString("corrected_value")),
                dates.getOrDefault(id, List.of()),
                row.getObject("since", LocalDate.class),
                made.getOrDefault(id, List.of()));
    }

    private void readDates(Map<Long, List<LocalDate>> dates) {
        store.jdbc()
                .sql(
                        "select decision_id, report_date from decision_date where decision_id = any(?) order by decision_id, report_date")
                .param(SqlArrays.numbers(dates.keySet()))
                .query(row -> {
                    List<LocalDate> of = dates.get(row.getLong(1));
                    if (of != null) {
                        of.add(row.getObject(2, LocalDate.class));
                    }
                });
    }

    private void readMade(Map<Long, List<Decision.Made>> made) {
        store.jdbc().sql("""
                     select d.decision_id, i.item_id, i.kind, i.report_date, i.supersedes, i.state, p.state
                     from decision_item d join report_item i on i.item_id = d.item_id
                     left join submission_package p on p.package_id = i.package_id
                     where d.decision_id = any(?) order by i.sequence""").param(SqlArrays.numbers(made.keySet())).query(row -> {
            List<Decision.Made> of = made.get(row.getLong(1));
            if (of != null) {
                of.add(new Decision.Made(
                        row.getString(2),
                        ItemKind.valueOf(row.getString(3)),
                        row.getObject(4, LocalDate.class),
                        row.getString(5),
                        outcome(ItemState.valueOf(row.getString(6)), row.getString(7))));
            }
        });
    }

    private Decision.Outcome outcome(ItemState state, @Nullable String packageState) {
        boolean received = PackageState.RECEIVED.name().equals(packageState)
                || PackageState.RECONCILED.name().equals(packageState);
        return switch (state) {
            case SENT -> received && !verdicts ? Decision.Outcome.ACCEPTED : Decision.Outcome.OPEN;
            case STAGED -> Decision.Outcome.OPEN;
            case ACCEPTED -> Decision.Outcome.ACCEPTED;
            case REJECTED -> Decision.Outcome.REJECTED;
            case WITHDRAWN, SUPERSEDED -> Decision.Outcome.TAKEN_BACK;
        };
    }

    /** Accepted items that stand, by account, oldest report date first. */
    Map<String, List<SubjectHistory.Accepted>> standing(String target, Collection<String> accountKeys) {
        Map<String, List<SubjectHistory.Accepted>> standing = new HashMap<>();
        store.jdbc()
                .sql("select k.key_text, i.item_id, i.sequence, i.report_date, i.content_hash, i.reported_state from "
                        + SqlArrays.KEYS + " left join registry_mirror_date m on m.target = ? and m.subject = case"
                        + " when k.key_text like 'agreement:%' or k.key_text like 'collateral:%' then k.key_text"
                        + " else '" + RegistryProfile.ACCOUNT + "' || k.key_text end"
                        + " left join report_item i on i.item_id = m.item_id"
                        + " where " + SqlArrays.found("i.item_id") + " order by i.report_date, i.sequence")
                .params(SqlArrays.text(accountKeys), target)
                .query(row -> {
                    standing.computeIfAbsent(row.getString(1), key -> new ArrayList<>())
                            .add(new SubjectHistory.Accepted(
                                    row.getString(2),
                                    row.getLong(3),
                                    row.getObject(4, LocalDate.class),
                                    row.getString(5),
                                    row.getBytes(6)));
                });
        return standing;
    }

    /** Accounts with a withdrawal in force, something of which may still stand, that were not extracted in a run. */
    List<String> withdrawnAndGone(Run run) {
        return store.jdbc().sql("""
                     select distinct d.account_key from decision d
                     where d.target = ? and d.source = ? and d.kind = 'WITHDRAW' and d.state in ('OPEN', 'APPLIED')
                       and not exists (select 1 from account_verdict v where v.run_id = ? and v.account_key = d.account_key)
                     order by d.account_key""").params(run.target(), run.source(), run.runId()).query(String.class).list().stream()
                .filter(key -> !standing(run.target(), List.of(key)).isEmpty())
                .toList();
    }

    /** Whether a withdrawal is in force at all. */
    boolean anyWithdrawal(String target, String source) {
        return store.jdbc().sql("""
                             select count(*) from decision where target = ? and source = ? and kind = 'WITHDRAW'
                               and state in ('OPEN', 'APPLIED')""").params(target, source).query(Integer.class).single() > 0;
    }

    /** The bytes of the newest item about an account that tells a record: at a report date, or at all. */
    byte @Nullable [] newestItem(String target, String accountKey, @Nullable LocalDate reportDate) {
        var query = store.jdbc()
                .sql("select i.run_id, i.range_number, i.send_class, i.block_offset, i.block_length from report_item i"
                        + " join item_block b on b.run_id = i.run_id and b.range_number = i.range_number"
                        + " and b.send_class = i.send_class"
                        + " where i.account_key = ? and i.target = ? and i.kind not in ('DELETION', 'DELETE_ALL')"
                        + ACCOUNTS_ONLY
                        + (reportDate == null ? "" : " and i.report_date = ?")
                        + " order by i.sequence desc fetch first row only")
                .params(accountKey, target);
        return (reportDate == null ? query : query.param(reportDate))
                .query((row, number) -> new ItemBlocks(store)
                        .item(row.getLong(1), row.getInt(2), row.getString(3), row.getInt(4), row.getInt(5)))
                .optional()
                .orElse(null);
    }
}
