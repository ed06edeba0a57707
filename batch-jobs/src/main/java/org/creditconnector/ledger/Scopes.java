package org.creditconnector.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which accounts runs read, and what the ledger knows of the accounts that a run might leave out. An account may be left out when an
 * earlier run has looked at it, nothing it reported is unanswered or was refused, no person decided anything about it, and its day
 * ({@code look_on}) has not come: then only changed rows can make it say something.
 */
public final class Scopes {
    private static final int BATCH = 1_000;

    private final Store store;
    private final Lease lease;
    private final RunBook runs;

    /** @param store where the runs are kept */
    public Scopes(Store store) {
        this.store = store;
        this.lease = new Lease(store);
        this.runs = new RunBook(store);
    }

    /**
     * An earlier run of the same target and source all of whose ranges were stored.
     *
     * @param run the run
     * @param scope what it read
     */
    public record Earlier(Run run, RunScope scope) {}

    /** Which accounts a run reads; all of them, for all the ledger knows, before {@link #save}. */
    public RunScope of(long runId) {
        return store.jdbc()
                .sql("select changes_only, scope_reason, changes_since, basis, accounts_in_source, left_out"
                        + " from submission_run where run_id = ?")
                .param(runId)
                .query(Scopes::scope)
                .single();
    }

    private static RunScope scope(ResultSet row, int number) throws SQLException {
        return new RunScope(
                row.getBoolean(1),
                row.getString(2),
                row.getObject(3, LocalDateTime.class),
                row.getString(4),
                row.getObject(5, Long.class),
                row.getLong(6));
    }

    /** The newest run before this one that has read what it was to read, whatever became of it then. */
    public Optional<Earlier> before(Run run) {
        return newest(run, "");
    }

    /** The newest run before this one that has read all accounts. */
    public Optional<Earlier> allBefore(Run run) {
        return newest(run, " and not r.changes_only");
    }

    private Optional<Earlier> newest(Run run, String which) {
        return store.jdbc()
                .sql("""
                     select r.run_id from submission_run r where r.target = ? and r.source = ? and r.run_id < ?
                       and r.state <> 'OPENED'
                       and exists (select 1 from key_range k where k.run_id = r.run_id and k.kind = 'ACCOUNTS')
                       and not exists (select 1 from key_range k where k.run_id = r.run_id and k.state <> 'STORED')""" + which + " order by r.run_id desc fetch first row only")
                .params(run.target(), run.source(), run.runId())
                .query(Long.class)
                .optional()
                .map(runId -> new Earlier(runs.require(runId), of(runId)));
    }

    /** Whether what is on file at the run's target was changed from outside a night since an earlier run was opened. */
    public boolean isFileChangedSince(Run earlier) {
        return store.jdbc()
                        .sql("select count(*) from target_state where target = ? and read_all_since >= ?")
                        .params(earlier.target(), earlier.openedAt())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** What is on file at a target was changed from outside a night: the next night looks at everything. */
    void fileChanged(String target) {
        store.jdbc()
                .sql("update target_state set read_all_since = clock_timestamp() where target = ?")
                .param(target)
                .update();
    }

    /** Accounts known to be open of which nobody knows when they must be looked at again. */
    public long unplanned(Run run) {
        return store.jdbc()
                .sql("""
                     select count(*) from source_account where target = ? and source = ? and open_account
                       and (range_key is null or look_on is null)""")
                .params(run.target(), run.source())
                .query(Long.class)
                .single();
    }

    /**
     * Range keys of the accounts that must be looked at whether their rows changed or not, in no order: those whose day has come, and
     * those that were last looked at by a run that reported them and is not over yet, whatever day they were given.
     */
    public List<String> due(Run run) {
        List<String> due = new ArrayList<>(store.jdbc()
                .sql("select range_key from source_account where target = ? and source = ? and look_on <= ?"
                        + " and range_key is not null")
                .params(run.target(), run.source(), run.asOf())
                .query(String.class)
                .list());
        due.addAll(store.jdbc()
                .sql("""
                     select distinct a.range_key from submission_run r join report_item i on i.run_id = r.run_id
                     join source_account a on a.target = r.target and a.account_key = i.account_key and a.source = r.source
                       and a.last_run = r.run_id
                     where r.target = ? and r.source = ? and r.run_id <> ? and r.state not in ('RECONCILED', 'DECLINED')
                       and a.look_on > ? and a.range_key is not null""")
                .params(run.target(), run.source(), run.runId(), run.asOf())
                .query(String.class)
                .list());
        return due;
    }

    /**
     * Fixes what a run reads, once: later calls change nothing.
     *
     * @param ranges bounds of ranges; lists of keys are those that {@code keys} has
     * @param keys keys of the lists as text, by number of the range
     * @return the ranges as they are stored
     */
    public List<StoredRange> save(
            long runId, RunScope scope, List<StoredRange> ranges, Map<Integer, List<String>> keys, LeaseToken token) {
        return store.transactions().execute(status -> {
            boolean fixed = !runs.ranges(runId).isEmpty();
            List<StoredRange> saved = runs.saveRanges(runId, ranges, token);
            if (fixed) {
                return saved;
            }
            store.jdbc()
                    .sql("""
                         update submission_run set changes_only = ?, scope_reason = ?, changes_since = ?, basis = ?,
                           accounts_in_source = ? where run_id = ?""")
                    .param(scope.changesOnly())
                    .param(Text.lineOrNull(scope.reason(), 500))
                    .param(scope.since())
                    .param(scope.basis())
                    .param(scope.accountsInSource())
                    .param(runId)
                    .update();
            if (scope.changesOnly()) {
                ask(runId, keys);
                expectWhoIsAsked(runId);
            }
            lease.assertHeld(token);
            return runs.ranges(runId);
        });
    }

    private void ask(long runId, Map<Integer, List<String>> keys) {
        record Asked(int range, String key) {}
        List<Asked> asked = new ArrayList<>();
        keys.forEach((range, of) -> of.forEach(key -> asked.add(new Asked(range, key))));
        store.template()
                .batchUpdate(
                        "insert into asked_key (run_id, range_number, range_key) values (?, ?, ?)",
                        asked,
                        BATCH,
                        (statement, one) -> {
                            statement.setLong(1, runId);
                            statement.setInt(2, one.range());
                            statement.setString(3, one.key());
                        });
        store.template()
                .batchUpdate(
                        "update key_range set listed = true where run_id = ? and range_number = ?",
                        List.copyOf(keys.keySet()),
                        BATCH,
                        (statement, range) -> {
                            statement.setLong(1, runId);
                            statement.setInt(2, range);
                        });
    }

    /** Of the accounts that are known to be open, the run is to see those it asks for again. */
    private void expectWhoIsAsked(long runId) {
        Run run = runs.require(runId);
        long asked = store.jdbc()
                .sql("select count(*) from source_account s where s.target = ? and s.source = ? and s.first_run < ?"
                        + " and s.open_account = (s.changed_run <= ?) and" + asked(runId))
                .params(run.target(), run.source(), runId, runId)
                .query(Long.class)
                .single();
        store.jdbc()
                .sql("update submission_run set left_out = open_before - ?, open_before = ? where run_id = ?")
                .params(asked, asked, runId)
                .update();
    }

    /** Whether a run asked for the account {@code s}, as a condition of a statement. */
    static String asked(long runId) {
        return " exists (select 1 from asked_key q where q.run_id = " + runId + " and q.range_key = s.range_key)";
    }

    /** Keys of a list, in no order. */
    public List<String> keys(long runId, int rangeNumber) {
        return store.jdbc()
                .sql("select range_key from asked_key where run_id = ? and range_number = ?")
                .params(runId, rangeNumber)
                .query(String.class)
                .list();
    }

    /** From when on the accounts of these keys are looked at, whatever happens: something happened to them outside their rows. */
    void lookAgain(String target, List<String> accountKeys) {
        if (accountKeys.isEmpty()) {
            return;
        }
        store.ledByKeys(() -> store.jdbc()
                .sql("update source_account set look_on = date '1900-01-01'"
                        + " where target = ? and account_key = any(?) and look_on is not null")
                .params(target, SqlArrays.text(accountKeys))
                .update());
    }

    /** The same of all accounts of which a run has items. */
    void lookAgainAt(long runId) {
        store.jdbc().sql("""
                     update source_account set look_on = date '1900-01-01'
                     where look_on is not null and (target, account_key) in (
                       select i.target, i.account_key from report_item i where i.run_id = ?)""").param(runId).update();
    }

    /**
     * A run is over: what it reported waits for the day that it was given, see {@link #due}. What of it the registry does not have is
     * looked at again.
     */
    void settle(long runId) {
        Run run = runs.require(runId);
        store.jdbc().sql("""
                     update source_account set look_on = date '1900-01-01'
                     where target = ? and source = ? and last_run = ? and look_on > date '1900-01-01' and account_key in (
                       select i.account_key from report_item i
                       where i.run_id = ? and i.state in ('STAGED', 'REJECTED', 'WITHDRAWN'))""").params(run.target(), run.source(), runId, runId).update();
    }
}
