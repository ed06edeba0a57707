package org.creditconnector.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Compares the verdicts of a run with those of the last sent one, in the database: a few joins by key, whatever the number of
 * accounts. Held accounts have no say: nothing of them was sent before, nothing is sent now. Where this run or the last sent one read
 * only what had changed, each account is compared with the last sent run that looked at it.
 */
final class Comparing {
    /** Runs that the registry has, of the lender as it was tonight or before. */
    private static final String SENT_BEFORE =
            "s.target = :target and s.source = :source and s.as_of <= :asOf and s.run_id <> :run and s.state in "
                    + RunBook.SENT;

    /** The last such run that looked at an account of tonight. */
    private static final String LAST_LOOK = """
            (select max(x.run_id) from account_verdict x join submission_run s on s.run_id = x.run_id
             where x.account_key = t.account_key and x.verdict <> 'HELD' and x.account_status is not null
               and\s""" + SENT_BEFORE + ")";

    /** The last night that read all accounts. */
    private static final String LAST_OF_ALL =
            "(select coalesce(max(s.run_id), 0) from submission_run s where s.changes_only = false and " + SENT_BEFORE
                    + ")";

    /** The last look at each account, as far as that night and those after it tell: one pass over them. */
    private static final String LAST_LOOKS = """
            (select x.account_key, max(x.run_id) as last_run from account_verdict x
             where x.verdict <> 'HELD' and x.account_status is not null
               and x.run_id in (select s.run_id from submission_run s where s.run_id >=\s""" + LAST_OF_ALL + " and " + SENT_BEFORE + ") group by x.account_key)";

    /** Accounts of a night that read what changed: few, looked up one by one. */
    private static final String OF_FEW = "select t.*, " + LAST_LOOK + " as last_run from account_verdict t";

    /**
     * Accounts of a night that read all. Only who is in none of {@link #LAST_LOOKS}, new or held for long, is looked up by itself: a million
     * look-ups took more than a minute.
     */
    private static final String OF_ALL = "select t.*, coalesce(n.last_run, " + LAST_LOOK
            + ") as last_run from account_verdict t left join " + LAST_LOOKS + " n on n.account_key = t.account_key";

    /** Accounts that both runs know, with what each says of them. */
    private static final String BOTH = """
            from account_verdict t
            join account_verdict b on b.run_id = :before and b.account_key = t.account_key
            where t.run_id = :run and t.verdict <> 'HELD' and t.account_status is not null
              and b.verdict <> 'HELD' and b.account_status is not null""";

    /** A good customer: live, and not late. */
    private static final String GOOD = "b.days_past_due = 0 and b.account_status not in ('CLOSED', 'NOT_ACTIVATED')";

    private static final String PAIRS = """
            select t.account_key, t.account_status as now_status, t.days_past_due as now_late, t.currency as now_currency,
              b.account_status as was_status, b.days_past_due as was_late, b.currency as was_currency,
              cast(:days as bigint) as days, cast(:before as bigint) as before_run, false as was_missing\s""" + BOTH;

    /**
     * Accounts of tonight that the run before held or did not have, beside the last sent run that knew them. New accounts have no
     * such run.
     */
    private static final String PAIRS_FURTHER_BACK = """
            select t.account_key, t.account_status as now_status, t.days_past_due as now_late, t.currency as now_currency,
              b.account_status as was_status, b.days_past_due as was_late, b.currency as was_currency,
              cast((extract(epoch from cast(:asOf as date)) - extract(epoch from r.as_of)) / 86400 as bigint) as days,
              coalesce(l.last_run, cast(:before as bigint)) as before_run, l.was_missing
            from (
              select t.account_key, t.was_missing,\s""" + LAST_LOOK + " as last_run " + """
              from (
                select t.account_key, case when b.account_key is null then true else false end as was_missing
                from account_verdict t
                left join account_verdict b on b.run_id = :before and b.account_key = t.account_key
                where t.run_id = :run and t.verdict <> 'HELD' and t.account_status is not null
                  and (b.account_key is null or b.verdict = 'HELD')
              ) t
              join source_account a on a.target = :target and a.source = :source and a.account_key = t.account_key
              where a.first_run <= :before
            ) l
            join account_verdict t on t.run_id = :run and t.account_key = l.account_key
            left join account_verdict b on b.run_id = l.last_run and b.account_key = l.account_key
            left join submission_run r on r.run_id = l.last_run""";

    private static final String KIND =
            """
            case
              when p.was_status = 'CLOSED' and p.now_status in ('NOT_ACTIVATED', 'OPEN', 'OVERPAID', 'FROZEN') then 'REOPENED'
              when p.was_currency <> p.now_currency then 'CURRENCY_CHANGED'
              when p.now_late - p.was_late > p.days + :jumpDays then 'ARREARS_JUMPED'
              when cast(:mass as boolean) and p.was_late = 0 and p.now_late > 0
                and p.was_status not in ('CLOSED', 'NOT_ACTIVATED') then 'SUDDENLY_LATE'
              when p.was_missing then 'CAME_BACK'
              when\s""" + stage("p.now_status") + " < " + stage("p.was_status") + " then 'STATUS_BACKWARDS' end";

    private final Store store;
    private final Lease lease;
    private final RunBook runs;

    Comparing(Store store) {
        this.store = store;
        this.lease = new Lease(store);
        this.runs = new RunBook(store);
    }

    /** How far an account is in its life; null where the status says nothing of it. */
    private static String stage(String status) {
        return "(case " + status
                + " when 'NOT_ACTIVATED' then 0 when 'OPEN' then 1 when 'OVERPAID' then 1 when 'FROZEN' then 1"
                + " when 'CHARGED_OFF' then 2 when 'WRITTEN_OFF' then 2 when 'TRANSFERRED' then 2 when 'CLOSED' then 3 end)";
    }

    /** Compares a prepared run and lists its suspects; a second call finds the same. */
    PeriodComparison withLastSent(long runId, PeriodComparison.Limits limits, LeaseToken token) {
        return store.transactions().execute(status -> {
            Run run = runs.require(runId);
            Optional<Run> before = runs.lastSent(run);
            store.jdbc()
                    .sql("delete from gate_suspect where run_id = ?")
                    .param(runId)
                    .update();
            store.jdbc()
                    .sql("update submission_run set compared_with = ? where run_id = ?")
                    .param(before.map(Run::runId).orElse(null))
                    .param(runId)
                    .update();
            PeriodComparison found =
                    before.map(earlier -> compare(run, earlier, limits)).orElse(PeriodComparison.NOTHING);
            lease.assertHeld(token);
            return found;
        });
    }

    /** What {@link #withLastSent} found, from what it stored. */
    Map<SuspectKind, Long> suspects(long runId) {
        Map<SuspectKind, Long> suspects = new EnumMap<>(SuspectKind.class);
        store.jdbc()
                .sql("select kind, count(*) from gate_suspect where run_id = ? group by kind")
                .param(runId)
                .query(row -> {
                    suspects.put(SuspectKind.valueOf(row.getString(1)), row.getLong(2));
                });
        return suspects;
    }

    private PeriodComparison compare(Run run, Run before, PeriodComparison.Limits limits) {
        // A night that nobody looked at since it was stored would be taken for one account.
        store.lookAt("account_verdict");
        long days = before.asOf().until(run.asOf(), java.time.temporal.ChronoUnit.DAYS);
        if (run.changesOnly() || before.changesOnly()) {
            return compareWherever(run, before, days, limits);
        }
        long openBefore =
                store.jdbc().sql("""
                     select count(*) from account_verdict where run_id = ?
                       and (account_status is null or account_status <> 'CLOSED')""").param(before.runId()).query(Long.class).single();
        long[] late = store.jdbc()
                .sql("select count(*), count(case when t.days_past_due > 0 then 1 end) " + BOTH + " and " + GOOD)
                .param("run", run.runId())
                .param("before", before.runId())
                .query((row, number) -> new long[] {row.getLong(1), row.getLong(2)})
                .single();
        boolean mass = limits.isMass(late[1], late[0]);
        for (String pairs : List.of(PAIRS, PAIRS_FURTHER_BACK)) {
            bind(insert(pairs), pairs, run, before, days)
                    .param("jumpDays", limits.jumpDays())
                    .param("mass", mass)
                    .update();
        }
        vanished(run, before);
        return new PeriodComparison(before, days, openBefore, late[0], late[1], suspects(run.runId()));
    }

    /** What was left out is as good as it was: it counts among the good customers and the open accounts. */
    private PeriodComparison compareWherever(Run run, Run before, long days, PeriodComparison.Limits limits) {
        long[] known = store.jdbc()
                .sql("select open_before + left_out, left_out from submission_run where run_id = ?")
                .param(run.runId())
                .query((row, number) -> new long[] {row.getLong(1), row.getLong(2)})
                .single();
        String pairs = pairsWherever(run);
        long[] late = bind(
                        store.jdbc()
                                .sql("select count(*), count(case when p.now_late > 0 then 1 end) from ("
                                        + pairs
                                        + ") p where "
                                        + GOOD.replace("b.days_past_due", "p.was_late")
                                                .replace("b.account_status", "p.was_status")),
                        run)
                .query((row, number) -> new long[] {row.getLong(1), row.getLong(2)})
                .single();
        long good = late[0] + known[1];
        bind(insert(pairs), run)
                .param("jumpDays", limits.jumpDays())
                .param("mass", limits.isMass(late[1], good))
                .update();
        store.jdbc()
                .sql("""
                     insert into gate_suspect (run_id, account_key, kind, before_run)
                     select n.run_id, n.account_key, 'VANISHED', cast(:before as bigint) from vanished_account n
                     where n.run_id = :run and n.account_key not in (""" + RunBook.RENAMED.replace("?", ":run") + ")")
                .param("run", run.runId())
                .param("before", before.runId())
                .update();
        return new PeriodComparison(before, days, known[0], good, late[1], suspects(run.runId()));
    }

    /** Accounts of tonight beside the last sent run that looked at them, whichever that was. New accounts have no such run. */
    private static String pairsWherever(Run run) {
        return """
            select t.account_key, t.account_status as now_status, t.days_past_due as now_late, t.currency as now_currency,
              b.account_status as was_status, b.days_past_due as was_late, b.currency as was_currency,
              cast((extract(epoch from cast(:asOf as date)) - extract(epoch from r.as_of)) / 86400 as bigint) as days,
              t.last_run as before_run, exists (
                select 1 from vanished_account n where n.account_key = t.account_key and n.run_id > t.last_run
                  and n.run_id < :run and n.run_id in (
                    select s.run_id from submission_run s where s.target = :target and s.source = :source and s.state in\s""" + RunBook.SENT + """
                )) as was_missing
            from (""" + (run.changesOnly() ? OF_FEW : OF_ALL)
                + " where t.run_id = :run and t.verdict <> 'HELD' and t.account_status is not null" + """
            ) t
            join account_verdict b on b.run_id = t.last_run and b.account_key = t.account_key
            join submission_run r on r.run_id = t.last_run""";
    }

    private StatementSpec insert(String pairs) {
        return store.jdbc()
                .sql("insert into gate_suspect (run_id, account_key, kind, before_run)"
                        + " select cast(:run as bigint), k.account_key, k.kind, k.before_run from (select p.account_key, "
                        + KIND + " as kind, p.before_run from (" + pairs + ") p) k where k.kind is not null");
    }

    private static StatementSpec bind(StatementSpec statement, Run run) {
        return statement
                .param("run", run.runId())
                .param("target", run.target())
                .param("source", run.source())
                .param("asOf", run.asOf());
    }

    private static StatementSpec bind(StatementSpec statement, String pairs, Run run, Run before, long days) {
        StatementSpec bound = statement.param("run", run.runId()).param("before", before.runId());
        return pairs.equals(PAIRS)
                ? bound.param("days", days)
                : bound.param("target", run.target())
                        .param("source", run.source())
                        .param("asOf", run.asOf());
    }

    /** Accounts that were there and not closed, and are gone. A line that nobody could read names no account. */
    private void vanished(Run run, Run before) {
        store.jdbc()
                .sql("""
                     insert into gate_suspect (run_id, account_key, kind, before_run)
                     select cast(:run as bigint), b.account_key, 'VANISHED', b.run_id from account_verdict b
                     left join account_verdict t on t.run_id = :run and t.account_key = b.account_key
                     left join source_account a on a.target = :target and a.source = :source
                       and a.account_key = b.account_key and b.account_status is null
                     where b.run_id = :before and t.account_key is null and b.account_key <> b.source_position
                       and (b.account_status <> 'CLOSED' or (b.account_status is null and not coalesce(a.closed, false)))
                       and b.account_key not in (""" + RunBook.RENAMED.replace("?", ":run") + ")")
                .param("run", run.runId())
                .param("before", before.runId())
                .param("target", run.target())
                .param("source", run.source())
                .update();
    }
}
