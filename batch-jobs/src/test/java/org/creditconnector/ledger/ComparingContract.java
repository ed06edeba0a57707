package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.route.AccountStanding;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class ComparingContract {
    private static final PeriodComparison.Limits LIMITS = new PeriodComparison.Limits(7, 8, 20);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);

    private final TestDatabase database;

    private PaperNight night;

    ComparingContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        night = new PaperNight(database.shared());
    }

    // ------------------------------------------------------------------ the accounts of a night

    private PreparedAccount open(String key, Integer daysPastDue) {
        return night.standing(key, AccountStatus.OPEN, daysPastDue);
    }

    private PreparedAccount closed(String key) {
        return night.standing(key, AccountStatus.CLOSED, 0);
    }

    private static PreparedAccount in(String currency, PreparedAccount account) {
        return new PreparedAccount(
                account.accountKey(),
                account.sourcePosition(),
                account.verdict(),
                ControlTotals.of(currency, new Amounts(new BigDecimal("100"), null, null, null, null)),
                account.standing(),
                account.items(),
                account.findings());
    }

    /** Held by a rule: a record could be made. */
    private PreparedAccount heldAt(String key, AccountStatus status, Integer daysPastDue) {
        PreparedAccount held = night.held(key, "REC-RULE");
        return new PreparedAccount(
                key,
                held.sourcePosition(),
                held.verdict(),
                held.totals(),
                new AccountStanding(status, daysPastDue),
                held.items(),
                held.findings());
    }

    private PreparedRange range(PreparedAccount... accounts) {
        return night.range(accounts);
    }

    /** A night that was sent. */
    private Run sent(LocalDate date, PreparedRange... ranges) {
        return in("RECONCILED", night.prepared(date, ranges));
    }

    private Run in(String state, Run run) {
        night.store
                .jdbc()
                .sql("update submission_run set state = ? where run_id = ?")
                .params(state, run.runId())
                .update();
        return run;
    }

    private PeriodComparison compare(Run run) {
        return night.ledger.compareWithLastSent(run.runId(), LIMITS, night.token);
    }

    /** The list as it is stored: {@code kind} by key. */
    private Map<String, String> suspects(Run run) {
        Map<String, String> suspects = new TreeMap<>();
        for (PeriodComparison.Suspect suspect : new LedgerQueries(night.store)
                .suspects(run.runId(), null, 100_000)
                .rows()) {
            suspects.put(suspect.accountKey(), suspect.kind().name());
        }
        return suspects;
    }

    private Map<String, String> found(Run run) {
        PeriodComparison comparison = compare(run);
        Map<String, String> suspects = suspects(run);
        Map<SuspectKind, Long> counted = new TreeMap<>();
        suspects.values().forEach(kind -> counted.merge(SuspectKind.valueOf(kind), 1L, Long::sum));
        assertThat(comparison.suspects()).as("counted as listed").isEqualTo(counted);
        return suspects;
    }

    // ------------------------------------------------------------------ each kind

    private static String key(int number) {
        return "K%05d".formatted(number);
    }

    private PreparedRange many(int from, int to, IntFunction<PreparedAccount> account) {
        List<PreparedAccount> accounts = new ArrayList<>();
        for (int number = from; number <= to; number++) {
            PreparedAccount one = account.apply(number);
            if (one != null) {
                accounts.add(one);
            }
        }
        return new PreparedRange(accounts);
    }

    /** What a night of ten thousand looks like: most pay, some are late and stay so, some end, some are held. */
    private PreparedAccount usual(int number, int day) {
        return switch (number % 20) {
            case 0 -> open(key(number), 30 + day);
            case 1 -> day == 0 ? open(key(number), 12) : open(key(number), 0);
            case 2 -> day == 0 ? open(key(number), 0) : closed(key(number));
            case 3 -> closed(key(number));
            case 4 -> number % 100 == 4 ? night.held(key(number), "MAP-NUMBER") : open(key(number), null);
            case 5 -> number % 60 == 5 ? open(key(number), day) : open(key(number), 0);
            case 6 -> night.standing(key(number), day == 0 ? AccountStatus.NOT_ACTIVATED : AccountStatus.OPEN, 0);
            case 7 -> night.standing(key(number), day == 0 ? AccountStatus.FROZEN : AccountStatus.OPEN, 3 + day);
            default -> open(key(number), 0);
        };
    }

    @Test
    void aPlantedCaseOfEachKindAmongTenThousandIsNamedAndNothingElse() {
        Map<Integer, PreparedAccount> before = new LinkedHashMap<>();
        Map<Integer, PreparedAccount> tonight = new LinkedHashMap<>();
        Map<String, String> expected = new TreeMap<>();
        plant(before, tonight, expected, 28, "REOPENED", closed(key(28)), open(key(28), 0));
        plant(before, tonight, expected, 1029, "CURRENCY_CHANGED", open(key(1029), 0), in("EUR", open(key(1029), 0)));
        plant(before, tonight, expected, 2030, "ARREARS_JUMPED", open(key(2030), 4), open(key(2030), 13));
        plant(before, tonight, expected, 3031, "VANISHED", open(key(3031), 4), null);
        plant(
                before,
                tonight,
                expected,
                4032,
                "STATUS_BACKWARDS",
                night.standing(key(4032), AccountStatus.WRITTEN_OFF, 200),
                open(key(4032), 201));
        plant(before, tonight, expected, 5033, "CAME_BACK", null, open(key(5033), 0));
        // Beside them what looks alike and is right.
        plant(before, tonight, expected, 28 + 20, null, closed(key(48)), null);
        plant(before, tonight, expected, 2050, null, open(key(2050), 4), open(key(2050), 12));
        plant(before, tonight, expected, 6000, null, null, open(key(6000), 0));

        sent(MONDAY.minusDays(1), range(open(key(5033), 0)));
        sent(
                MONDAY,
                many(1, 5000, number -> before.containsKey(number) ? before.get(number) : usual(number, 0)),
                many(5001, 10000, number -> before.containsKey(number) ? before.get(number) : usual(number, 0)));
        Run run = night.prepared(
                TUESDAY,
                many(1, 5000, number -> tonight.containsKey(number) ? tonight.get(number) : usual(number, 1)),
                many(5001, 10000, number -> tonight.containsKey(number) ? tonight.get(number) : usual(number, 1)));
        assertThat(found(run)).isEqualTo(expected);
        assertThat(new LedgerQueries(night.store).suspects(run.runId(), null, 1).rows())
                .as("in the order of the kinds, with the run it was last known in")
                .containsExactly(new PeriodComparison.Suspect(
                        key(28), SuspectKind.REOPENED, night.target + "/core/2026-03-02/1", MONDAY));
    }

    private static void plant(
            Map<Integer, PreparedAccount> before,
            Map<Integer, PreparedAccount> tonight,
            Map<String, String> expected,
            int number,
            String kind,
            PreparedAccount then,
            PreparedAccount now) {
        before.put(number, then);
        tonight.put(number, now);
        if (kind != null) {
            expected.put(key(number), kind);
        }
    }

    /** Every status beside every other: what is said of it stands here a second time, in the words of the business. */
    @Test
    void everyStepFromOneStatusToAnotherIsJudged() {
        List<AccountStatus> live = List.of(AccountStatus.OPEN, AccountStatus.OVERPAID, AccountStatus.FROZEN);
        List<AccountStatus> over =
                List.of(AccountStatus.CHARGED_OFF, AccountStatus.WRITTEN_OFF, AccountStatus.TRANSFERRED);
        List<PreparedAccount> then = new ArrayList<>();
        List<PreparedAccount> now = new ArrayList<>();
        Map<String, String> expected = new TreeMap<>();
        for (AccountStatus was : AccountStatus.values()) {
            for (AccountStatus is : AccountStatus.values()) {
                String key = was + ">" + is;
                then.add(night.standing(key, was, 0));
                now.add(night.standing(key, is, 0));
                boolean liveOrBefore = live.contains(is) || is == AccountStatus.NOT_ACTIVATED;
                if (was == AccountStatus.CLOSED && liveOrBefore) {
                    expected.put(key, "REOPENED");
                } else if ((was == AccountStatus.CLOSED && over.contains(is))
                        || (over.contains(was) && liveOrBefore)
                        || (live.contains(was) && is == AccountStatus.NOT_ACTIVATED)) {
                    expected.put(key, "STATUS_BACKWARDS");
                }
            }
        }
        sent(MONDAY, new PreparedRange(then));
        assertThat(found(night.prepared(TUESDAY, new PreparedRange(now)))).isEqualTo(expected);
        assertThat(expected).hasSize(4 + 3 + 12 + 3);
    }

    @Test
    void theGravestKindIsNamedOnce() {
        sent(MONDAY.minusDays(1), range(closed("a"), open("b", 0)));
        sent(MONDAY, range(in("EUR", closed("c"))));
        Run run = night.prepared(TUESDAY, range(open("a", 90), open("b", 90), open("c", 90)));
        assertThat(found(run)).isEqualTo(Map.of("a", "REOPENED", "b", "ARREARS_JUMPED", "c", "REOPENED"));
    }

    // ------------------------------------------------------------------ which run before

    @Test
    void aFirstNightHasNothingBeforeIt() {
        Run run = night.prepared(MONDAY, range(open("a", 400), closed("b")));
        assertThat(compare(run)).isEqualTo(PeriodComparison.NOTHING);
        assertThat(suspects(run)).isEmpty();
    }

    @Test
    void theRunBeforeIsTheLastOneThatWasSent() {
        sent(MONDAY, range(open("a", 0), open("b", 0)));
        in("DECLINED", night.prepared(TUESDAY, range(open("a", 90))));
        Run run = night.prepared(WEDNESDAY, range(open("a", 90)));
        PeriodComparison comparison = compare(run);
        assertThat(comparison.before().businessDate()).isEqualTo(MONDAY);
        assertThat(comparison.days()).isEqualTo(2);
        assertThat(suspects(run))
                .as("what the declined night said changes nothing")
                .isEqualTo(Map.of("a", "ARREARS_JUMPED", "b", "VANISHED"));
    }

    @Test
    void aSecondPassIsComparedWithTheFirst() {
        sent(MONDAY, range(open("a", 0), open("b", 3)));
        Run again = night.ledger.openRun(
                new RunOrder(night.target, "core", MONDAY, MONDAY, "BANK1", "v1", new RunOrder.Again("Ann", "late")),
                night.token);
        night.ledger.saveRanges(again.runId(), List.of(new StoredRange(0, null, null, false)), night.token);
        PreparedRange accounts = range(open("a", 7), open("b", 11));
        night.ledger.storeRange(new RangeId(again.runId(), 0), accounts, PaperNight.totals(accounts), night.token);
        night.ledger.settleVanished(again.runId(), night.token);
        PeriodComparison comparison = compare(again);
        assertThat(comparison.days()).isZero();
        assertThat(comparison.before().pass()).isEqualTo(1);
        assertThat(suspects(again)).isEqualTo(Map.of("b", "ARREARS_JUMPED"));
    }

    @Test
    void afterMissedDatesArrearsMayHaveRisenByAsManyDays() {
        sent(MONDAY, range(open("a", 5), open("b", 5)));
        Run run = night.prepared(MONDAY.plusDays(30), range(open("a", 42), open("b", 43)));
        assertThat(compare(run).days()).isEqualTo(30);
        assertThat(suspects(run)).isEqualTo(Map.of("b", "ARREARS_JUMPED"));
    }

    @Test
    void aDateThatIsMadeUpForIsComparedWithTheOneBeforeItAndNotWithALaterOne() {
        sent(MONDAY, range(open("a", 0), open("b", 20)));
        sent(WEDNESDAY, range(open("a", 2), closed("b"), open("c", 0)));
        Run run = night.prepared(TUESDAY, range(open("a", 1), open("b", 21), open("c", 0)));
        assertThat(compare(run).before().businessDate()).isEqualTo(MONDAY);
        assertThat(suspects(run)).isEmpty();
    }

    @Test
    void otherSourcesAndTargetsAreNoneOfItsBusiness() {
        PaperNight elsewhere = new PaperNight(database.shared());
        elsewhere.prepared(MONDAY, elsewhere.range(elsewhere.standing("a", AccountStatus.CLOSED, 0)));
        elsewhere
                .store
                .jdbc()
                .sql("update submission_run set state = 'RECONCILED' where target = ?")
                .param(elsewhere.target)
                .update();
        sent(MONDAY, range(closed("a"), open("b", 0)));
        Run cards = night.ledger.openRun(
                new RunOrder(night.target, "cards", TUESDAY, TUESDAY, "BANK1", "v1", null), night.token);
        assertThat(compare(cards)).isEqualTo(PeriodComparison.NOTHING);
        Run run = night.prepared(TUESDAY, range(open("a", 0), open("b", 1)));
        assertThat(compare(run).before().target()).isEqualTo(night.target);
        assertThat(suspects(run)).isEqualTo(Map.of("a", "REOPENED"));
    }

    // ------------------------------------------------------------------ held accounts

    @Test
    void anAccountHeldTonightIsThereAndHasNoSay() {
        sent(MONDAY, range(open("a", 0), closed("b"), open("c", 0)));
        Run run = night.prepared(
                TUESDAY,
                range(heldAt("a", AccountStatus.OPEN, 400), heldAt("b", AccountStatus.OPEN, 0), night.held("c", "X")));
        assertThat(found(run)).isEmpty();
    }

    @Test
    void anAccountThatWasHeldIsComparedWithWhatWasSentOfItLast() {
        sent(MONDAY, range(open("a", 0), open("b", 0), closed("c"), open("d", 0)));
        sent(
                TUESDAY,
                range(
                        night.held("a", "X"),
                        night.held("b", "X"),
                        heldAt("c", AccountStatus.OPEN, 0),
                        heldAt("d", AccountStatus.OPEN, 500),
                        night.held("e", "X")));
        Run run = night.prepared(
                WEDNESDAY, range(open("a", 10), open("b", 9), open("c", 0), open("d", 0), open("e", 100)));
        assertThat(found(run)).isEqualTo(Map.of("a", "ARREARS_JUMPED", "c", "REOPENED"));
        assertThat(new LedgerQueries(night.store)
                        .suspects(run.runId(), null, 10)
                        .rows())
                .extracting(PeriodComparison.Suspect::beforeAsOf)
                .containsOnly(MONDAY);
    }

    /** Whom such a night leaves out has not vanished. */
    private Run ofChanges(Run run) {
        night.store
                .jdbc()
                .sql("update submission_run set changes_only = true where run_id = ?")
                .param(run.runId())
                .update();
        night.store
                .jdbc()
                .sql("delete from vanished_account where run_id = ?")
                .param(run.runId())
                .update();
        return run;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterANightOfChangesEachAccountIsComparedWithTheLastLookAtIt(boolean changesAgain) {
        sent(MONDAY, range(open("tue", 0), open("wed", 0), open("wed-jump", 0), open("mon", 0), open("mon-jump", 0)));
        sent(
                TUESDAY,
                range(
                        open("tue", 0),
                        open("tue-jump", 0),
                        open("wed", 0),
                        open("wed-jump", 0),
                        night.held("mon", "X"),
                        night.held("mon-jump", "X")));
        ofChanges(sent(WEDNESDAY, range(open("wed", 6), open("wed-jump", 5))));
        // What was never sent is no look.
        in("DECLINED", ofChanges(night.prepared(WEDNESDAY.plusDays(1), range(open("tue-jump", 9)))));
        Run run = night.prepared(
                WEDNESDAY.plusDays(2),
                range(
                        open("tue", 10),
                        open("tue-jump", 11),
                        open("wed", 15),
                        open("wed-jump", 15),
                        open("mon", 11),
                        open("mon-jump", 12),
                        open("new", 500)));
        assertThat(found(changesAgain ? ofChanges(run) : run))
                .isEqualTo(Map.of(
                        "tue-jump", "ARREARS_JUMPED", "wed-jump", "ARREARS_JUMPED", "mon-jump", "ARREARS_JUMPED"));
        assertThat(new LedgerQueries(night.store)
                        .suspects(run.runId(), null, 10)
                        .rows())
                .extracting(PeriodComparison.Suspect::accountKey, PeriodComparison.Suspect::beforeAsOf)
                .containsExactlyInAnyOrder(
                        tuple("tue-jump", TUESDAY), tuple("wed-jump", WEDNESDAY), tuple("mon-jump", MONDAY));
    }

    @Test
    void aHeldAccountThatIsGoneVanishedUnlessItHadEnded() {
        sent(MONDAY, range(open("a", 0), closed("b"), open("c", 0)));
        PreparedAccount line = night.held("loans.csv:7", "SRC-LINE");
        sent(
                TUESDAY,
                range(
                        night.held("a", "X"),
                        night.held("b", "X"),
                        open("c", 0),
                        new PreparedAccount(
                                "loans.csv:7",
                                "loans.csv:7",
                                AccountVerdict.HELD,
                                line.totals(),
                                null,
                                List.of(),
                                line.findings())));
        assertThat(found(night.prepared(WEDNESDAY, range(open("c", 0))))).isEqualTo(Map.of("a", "VANISHED"));
    }

    // ------------------------------------------------------------------ many late at once

    private PeriodComparison lateOf(int good, int late) {
        sent(MONDAY, many(1, good, number -> open(key(number), 0)), many(20001, 20500, number -> closed(key(number))));
        Run run = night.prepared(TUESDAY, many(1, good, number -> open(key(number), number <= late ? 1 : 0)));
        PeriodComparison comparison = compare(run);
        assertThat(comparison.goodBefore()).isEqualTo(good);
        assertThat(comparison.late()).isEqualTo(late);
        return comparison;
    }

    @Test
    void eightPercentOfGoodCustomersLateIsANight() {
        assertThat(lateOf(300, 24).suspects()).isEmpty();
    }

    @Test
    void moreThanEightPercentSuddenlyLateAreListed() {
        assertThat(lateOf(300, 25).suspects()).isEqualTo(Map.of(SuspectKind.SUDDENLY_LATE, 25L));
    }

    @Test
    void aFewLateCustomersOfASmallLenderAreANight() {
        assertThat(lateOf(30, 19).suspects()).isEmpty();
    }

    // ------------------------------------------------------------------ again, and by whom

    @Test
    void comparingAgainFindsTheSame() {
        sent(MONDAY, range(open("a", 0), open("b", 0), closed("c")));
        Run run = night.prepared(TUESDAY, range(open("a", 60), open("c", 0)));
        PeriodComparison first = compare(run);
        assertThat(compare(run)).isEqualTo(first);
        assertThat(suspects(run)).hasSize(3);
    }

    @Test
    void whoLostTheLeaseListsNothing() {
        sent(MONDAY, range(open("a", 0)));
        Run run = night.prepared(TUESDAY, range(open("a", 60)));
        night.overtake();
        assertThatThrownBy(() -> compare(run)).isInstanceOf(LeaseLostException.class);
        assertThat(suspects(run)).isEmpty();
    }

    // ------------------------------------------------------------------ what a night is lent, without held ones

    @Test
    void whatTwoNightsLentIsComparedWithoutWhatEitherHeld() {
        Run monday = sent(MONDAY, range(in("EUR", open("a", 0)), in("EUX", night.held("b", "X")), open("c", 0)));
        Run tuesday =
                night.prepared(TUESDAY, range(in("EUR", open("a", 0)), in("EUR", open("b", 0)), night.held("c", "X")));
        assertThat(plain(night.books.grantedWithoutHeld(monday.runId(), tuesday.runId())))
                .isEqualTo(Map.of("CNY", "0", "EUR", "100", "EUX", "0"));
        assertThat(plain(night.books.grantedWithoutHeld(tuesday.runId(), monday.runId())))
                .isEqualTo(Map.of("CNY", "0", "EUR", "100"));
    }

    private static Map<String, String> plain(Map<String, BigDecimal> amounts) {
        Map<String, String> plain = new TreeMap<>();
        amounts.forEach((currency, amount) ->
                plain.put(currency, amount.stripTrailingZeros().toPlainString()));
        return plain;
    }

    // ------------------------------------------------------------------ many accounts

    @Test
    @Tag("long")
    void twoHundredThousandAccountsAreComparedInTheDatabase(TestReporter reporter) {
        Run before = sent(MONDAY);
        Run run = night.prepared(TUESDAY);
        int accounts = 200_000;
        String numbers = database == TestDatabase.H2
                ? "system_range(1, " + accounts + ") as g (n)"
                : "generate_series(1, " + accounts + ") as g (n)";
        String verdict = """
                insert into account_verdict (run_id, account_key, range_number, source_position, verdict, account_status,
                  days_past_due, currency)
                select %d, concat('key-', n), 0, concat('accounts key-', n), 'UNCHANGED', 'OPEN', %s, 'CNY' from %s where %s""";
        night.store
                .jdbc()
                .sql(verdict.formatted(before.runId(), "mod(n, 5) * 10", numbers, "true"))
                .update();
        night.store
                .jdbc()
                .sql(verdict.formatted(
                        run.runId(),
                        "case when n = 150000 then 500 else mod(n, 5) * 10 + case when mod(n, 5) = 0 then 0 else 1 end end",
                        numbers,
                        "n <> 77777"))
                .update();
        long begin = System.nanoTime();
        PeriodComparison comparison = compare(run);
        reporter.publishEntry(
                "comparison of " + accounts + " accounts on " + database,
                Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
        assertThat(comparison.goodBefore()).isEqualTo(accounts / 5);
        assertThat(comparison.openBefore()).isEqualTo(accounts);
        assertThat(suspects(run)).isEqualTo(Map.of("key-150000", "ARREARS_JUMPED", "key-77777", "VANISHED"));
    }
}
