package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class RunContract {
    private final TestDatabase database;

    private PaperNight night;

    RunContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        night = new PaperNight(database.shared());
    }

    private RunOrder again() {
        return new RunOrder(
                night.target, "core", MONDAY, MONDAY, "BANK1", "v2", new RunOrder.Again("Ann", "late bookings"));
    }

    private long rows(String table, long runId) {
        return night.store
                .jdbc()
                .sql("select count(*) from " + table + " where run_id = ?")
                .param(runId)
                .query(Long.class)
                .single();
    }

    @Test
    void aDateIsOpenedOnceAndAgainOnlyWhenItHasEnded() {
        Run first = night.ledger.openRun(night.order(MONDAY), night.token);
        assertThat(first.name()).isEqualTo(night.target + "/core/2026-03-02/1");
        assertThat(night.ledger.openRun(night.order(MONDAY), night.token)).isEqualTo(first);
        assertThat(night.ledger.openRun(again(), night.token))
                .as("not ended yet")
                .isEqualTo(first);

        night.store
                .jdbc()
                .sql("update submission_run set state = 'RECONCILED' where run_id = ?")
                .param(first.runId())
                .update();
        assertThat(night.ledger.openRun(night.order(MONDAY), night.token).pass())
                .isEqualTo(1);
        Run second = night.ledger.openRun(again(), night.token);
        assertThat(second.pass()).isEqualTo(2);
        assertThat(second.againReason()).isEqualTo("late bookings");
        assertThat(night.ledger.newestRun(night.target, "core", MONDAY)).contains(second);
        assertThat(night.ledger.run(night.target, "core", MONDAY, 2)).contains(second);
        assertThat(night.ledger.runsNotEnded(night.target)).containsExactly(second);
    }

    @Test
    void boundsOfRangesAreFixedOnce() {
        Run run = night.ledger.openRun(night.order(MONDAY), night.token);
        List<StoredRange> bounds = List.of(new StoredRange(0, null, "m", false), new StoredRange(1, "m", null, false));
        assertThat(night.ledger.saveRanges(run.runId(), bounds, night.token)).isEqualTo(bounds);
        assertThat(night.ledger.saveRanges(run.runId(), List.of(new StoredRange(0, null, null, false)), night.token))
                .as("a second plan changes nothing")
                .isEqualTo(bounds);
    }

    @Test
    void aRangeIsStoredWholeAndOnce() {
        PreparedRange range = night.range(
                night.reported("a", MONDAY),
                night.held("b", "AMOUNT-NEGATIVE"),
                night.quiet("c", AccountVerdict.UNCHANGED));
        Run run = night.prepared(MONDAY, range);
        long runId = run.runId();
        night.store
                .jdbc()
                .sql("update submission_run set state = 'OPENED' where run_id = ?")
                .param(runId)
                .update();
        assertThat(night.ledger.storeRange(
                        new RangeId(runId, 0),
                        night.range(night.reported("z", MONDAY)),
                        PaperNight.money("1"),
                        night.token))
                .isFalse();
        assertThat(rows("report_item", runId)).isEqualTo(1);
        assertThat(rows("account_verdict", runId)).isEqualTo(3);
        assertThat(night.findings(runId)).containsExactly("AMOUNT-NEGATIVE");
        assertThat(night.ledger.ranges(runId)).extracting(StoredRange::stored).containsExactly(true);
        assertThat(night.books.accounts(runId)).isEqualTo(new AccountBook(3, 1, 1, 0, 0, 1, 0, 0, 0));
        assertThat(night.books.imbalances(runId)).isEmpty();
    }

    @Test
    void aCrashInTheMiddleLeavesNothing() {
        Run run = night.ledger.openRun(night.order(MONDAY), night.token);
        night.ledger.saveRanges(run.runId(), List.of(new StoredRange(0, null, null, false)), night.token);
        PreparedRange range = night.range(night.reported("a", MONDAY), night.held("b", "AMOUNT-NEGATIVE"));
        RangeId id = new RangeId(run.runId(), 0);
        assertThatThrownBy(() -> night.store.transactions().executeWithoutResult(status -> {
                    assertThat(night.ledger.storeRange(id, range, PaperNight.totals(range), night.token))
                            .isTrue();
                    throw new IllegalStateException("power cut before the commit");
                }))
                .hasMessage("power cut before the commit");
        for (String table : List.of("report_item", "item_block", "account_verdict", "finding", "range_total")) {
            assertThat(rows(table, run.runId())).as(table).isZero();
        }
        assertThat(night.ledger.storeRange(id, range, PaperNight.totals(range), night.token))
                .isTrue();
    }

    @Test
    void whoLostTheLeaseStoresNothing() {
        Run run = night.ledger.openRun(night.order(MONDAY), night.token);
        night.ledger.saveRanges(run.runId(), List.of(new StoredRange(0, null, null, false)), night.token);
        LeaseToken heir = night.overtake();
        PreparedRange range = night.range(night.reported("a", MONDAY));
        RangeId id = new RangeId(run.runId(), 0);
        assertThatThrownBy(() -> night.ledger.storeRange(id, range, PaperNight.totals(range), night.token))
                .isInstanceOf(LeaseLostException.class);
        assertThat(rows("report_item", run.runId())).isZero();
        assertThatThrownBy(() -> night.ledger.moveRun(run.runId(), RunState.OPENED, RunState.PREPARED, night.token))
                .isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> night.ledger.openRun(night.order(MONDAY.plusDays(1)), night.token))
                .isInstanceOf(LeaseLostException.class);
        assertThat(night.ledger.newestRun(night.target, "core", MONDAY.plusDays(1)))
                .isEmpty();
        assertThat(night.ledger.storeRange(id, range, PaperNight.totals(range), heir))
                .isTrue();
    }

    @Test
    void rangesAreStoredSideBySideWhileTheLeaseIsRenewed() throws Exception {
        Run run = night.ledger.openRun(night.order(MONDAY), night.token);
        int ranges = 12;
        night.ledger.saveRanges(
                run.runId(),
                IntStream.range(0, ranges)
                        .mapToObj(number -> new StoredRange(number, "k" + number, null, false))
                        .toList(),
                night.token);
        AtomicInteger next = new AtomicInteger();
        var pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < 3; worker++) {
                workers.add(pool.submit(() -> {
                    for (int number = next.getAndIncrement(); number < ranges; number = next.getAndIncrement()) {
                        PreparedRange range =
                                night.range(night.reported("a" + number, MONDAY), night.held("b" + number, "X"));
                        night.ledger.storeRange(
                                new RangeId(run.runId(), number), range, PaperNight.totals(range), night.token);
                    }
                }));
            }
            workers.add(pool.submit(() -> {
                while (next.get() < ranges) {
                    assertThat(night.lease.renew(night.token, Duration.ofMinutes(1)))
                            .isTrue();
                }
            }));
            for (Future<?> worker : workers) {
                worker.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdown();
        }
        assertThat(night.ledger.settleVanished(run.runId(), night.token)).isZero();
        assertThat(night.books.accounts(run.runId())).isEqualTo(new AccountBook(24, 12, 0, 0, 0, 12, 0, 0, 0));
        assertThat(night.books.imbalances(run.runId())).isEmpty();
    }

    @Test
    void anAccountInTwoRangesStopsTheRangeWithASentence() {
        Run run = night.ledger.openRun(night.order(MONDAY), night.token);
        night.ledger.saveRanges(
                run.runId(),
                List.of(new StoredRange(0, null, "m", false), new StoredRange(1, "m", null, false)),
                night.token);
        PreparedRange range = night.range(night.quiet("a", AccountVerdict.NOT_DUE));
        night.ledger.storeRange(new RangeId(run.runId(), 0), range, PaperNight.totals(range), night.token);
        assertThatThrownBy(() -> night.ledger.storeRange(
                        new RangeId(run.runId(), 1), range, PaperNight.totals(range), night.token))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("range 1 of run " + run.runId())
                .hasMessageContaining("account keys must be unique");
        assertThat(rows("account_verdict", run.runId())).isEqualTo(1);
    }

    @Test
    void anAccountGoesWholeOrNotAtAll() {
        Run run = night.ledger.openRun(night.order(MONDAY), night.token);
        night.ledger.saveRanges(run.runId(), List.of(new StoredRange(0, null, null, false)), night.token);
        PreparedAccount half = new PreparedAccount(
                "a",
                "accounts a",
                AccountVerdict.HELD,
                PaperNight.money("1"),
                null,
                List.of(night.item("a", MONDAY, 1, ItemKind.REPORT, null)),
                night.held("a", "X").findings());
        assertThatThrownBy(() -> night.ledger.storeRange(
                        new RangeId(run.runId(), 0), night.range(half), PaperNight.money("1"), night.token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("account a is HELD with 1 items");
    }

    @Test
    void amountsWithMorePlacesThanAreKeptAreRefusedAndNotRounded() {
        Run run = night.ledger.openRun(night.order(MONDAY), night.token);
        night.ledger.saveRanges(run.runId(), List.of(new StoredRange(0, null, null, false)), night.token);
        PreparedAccount odd = new PreparedAccount(
                "a",
                "accounts a",
                AccountVerdict.UNCHANGED,
                ControlTotals.of("CNY", new Amounts(new BigDecimal("0.0000001"), null, null, null, null)),
                null,
                List.of(),
                List.of());
        assertThatThrownBy(() -> night.ledger.storeRange(
                        new RangeId(run.runId(), 0), night.range(odd), PaperNight.money("1"), night.token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 places behind the point");
    }

    @Test
    void accountsThatVanishAreListedAndThoseThatComeBackAreNot() {
        night.prepared(
                MONDAY,
                night.range(night.quiet("a", AccountVerdict.NOT_DUE), night.quiet("b", AccountVerdict.NOT_DUE)));
        Run tuesday = night.prepared(
                MONDAY.plusDays(1),
                night.range(night.quiet("a", AccountVerdict.NOT_DUE)),
                night.range(night.quiet("c", AccountVerdict.NOT_DUE)));
        AccountBook book = night.books.accounts(tuesday.runId());
        assertThat(book.openBefore()).isEqualTo(2);
        assertThat(book.seenAgain()).isEqualTo(1);
        assertThat(book.vanished()).isEqualTo(1);
        assertThat(night.books.imbalances(tuesday.runId())).isEmpty();
        assertThat(night.ledger.settleVanished(tuesday.runId(), night.token))
                .as("twice")
                .isEqualTo(1);

        Run wednesday = night.prepared(
                MONDAY.plusDays(2),
                night.range(
                        night.quiet("a", AccountVerdict.NOT_DUE),
                        night.quiet("b", AccountVerdict.NOT_DUE),
                        night.quiet("c", AccountVerdict.NOT_DUE)));
        AccountBook after = night.books.accounts(wednesday.runId());
        assertThat(after.openBefore()).isEqualTo(2);
        assertThat(after.seenAgain()).isEqualTo(2);
        assertThat(after.vanished()).isZero();
    }

    private AccountBook bookOf(Run run) {
        assertThat(night.books.imbalances(run.runId())).isEmpty();
        return night.books.accounts(run.runId());
    }

    @Test
    void anAccountThatWasClosedWhenLastKnownIsNotMissed() {
        night.prepared(
                MONDAY,
                night.range(
                        night.standing("a", AccountStatus.OPEN, 0),
                        night.standing("b", AccountStatus.CLOSED, 0),
                        night.standing("c", AccountStatus.OPEN, 0),
                        night.standing("d", AccountStatus.CLOSED, 0)));
        Run tuesday = night.prepared(
                MONDAY.plusDays(1),
                night.range(
                        night.standing("a", AccountStatus.OPEN, 0),
                        night.standing("c", AccountStatus.CLOSED, 0),
                        night.held("d", "unreadable")));
        AccountBook book = bookOf(tuesday);
        assertThat(book.openBefore()).as("a and c").isEqualTo(2);
        assertThat(book.seenAgain()).isEqualTo(2);
        assertThat(book.vanished()).as("b had ended").isZero();

        Run wednesday = night.prepared(MONDAY.plusDays(2), night.range(night.standing("b", AccountStatus.OPEN, 0)));
        book = bookOf(wednesday);
        assertThat(book.openBefore())
                .as("c has ended, d was closed when last known")
                .isEqualTo(1);
        assertThat(book.vanished()).as("a").isEqualTo(1);
        assertThat(bookOf(night.prepared(MONDAY.plusDays(3), night.range())).vanished())
                .as("b was open again")
                .isEqualTo(1);
    }

    @Test
    void aLineThatNobodyCouldReadIsNoAccountToBeMissed() {
        PreparedAccount line = night.held("loans.csv:4", "SRC-LINE");
        night.prepared(
                MONDAY,
                night.range(new PreparedAccount(
                        line.accountKey(),
                        line.accountKey(),
                        line.verdict(),
                        line.totals(),
                        null,
                        List.of(),
                        line.findings())));
        AccountBook book =
                bookOf(night.prepared(MONDAY.plusDays(1), night.range(night.standing("a", AccountStatus.OPEN, 0))));
        assertThat(book.openBefore()).isZero();
        assertThat(book.vanished()).isZero();
    }

    @Test
    void whatADeclinedNightMissedIsStillExpected() {
        night.prepared(
                MONDAY,
                night.range(night.standing("a", AccountStatus.OPEN, 0), night.standing("b", AccountStatus.OPEN, 0)));
        Run half = night.prepared(MONDAY.plusDays(1), night.range(night.standing("a", AccountStatus.OPEN, 0)));
        assertThat(bookOf(half).vanished()).isEqualTo(1);
        night.ledger.moveRun(half.runId(), RunState.PREPARED, RunState.HELD, night.token);
        night.ledger.decline(half.runId(), "Ann", "half the file is missing");
        Run next = night.prepared(MONDAY.plusDays(2), night.range(night.standing("a", AccountStatus.OPEN, 0)));
        assertThat(bookOf(next).openBefore()).isEqualTo(2);
        assertThat(bookOf(next).vanished()).as("b, which is still not there").isEqualTo(1);
    }

    /** Monday stops on the way, Tuesday comes to its end, then Monday goes on: each counts by what it was opened with. */
    @Test
    void aRunThatGoesOnAfterALaterOneBalances() {
        night.prepared(
                MONDAY.minusDays(1),
                night.range(
                        night.standing("a", AccountStatus.OPEN, 0),
                        night.standing("b", AccountStatus.OPEN, 0),
                        night.standing("c", AccountStatus.OPEN, 0),
                        night.standing("d", AccountStatus.OPEN, 0)));
        Run monday = night.ledger.openRun(night.order(MONDAY), night.token);
        night.ledger.saveRanges(
                monday.runId(),
                List.of(new StoredRange(0, null, "b", false), new StoredRange(1, "b", null, false)),
                night.token);
        PreparedRange first = night.range(night.standing("a", AccountStatus.OPEN, 0));
        night.ledger.storeRange(new RangeId(monday.runId(), 0), first, PaperNight.totals(first), night.token);

        Run tuesday = night.prepared(
                MONDAY.plusDays(1),
                night.range(
                        night.standing("a", AccountStatus.OPEN, 0),
                        night.standing("b", AccountStatus.CLOSED, 0),
                        night.standing("d", AccountStatus.OPEN, 0),
                        night.standing("e", AccountStatus.OPEN, 0)));
        assertThat(bookOf(tuesday).vanished()).as("c").isEqualTo(1);

        PreparedRange second =
                night.range(night.standing("b", AccountStatus.OPEN, 0), night.standing("e", AccountStatus.OPEN, 0));
        night.ledger.storeRange(new RangeId(monday.runId(), 1), second, PaperNight.totals(second), night.token);
        assertThat(night.ledger.settleVanished(monday.runId(), night.token))
                .as("c and d")
                .isEqualTo(2);
        assertThat(night.ledger.settleVanished(monday.runId(), night.token))
                .as("once more")
                .isEqualTo(2);
        AccountBook book = bookOf(monday);
        assertThat(book.openBefore()).isEqualTo(4);
        assertThat(book.seenAgain()).as("a and b").isEqualTo(2);

        Run wednesday = night.prepared(
                MONDAY.plusDays(2),
                night.range(
                        night.standing("a", AccountStatus.OPEN, 0),
                        night.standing("d", AccountStatus.OPEN, 0),
                        night.standing("e", AccountStatus.OPEN, 0)));
        book = bookOf(wednesday);
        assertThat(book.openBefore()).as("what Tuesday saw stands: a, d and e").isEqualTo(3);
        assertThat(book.vanished()).isZero();
    }

    /** Tuesday is half done when Monday goes on and finds a new account and one that has ended: Tuesday was opened without them. */
    @Test
    void aRunThatWasOpenWhileAnEarlierOneWentOnBalances() {
        night.prepared(
                MONDAY.minusDays(1),
                night.range(night.standing("a", AccountStatus.OPEN, 0), night.standing("b", AccountStatus.OPEN, 0)));
        Run monday = night.ledger.openRun(night.order(MONDAY), night.token);
        Run tuesday = night.ledger.openRun(night.order(MONDAY.plusDays(1)), night.token);
        List<StoredRange> halves = List.of(new StoredRange(0, null, "b", false), new StoredRange(1, "b", null, false));
        PreparedRange first = night.range(night.standing("a", AccountStatus.OPEN, 0));
        PreparedRange second =
                night.range(night.standing("b", AccountStatus.CLOSED, 0), night.standing("n", AccountStatus.OPEN, 0));
        night.ledger.saveRanges(tuesday.runId(), halves, night.token);
        night.ledger.storeRange(new RangeId(tuesday.runId(), 0), first, PaperNight.totals(first), night.token);

        for (Run one : List.of(monday, tuesday)) {
            night.ledger.saveRanges(one.runId(), halves, night.token);
            night.ledger.storeRange(new RangeId(one.runId(), 0), first, PaperNight.totals(first), night.token);
            night.ledger.storeRange(new RangeId(one.runId(), 1), second, PaperNight.totals(second), night.token);
            assertThat(night.ledger.settleVanished(one.runId(), night.token)).isZero();
            AccountBook book = bookOf(one);
            assertThat(book.openBefore()).as("a and b before " + one.name()).isEqualTo(2);
            assertThat(book.seenAgain()).as("a and b in " + one.name()).isEqualTo(2);
        }
        AccountBook book = bookOf(night.prepared(
                MONDAY.plusDays(2),
                night.range(night.standing("a", AccountStatus.OPEN, 0), night.standing("n", AccountStatus.OPEN, 0))));
        assertThat(book.openBefore()).as("a and n").isEqualTo(2);
        assertThat(book.seenAgain()).isEqualTo(2);
        assertThat(book.vanished()).isZero();
    }

    @Test
    void aKeyThatAnotherSourceReportsIsKnown() {
        night.prepared(MONDAY, night.range(night.quiet("a", AccountVerdict.NOT_DUE)));
        List<String> asked = List.of("a", "b");
        assertThat(night.ledger.keysOfOtherSources(night.target, "cards", asked))
                .containsExactly("a");
        assertThat(night.ledger.keysOfOtherSources(night.target, "core", asked)).isEmpty();
        assertThat(night.ledger.keysOfOtherSources("elsewhere", "cards", asked)).isEmpty();
    }

    @Test
    void whatTheSourceCountsAndWeDoNotBookShows() {
        Run run = night.ledger.openRun(night.order(MONDAY), night.token);
        night.ledger.saveRanges(run.runId(), List.of(new StoredRange(0, null, null, false)), night.token);
        PreparedRange range = night.range(night.quiet("a", AccountVerdict.NOT_DUE));
        night.ledger.storeRange(
                new RangeId(run.runId(), 0), range, PaperNight.totals(range).plus(PaperNight.money("5")), night.token);
        assertThat(night.books.imbalances(run.runId()))
                .extracting(Imbalance::step)
                .containsExactly("extract", "prepare");
        assertThat(night.books.accounts(run.runId()).balances()).isFalse();
    }

    @Test
    void approvalIsBoundToWhatWasApproved() {
        Run run = night.prepared(MONDAY, night.range(night.reported("a", MONDAY)));
        night.ledger.moveRun(run.runId(), RunState.PREPARED, RunState.HELD, night.token);
        assertThatThrownBy(() -> night.ledger.approve(run.runId(), "Ann", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs an author and a reason");
        night.ledger.approve(run.runId(), "Ann", "the branch was closed");
        Run approved = night.ledger.run(run.runId()).orElseThrow();
        assertThat(approved.state()).isEqualTo(RunState.RELEASED);
        assertThat(approved.decision().contentHash()).isEqualTo(night.ledger.contentHash(run.runId()));
        assertThat(approved.decision().author()).isEqualTo("Ann");
        assertThatThrownBy(() -> night.ledger.approve(run.runId(), "Bob", "once more"))
                .as("single use")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRunThatWasNotBalancedIsDeclinedAndNeverApproved() {
        Run run = night.prepared(MONDAY, night.range(night.reported("a", MONDAY)));
        assertThatThrownBy(() -> night.ledger.approve(run.runId(), "Ann", "let it go"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is PREPARED; only one that is HELD or AWAITING_SIGN_OFF can be approved");
        night.ledger.decline(run.runId(), "Ann", "the control query was wrong");
        assertThat(night.ledger.run(run.runId()).orElseThrow().state()).isEqualTo(RunState.DECLINED);
        assertThat(night.books.items(run.runId())).isEqualTo(new ItemBook(1, 0, 0, 0, 0, 1, 0));
        assertThatThrownBy(() -> night.ledger.moveRun(run.runId(), RunState.PREPARED, RunState.RELEASED, night.token))
                .as("a process that was looking at it meanwhile")
                .isInstanceOf(StaleStateException.class);
    }

    @Test
    void aDeclinedRunWithdrawsEverythingAndFreesItsNumbers() {
        Run run = night.prepared(MONDAY, night.range(night.reported("a", MONDAY)));
        StoredPackage built = night.buildAll(run).get(0);
        night.ledger.moveRun(run.runId(), RunState.PREPARED, RunState.AWAITING_SIGN_OFF, night.token);
        night.ledger.decline(run.runId(), "Ann", "wrong extract");
        assertThat(night.ledger.run(run.runId()).orElseThrow().state()).isEqualTo(RunState.DECLINED);
        assertThat(night.state(built)).isEqualTo(PackageState.WITHDRAWN);
        assertThat(night.books.items(run.runId())).isEqualTo(new ItemBook(1, 0, 0, 0, 0, 1, 0));
        Run next = night.released(MONDAY.plusDays(1), night.range(night.reported("b", MONDAY)));
        StoredPackage after = night.buildAll(next).get(0);
        assertThat(after.sequence()).isEqualTo(1);
        assertThat(after.supersedes())
                .as("the registry never heard of the withdrawn one")
                .isNull();
    }
}
