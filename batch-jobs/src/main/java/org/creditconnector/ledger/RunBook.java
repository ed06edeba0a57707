package org.creditconnector.ledger;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs and their key ranges. */
final class RunBook {
    /** Rows fetched at a time where a whole run is walked. */
    /** States of a run that the registry has all of, as a list in SQL. */
    static final String SENT = "('DELIVERED', 'UNBALANCED', 'RECONCILED')";

    private static final int FETCH = 5_000;

    private static final String SELECT = """
            select run_id, target, source, business_date, pass, state, as_of, lender_code, mapping_version, second_person, again_reason,
              changes_only, decision, decided_by, decision_reason, decided_hash, decided_at, opened_at, ended_at, exit_code, cause
            from submission_run""";

    private final Store store;
    private final Lease lease;
    private final Moves moves;
    private final AuditTrail audit;

    RunBook(Store store) {
        this.store = store;
        this.lease = new Lease(store);
        this.moves = new Moves(store);
        this.audit = new AuditTrail(store);
    }

    Run open(RunOrder order, LeaseToken token) {
        return store.transactions().execute(status -> {
            store.lockLedger();
            Optional<Run> newest = newest(order.target(), order.source(), order.businessDate());
            Run run;
            if (newest.isEmpty()) {
                run = insert(order, 1);
            } else if (order.again() != null && newest.get().state().ended()) {
                run = insert(order, newest.get().pass() + 1);
                audit.record(
                        order.again().author(),
                        "AGAIN",
                        run.name(),
                        order.again().reason(),
                        null);
            } else {
                run = newest.get();
            }
            lease.assertHeld(token);
            return run;
        });
    }

    private Run insert(RunOrder order, int pass) {
        long runId = store.jdbc()
                .sql("select coalesce(max(run_id), 0) + 1 from submission_run")
                .query(Long.class)
                .single();
        long openBefore = store.jdbc()
                .sql("select count(*) from source_account where target = ? and source = ? and open_account")
                .params(order.target(), order.source())
                .query(Long.class)
                .single();
        RunOrder.Again again = order.again();
        store.jdbc()
                .sql("""
                     insert into submission_run (run_id, target, source, business_date, pass, state, as_of, lender_code,
                       mapping_version, again_author, again_reason, open_before, opened_at)
                     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp())""")
                .param(runId)
                .param(order.target())
                .param(order.source())
                .param(order.businessDate())
                .param(pass)
                .param(RunState.OPENED.name())
                .param(order.asOf())
                .param(order.lenderCode())
                .param(order.mappingVersion())
                .param(again == null ? null : Text.line(again.author(), 300))
                .param(again == null ? null : Text.line(again.reason(), 2000))
                .param(openBefore)
                .update();
        return require(runId);
    }

    Run require(long runId) {
        return find(runId).orElseThrow(() -> new IllegalArgumentException("there is no run " + runId));
    }

    Optional<Run> find(long runId) {
        return store.jdbc()
                .sql(SELECT + " where run_id = ?")
                .param(runId)
                .query(RunBook::read)
                .optional();
    }

    Optional<Run> find(String target, String source, LocalDate businessDate, int pass) {
        return store.jdbc()
                .sql(SELECT + " where target = ? and source = ? and business_date = ? and pass = ?")
                .params(target, source, businessDate, pass)
                .query(RunBook::read)
                .optional();
    }

    Optional<Run> newest(String target, String source, LocalDate businessDate) {
        return store.jdbc()
                .sql(
                        SELECT
                                + " where target = ? and source = ? and business_date = ? order by pass desc fetch first row only")
                .params(target, source, businessDate)
                .query(RunBook::read)
                .optional();
    }

    /** Runs of a target, newest business date first. */
    List<Run> since(String target, LocalDate first) {
        return store.jdbc()
                .sql(SELECT + " where target = ? and business_date >= ? order by business_date desc, run_id desc")
                .params(target, first)
                .query(RunBook::read)
                .list();
    }

    /** The last run of the same target and source that was sent and is true for no later date. */
    Optional<Run> lastSent(Run run) {
        return store.jdbc()
                .sql(SELECT
                        + " where target = ? and source = ? and as_of <= ? and run_id <> ?"
                        + " and state in " + SENT
                        + " order by as_of desc, run_id desc fetch first row only")
                .params(run.target(), run.source(), run.asOf(), run.runId())
                .query(RunBook::read)
                .optional();
    }

    /** Runs of a target that have not ended, oldest first. */
    List<Run> notEnded(String target) {
        return store.jdbc()
                .sql(
                        SELECT
                                + " where target = ? and state not in ('RECONCILED', 'DECLINED') order by business_date, run_id")
                .param(target)
                .query(RunBook::read)
                .list();
    }

    /** Runs whose last ending nobody was told of, oldest first; what a person declined is known to that person. */
    List<Run> untold(String target) {
        return store.jdbc().sql(SELECT + """
                         where target = ? and state <> 'DECLINED'
                          and (exit_code <> coalesce(told_exit, -1) or (state = 'RECONCILED' and told_exit is null))
                        order by business_date, run_id""").param(target).query(RunBook::read).list();
    }

    /** People know of this ending; one that was written down since is still to be told. */
    void told(long runId, int exitCode) {
        store.jdbc()
                .sql("update submission_run set told_exit = ? where run_id = ? and coalesce(exit_code, 0) = ?")
                .params(exitCode, runId, exitCode)
                .update();
    }

    private static Run read(ResultSet row, int number) throws SQLException {
        String decision = row.getString("decision");
        return new Run(
                row.getLong("run_id"),
                row.getString("target"),
                row.getString("source"),
                row.getObject("business_date", LocalDate.class),
                row.getInt("pass"),
                RunState.valueOf(row.getString("state")),
                row.getObject("as_of", LocalDate.class),
                row.getString("lender_code"),
                row.getString("mapping_version"),
                row.getBoolean("second_person"),
                row.getString("again_reason"),
                row.getBoolean("changes_only"),
                decision == null
                        ? null
                        : new Run.Decision(
                                decision.equals("APPROVED"),
                                row.getString("decided_by"),
                                row.getString("decision_reason"),
                                row.getString("decided_hash"),
                                row.getObject("decided_at", OffsetDateTime.class)),
                row.getObject("opened_at", OffsetDateTime.class),
                row.getObject("ended_at", OffsetDateTime.class),
                row.getObject("exit_code", Integer.class),
                row.getString("cause"));
    }

    void move(long runId, RunState from, RunState to, LeaseToken token) {
        store.transactions().executeWithoutResult(status -> {
            moves.moveRun(runId, from, to);
            lease.assertHeld(token);
        });
    }

    Run madeWith(Run run, String version, Release release, LeaseToken token) {
        return store.transactions().execute(status -> {
            Run now = require(run.runId());
            if (now.state() == RunState.OPENED) {
                noteRelease(run.runId(), release);
            }
            if (now.state() == RunState.OPENED && !now.mappingVersion().equals(version)) {
                store.jdbc().sql("""
                             insert into earlier_version (run_id, mapping_version)
                             select r.run_id, r.mapping_version from submission_run r where r.run_id = ?
                              and exists (select 1 from key_range k where k.run_id = r.run_id and k.state = 'STORED')
                              and not exists (select 1 from earlier_version e
                                where e.run_id = r.run_id and e.mapping_version = r.mapping_version)""").param(run.runId()).update();
                store.jdbc()
                        .sql("update submission_run set mapping_version = ? where run_id = ?")
                        .params(version, run.runId())
                        .update();
            }
            lease.assertHeld(token);
            return require(run.runId());
        });
    }

    private void noteRelease(long runId, Release release) {
        Release before = release(runId).orElse(null);
        boolean begun = ranges(runId).stream().anyMatch(StoredRange::stored);
        if (before != null && List.of(before.pin().split("\\+")).contains(release.pin())) {
            return;
        }
        Release now = before == null || !begun
                ? release
                : new Release(before.pin() + "+" + release.pin(), before.name() + "+" + release.name());
        store.jdbc()
                .sql("update submission_run set release_pin = ?, release_name = ? where run_id = ?")
                .params(Text.line(now.pin(), 300), Text.line(now.name(), 300), runId)
                .update();
    }

    /** The release that made a run's records; empty for runs of before this was kept. */
    Optional<Release> release(long runId) {
        return store.jdbc()
                .sql(
                        "select release_pin, release_name from submission_run where run_id = ? and release_pin is not null")
                .param(runId)
                .query((row, number) -> new Release(row.getString(1), row.getString(2)))
                .optional();
    }

    /** Versions of the source folder that stored ranges of a run were made with, beside its own; mostly none. */
    List<String> earlierVersions(long runId) {
        return store.jdbc().sql("""
                     select e.mapping_version from earlier_version e join submission_run r on r.run_id = e.run_id
                     where e.run_id = ? and e.mapping_version <> r.mapping_version order by e.mapping_version""").param(runId).query(String.class).list();
    }

    /** Writes down why a run stops, and stops it. What once needed a second person goes on needing one. */
    void hold(long runId, RunState from, List<String> reasons, boolean secondPerson, LeaseToken token) {
        store.transactions().executeWithoutResult(status -> {
            if (secondPerson) {
                store.jdbc()
                        .sql("update submission_run set second_person = true where run_id = ?")
                        .param(runId)
                        .update();
            }
            store.jdbc()
                    .sql("delete from gate_reason where run_id = ?")
                    .param(runId)
                    .update();
            for (int number = 1; number <= reasons.size(); number++) {
                store.jdbc()
                        .sql("insert into gate_reason (run_id, reason_number, sentence) values (?, ?, ?)")
                        .params(runId, number, Text.line(reasons.get(number - 1), 2000))
                        .update();
            }
            moves.moveRun(runId, from, RunState.HELD);
            lease.assertHeld(token);
        });
    }

    List<String> gateReasons(long runId) {
        return store.jdbc()
                .sql("select sentence from gate_reason where run_id = ? order by reason_number")
                .param(runId)
                .query(String.class)
                .list();
    }

    void recordAttempt(long runId, int exitCode, @Nullable String cause, LeaseToken token) {
        store.transactions().executeWithoutResult(status -> {
            store.jdbc()
                    .sql("update submission_run set exit_code = ?, cause = ? where run_id = ?")
                    .param(exitCode)
                    .param(Text.lineOrNull(cause, 2000))
                    .param(runId)
                    .update();
            // How an attempt ended may be told late, but not over the words of whoever came after it.
            lease.assertNotOvertaken(token);
        });
    }

    List<StoredRange> saveRanges(long runId, List<StoredRange> ranges, LeaseToken token) {
        return store.transactions().execute(status -> {
            store.jdbc()
                    .sql("select run_id from submission_run where run_id = ? for update")
                    .param(runId)
                    .query(Long.class)
                    .single();
            List<StoredRange> before = ranges(runId);
            if (!before.isEmpty()) {
                return before;
            }
            store.template().batchUpdate("""
                            insert into key_range (run_id, range_number, lower_bound, upper_bound, state)
                            values (?, ?, ?, ?, 'OPEN')""", ranges, 1_000, (statement, range) -> {
                statement.setLong(1, runId);
                statement.setInt(2, range.number());
                statement.setString(3, range.from());
                statement.setString(4, range.to());
            });
            lease.assertHeld(token);
            return ranges(runId);
        });
    }

    List<StoredRange> ranges(long runId) {
        return store.jdbc()
                .sql("""
                     select range_number, lower_bound, upper_bound, state, listed from key_range where run_id = ? and kind = 'ACCOUNTS'
                     order by range_number""")
                .param(runId)
                .query((row, number) -> new StoredRange(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4).equals("STORED"),
                        row.getBoolean(5)))
                .list();
    }

    /** The newest run of all that were opened. */
    long newestRunId() {
        return store.jdbc()
                .sql("select coalesce(max(run_id), 0) from submission_run")
                .query(Long.class)
                .single();
    }

    /**
     * What {@code changed_run} is set to by a run: where a later one was opened meanwhile, that one counts by how accounts stood when
     * it was opened, so that only runs opened from now on see the change.
     */
    long changeBy(long runId) {
        long newest = newestRunId();
        return newest > runId ? newest + 1 : runId;
    }

    /**
     * Keys under which the registry knew accounts that the run, which is the parameter, tells under another one. They stand among the
     * accounts whose key was not seen, and the account book counts them as seen again.
     */
    static final String RENAMED = """
            select o.account_key from report_item i join report_item o on o.item_id = i.supersedes
            where i.run_id = ? and i.kind = 'ID_CHANGE' and i.subject like 'account:%'""";

    long settleVanished(long runId, LeaseToken token) {
        return store.transactions().execute(status -> {
            Run run = require(runId);
            if (store.jdbc()
                            .sql("select count(*) from key_range where run_id = ? and state <> 'STORED'")
                            .param(runId)
                            .query(Long.class)
                            .single()
                    > 0) {
                throw new IllegalStateException("run " + run.name() + " has ranges that are not stored yet");
            }
            // A run that asked for some accounts cannot tell what became of the others.
            String asked = run.changesOnly() ? " and" + Scopes.asked(runId) : "";
            store.jdbc()
                    .sql("""
                         insert into vanished_account (run_id, account_key)
                         select cast(? as bigint), s.account_key from source_account s
                         where s.target = ? and s.source = ? and s.first_run < ?
                           and s.open_account = (s.changed_run <= ?)""" + asked + """
                           and (s.last_run < ? or (s.last_run > ? and not exists (
                             select 1 from account_verdict v where v.run_id = ? and v.account_key = s.account_key)))
                           and not exists (
                             select 1 from vanished_account n where n.run_id = ? and n.account_key = s.account_key)""")
                    .params(runId, run.target(), run.source(), runId, runId, runId, runId, runId, runId)
                    .update();
            store.jdbc()
                    .sql("""
                         update source_account s set open_account = false, changed_run = ?, look_on = null
                         where s.target = ? and s.source = ? and s.open_account and s.last_run < ?""" + asked)
                    .params(changeBy(runId), run.target(), run.source(), runId)
                    .update();
            long vanished = store.jdbc()
                    .sql("select count(*) from vanished_account where run_id = ? and account_key not in (" + RENAMED
                            + ")")
                    .params(runId, runId)
                    .query(Long.class)
                    .single();
            store.jdbc()
                    .sql("update submission_run set vanished = ? where run_id = ?")
                    .params(vanished, runId)
                    .update();
            lease.assertHeld(token);
            return vanished;
        });
    }

    String contentHash(long runId) {
        return store.transactions().execute(status -> {
            MessageDigest digest = Digests.sha256();
            store.template()
                    .query(
                            connection -> {
                                var statement = connection.prepareStatement("""
                                        select item_id, content_hash from report_item
                                        where run_id = ? and state not in ('WITHDRAWN', 'SUPERSEDED')
                                        order by item_id""");
                                statement.setFetchSize(FETCH);
                                statement.setLong(1, runId);
                                return statement;
                            },
                            row -> {
                                Digests.line(digest, row.getString(1) + "\t" + row.getString(2));
                            });
            return Digests.hex(digest);
        });
    }

    void decide(long runId, boolean approve, String seen, String author, String reason) {
        store.transactions().executeWithoutResult(status -> {
            store.lockLedger();
            new Targets(store).lock(require(runId).target());
            Run run = require(runId);
            if (approve && !run.state().waitsForApproval()) {
                throw new IllegalArgumentException("run " + run.name() + " is " + run.state()
                        + "; only one that is HELD or AWAITING_SIGN_OFF can be approved");
            }
            if (approve) {
                new Publications(store).demandSecondPerson(run, author);
            }
            String hash = contentHash(runId);
            if (!hash.startsWith(seen)) {
                throw new StaleStateException("the content of run " + run.name() + " is " + hash + ", expected " + seen
                        + "…: it is not what was looked at");
            }
            audit.record(author, approve ? "APPROVE" : "DECLINE", run.name(), reason, hash);
            moves.moveRun(runId, run.state(), approve ? RunState.RELEASED : RunState.DECLINED);
            store.jdbc()
                    .sql("""
                         update submission_run set decision = ?, decided_by = ?, decision_reason = ?, decided_hash = ?,
                           decided_at = clock_timestamp() where run_id = ?""")
                    .param(approve ? "APPROVED" : "DECLINED")
                    .param(Text.line(author, 300))
                    .param(Text.line(reason, 2000))
                    .param(hash)
                    .param(runId)
                    .update();
            if (!approve) {
                withdrawAll(runId);
                expectAgain(runId);
            }
        });
    }

    /** What a declined night did not see may have been its fault: the runs after it expect those accounts still. */
    private void expectAgain(long runId) {
        Run run = require(runId);
        store.jdbc().sql("""
                     update source_account set open_account = true,
                       changed_run = (select max(run_id) + 1 from submission_run)
                     where target = ? and source = ? and last_run < ? and not open_account and account_key in (
                       select account_key from vanished_account where run_id = ?)""").params(run.target(), run.source(), runId, runId).update();
    }

    /** Takes back everything of a run of which nothing was sent. */
    private void withdrawAll(long runId) {
        for (String packageId : store.jdbc()
                .sql("select package_id from submission_package where run_id = ? and state <> 'WITHDRAWN'")
                .param(runId)
                .query(String.class)
                .list()) {
            moves.movePackage(packageId, PackageState.BUILT, PackageState.WITHDRAWN);
        }
        new Scopes(store).lookAgainAt(runId);
        store.jdbc()
                .sql("update report_item set state = 'WITHDRAWN' where run_id = ? and state = 'STAGED'")
                .param(runId)
                .update();
    }
}
