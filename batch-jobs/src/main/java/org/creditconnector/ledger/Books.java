package org.creditconnector.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.creditconnector.totals.Difference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The books of a run, counted from the rows whenever they are asked for. */
public final class Books {
    private static final String KEPT_OUT =
            "feedback_inbox f join submission_package p on p.package_id = f.package_id and p.target = f.target"
                    + " where p.run_id = ? and f.state = 'QUARANTINED'";

    static final String SUBJECT_RANGES = "select range_number from key_range where run_id = ? and kind = 'SUBJECTS'";

    private final Store store;

    /** @param store where the rows are */
    public Books(Store store) {
        this.store = store;
    }

    /**
     * Amounts of one currency under one verdict.
     *
     * @param verdict what became of the accounts
     * @param currency ISO 4217; empty where not even the currency could be read
     * @param accounts number of accounts
     * @param amounts their sums
     */
    public record VerdictAmounts(AccountVerdict verdict, String currency, long accounts, Amounts amounts) {}

    /**
     * A range whose totals at the source are not what was booked.
     *
     * @param range the range
     * @param source what the source counted
     * @param booked what was booked
     */
    public record DifferingRange(StoredRange range, ControlTotals source, ControlTotals booked) {}

    /** The account book of a run. */
    public AccountBook accounts(long runId) {
        Map<AccountVerdict, Long> count = new EnumMap<>(AccountVerdict.class);
        store.jdbc()
                .sql("select verdict, count(*) from account_verdict where run_id = ? group by verdict")
                .param(runId)
                .query(row -> {
                    count.put(AccountVerdict.valueOf(row.getString(1)), row.getLong(2));
                });
        return store.jdbc()
                .sql("""
                     select (select coalesce(sum(source_accounts), 0) from key_range k where k.run_id = r.run_id),
                       (select coalesce(sum(seen_again), 0) from key_range k where k.run_id = r.run_id)
                         + (select count(*) from vanished_account n where n.run_id = r.run_id) - coalesce(vanished, 0),
                       open_before, coalesce(vanished, 0)
                     from submission_run r where run_id = ?""")
                .param(runId)
                .query((row, number) -> new AccountBook(
                        row.getLong(1),
                        count.getOrDefault(AccountVerdict.HELD, 0L),
                        count.getOrDefault(AccountVerdict.UNCHANGED, 0L),
                        count.getOrDefault(AccountVerdict.NOT_DUE, 0L),
                        count.getOrDefault(AccountVerdict.WAITING, 0L),
                        count.getOrDefault(AccountVerdict.REPORTED, 0L),
                        row.getLong(3),
                        row.getLong(2),
                        row.getLong(4)))
                .single();
    }

    /** Accounts of a run that wait because another run has staged something about them and not sent it. */
    public long waitingBehind(long runId, long otherRun) {
        return store.jdbc().sql("""
                     select count(*) from account_verdict v where v.run_id = ? and v.verdict = 'WAITING' and exists (
                       select 1 from report_item i
                       where i.account_key = v.account_key and i.run_id = ? and i.state = 'STAGED')""").params(runId, otherRun).query(Long.class).single();
    }

    /** Persons, agreements and collateral that a finding kept back. */
    public long heldSubjects(long runId) {
        return store.jdbc()
                .sql(
                        "select count(distinct position) from finding where run_id = ? and severity = 'ERROR' and range_number in ("
                                + SUBJECT_RANGES + ")")
                .params(runId, runId)
                .query(Long.class)
                .single();
    }

    /** How far the ranges of accounts of a run are. */
    public Preparation preparation(long runId) {
        return store.jdbc()
                .sql("""
                     select coalesce(sum(booked_accounts), 0), count(case when state = 'STORED' then 1 end), count(*) from key_range
                     where run_id = ? and kind = 'ACCOUNTS'""")
                .param(runId)
                .query((row, number) -> new Preparation(row.getLong(1), row.getInt(2), row.getInt(3)))
                .single();
    }

    /** The item book of a run. */
    public ItemBook items(long runId) {
        Map<String, Long> count = new HashMap<>();
        store.jdbc()
                .sql("select state, count(*) from report_item where run_id = ? group by state")
                .param(runId)
                .query(row -> {
                    count.put(row.getString(1), row.getLong(2));
                });
        long staged = store.jdbc()
                .sql("select coalesce(sum(item_count), 0) from key_range where run_id = ?")
                .param(runId)
                .query(Long.class)
                .single();
        return new ItemBook(
                staged,
                count.getOrDefault(ItemState.STAGED.name(), 0L),
                count.getOrDefault(ItemState.SENT.name(), 0L),
                count.getOrDefault(ItemState.ACCEPTED.name(), 0L),
                count.getOrDefault(ItemState.REJECTED.name(), 0L),
                count.getOrDefault(ItemState.WITHDRAWN.name(), 0L),
                count.getOrDefault(ItemState.SUPERSEDED.name(), 0L));
    }

    /** Corrections that a run reported while the source still showed the wrong value, by account and field; at most so many. */
    public List<StaleCorrection> staleCorrections(long runId, int most) {
        return store.jdbc()
                .sql("""
                     select account_key, path, message from finding where run_id = ? and rule_id = 'DECIDED-SOURCE-STALE'
                     order by account_key, path fetch first ? rows only""")
                .params(runId, most)
                .query((row, number) -> new StaleCorrection(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** Amounts of a run by verdict and currency, sorted. */
    public List<VerdictAmounts> amounts(long runId) {
        return store.jdbc()
                .sql("select verdict, coalesce(currency, '') as unit, count(*) as accounts, " + AmountColumns.SUMS
                        + " from account_verdict where run_id = ? group by verdict, currency order by verdict, unit")
                .param(runId)
                .query((row, number) -> new VerdictAmounts(
                        AccountVerdict.valueOf(row.getString("verdict")),
                        row.getString("unit"),
                        row.getLong("accounts"),
                        AmountColumns.read(row)))
                .list();
    }

    /** What the source counted in all ranges of a run. */
    public ControlTotals sourceTotals(long runId) {
        return rangeTotals(runId, "SOURCE", "source_accounts");
    }

    /** What all ranges of a run booked, as they were stored. */
    public ControlTotals bookedTotals(long runId) {
        return rangeTotals(runId, "BOOKED", "booked_accounts");
    }

    /** Ranges of a run whose totals at the source differ from what was booked, in order. */
    public List<DifferingRange> differingRanges(long runId) {
        Map<Integer, Map<String, TreeMap<String, Amounts>>> sums = new HashMap<>();
        store.jdbc()
                .sql("select range_number, side, currency, " + AmountColumns.NAMES
                        + " from range_total where run_id = ?")
                .param(runId)
                .query(row -> {
                    sums.computeIfAbsent(row.getInt(1), number -> new HashMap<>())
                            .computeIfAbsent(row.getString(2), side -> new TreeMap<>())
                            .put(row.getString(3), AmountColumns.read(row));
                });
        return store
                .jdbc()
                .sql("""
                     select range_number, lower_bound, upper_bound, source_accounts, booked_accounts, listed
                     from key_range where run_id = ? and state = 'STORED' order by range_number""")
                .param(runId)
                .query((row, number) -> {
                    Map<String, TreeMap<String, Amounts>> sides = sums.getOrDefault(row.getInt(1), Map.of());
                    return new DifferingRange(
                            new StoredRange(row.getInt(1), row.getString(2), row.getString(3), true, row.getBoolean(6)),
                            new ControlTotals(row.getLong(4), sides.getOrDefault("SOURCE", new TreeMap<>())),
                            new ControlTotals(row.getLong(5), sides.getOrDefault("BOOKED", new TreeMap<>())));
                })
                .list()
                .stream()
                .filter(one -> !one.source().minus(one.booked()).isZero())
                .toList();
    }

    /** What each account of a range was booked with, by account key. */
    public Map<String, ControlTotals> bookedAccounts(long runId, int rangeNumber) {
        Map<String, ControlTotals> booked = new TreeMap<>();
        store.jdbc()
                .sql("select account_key, currency, " + AmountColumns.NAMES
                        + " from account_verdict where run_id = ? and range_number = ?")
                .params(runId, rangeNumber)
                .query(row -> {
                    String currency = row.getString(2);
                    booked.put(
                            row.getString(1),
                            currency == null
                                    ? ControlTotals.ofUnreadable()
                                    : ControlTotals.of(currency, AmountColumns.read(row)));
                });
        return booked;
    }

    private ControlTotals rangeTotals(long runId, String side, String column) {
        long accounts = store.jdbc()
                .sql("select coalesce(sum(" + column + "), 0) from key_range where run_id = ?")
                .param(runId)
                .query(Long.class)
                .single();
        SortedMap<String, Amounts> sums = new TreeMap<>();
        store.jdbc()
                .sql("select currency, " + AmountColumns.SUMS
                        + " from range_total where run_id = ? and side = ? group by currency")
                .params(runId, side)
                .query(row -> {
                    sums.put(row.getString(1), AmountColumns.read(row));
                });
        return new ControlTotals(accounts, sums);
    }

    /**
     * What the accounts of a run were lent or granted, by currency, without those that were held in it or in another run: what two
     * nights can be compared by. Principal and credit limit in one sum; a figure that the source does not have adds nothing.
     */
    public SortedMap<String, BigDecimal> grantedWithoutHeld(long runId, long otherRunId) {
        SortedMap<String, BigDecimal> granted = new TreeMap<>();
        bookedTotals(runId).amounts().forEach((currency, amounts) -> granted.put(currency, granted(amounts)));
        RowCallbackHandler takeAway = row ->
                granted.merge(row.getString(1), granted(AmountColumns.read(row)).negate(), BigDecimal::add);
        store.jdbc()
                .sql("select v.currency, " + AmountColumns.SUMS + """
                      from account_verdict v
                     where v.run_id = ? and v.verdict = 'HELD' and v.currency is not null group by v.currency""")
                .param(runId)
                .query(takeAway);
        // Two statements, each led by the index on (run, verdict): what they cost follows the held accounts, not the
        // portfolio.
        store.jdbc()
                .sql("select v.currency, " + AmountColumns.sumsOf("v") + """
                      from account_verdict h
                     join account_verdict v on v.run_id = ? and v.account_key = h.account_key
                     where h.run_id = ? and h.verdict = 'HELD' and v.verdict <> 'HELD' and v.currency is not null
                     group by v.currency""")
                .params(runId, otherRunId)
                .query(takeAway);
        return granted;
    }

    private static BigDecimal granted(Amounts amounts) {
        return orZero(amounts.principal()).add(orZero(amounts.creditLimit()));
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    /** Rows that the child queries gave in all ranges of a run, by query name. */
    public SortedMap<String, Long> rows(long runId) {
        SortedMap<String, Long> rows = new TreeMap<>();
        store.jdbc()
                .sql("select query_name, sum(row_count) from range_rows where run_id = ? group by query_name")
                .param(runId)
                .query(row -> {
                    rows.put(row.getString(1), row.getLong(2));
                });
        return rows;
    }

    /** Seconds from the opening of a run until its last range was stored; 0 where none is. */
    public double secondsOfReading(long runId) {
        return store.jdbc()
                .sql("""
                     select r.opened_at, coalesce(max(k.stored_at), r.opened_at) from submission_run r
                     left join key_range k on k.run_id = r.run_id where r.run_id = ? group by r.opened_at""")
                .param(runId)
                .query((row, number) ->
                        between(row.getObject(1, OffsetDateTime.class), row.getObject(2, OffsetDateTime.class)))
                .single();
    }

    private static double between(OffsetDateTime begin, OffsetDateTime end) {
        return Duration.between(begin, end).toMillis() / 1000.0;
    }

    /** Number of packages of a run that count: not refused, not withdrawn. */
    public int packages(long runId) {
        return store.jdbc()
                .sql("select count(*) from submission_package where run_id = ? and live_sequence is not null")
                .param(runId)
                .query(Integer.class)
                .single();
    }

    /** Seconds from the opening of a run to its end, or until now. */
    public double seconds(long runId) {
        return store.jdbc()
                .sql("select opened_at, coalesce(ended_at, clock_timestamp()) from submission_run where run_id = ?")
                .param(runId)
                .query((row, number) ->
                        between(row.getObject(1, OffsetDateTime.class), row.getObject(2, OffsetDateTime.class)))
                .single();
    }

    /** Everything inside our own books that does not balance, in the order of the night; empty when all does. */
    public List<Imbalance> imbalances(long runId) {
        List<Imbalance> found = new ArrayList<>();
        ControlTotals source = sourceTotals(runId);
        ControlTotals booked = bookedTotals(runId);
        List<Difference> unlike = source.differences(booked);
        if (!unlike.isEmpty()) {
            found.add(new Imbalance(
                    "extract", Difference.sentence(unlike, "by the source's control query", "by our books")));
        }
        AccountBook accounts = accounts(runId);
        ControlTotals verdicts =
                amounts(runId).stream().map(Books::totals).reduce(ControlTotals.NOTHING, ControlTotals::plus);
        if (!accounts.balances() || !booked.minus(verdicts).isZero()) {
            found.add(new Imbalance(
                    "prepare",
                    accounts + "; "
                            + Difference.sentence(
                                    booked.differences(verdicts), "by the ranges", "by the accounts' verdicts")));
        }
        if (settled(runId) && !accounts.openBalances()) {
            found.add(new Imbalance(
                    "prepare",
                    "open before " + accounts.openBefore() + ", seen again " + accounts.seenAgain() + ", vanished "
                            + accounts.vanished()));
        }
        ItemBook items = items(runId);
        if (!items.balances()) {
            found.add(new Imbalance("stage", items.toString()));
        }
        found.addAll(packageImbalances(runId));
        found.addAll(feedbackImbalances(runId));
        new Overdue(store).lost(runId).forEach(one -> found.add(new Imbalance("receipt", one.sentence())));
        return found;
    }

    private boolean settled(long runId) {
        return store.jdbc()
                        .sql("select count(*) from submission_run where run_id = ? and vanished is not null")
                        .param(runId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static ControlTotals totals(VerdictAmounts one) {
        TreeMap<String, Amounts> amounts = new TreeMap<>();
        if (!one.currency().isEmpty()) {
            amounts.put(one.currency(), one.amounts());
        }
        return new ControlTotals(one.accounts(), amounts);
    }

    private List<Imbalance> packageImbalances(long runId) {
        return store.jdbc()
                .sql("select p.package_id, p.item_count, count(i.item_id) from submission_package p left join "
                        + PackageItems.OF_P + """
                     where p.run_id = ? and p.live_sequence is not null
                     group by p.package_id, p.item_count having count(i.item_id) <> p.item_count""")
                .param(runId)
                .query((row, number) -> new Imbalance(
                        "package",
                        "package " + row.getString(1) + " was built with " + row.getInt(2) + " items, our books hold "
                                + row.getInt(3)))
                .list();
    }

    /** A feedback that was kept out says something else than the books: until it is settled nobody knows which is right. */
    private List<Imbalance> feedbackImbalances(long runId) {
        return store.jdbc()
                .sql("select f.inbox_id, f.feedback_id, f.reason from " + KEPT_OUT + " order by f.inbox_id")
                .param(runId)
                .query((row, number) -> new Imbalance(
                        "feedback",
                        "feedback " + row.getLong(1) + " (" + row.getString(2) + ") was kept out: " + row.getString(3)))
                .list();
    }

    /** Packages of a target whose answer is overdue, by sequence. */
    public List<OverduePackage> overdue(String target) {
        return new Overdue(store).marked(target);
    }

    /** Whether feedback about a package of a run was kept out and is not settled. */
    public boolean feedbackKeptOut(long runId) {
        return store.jdbc()
                        .sql("select count(*) from " + KEPT_OUT)
                        .param(runId)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
