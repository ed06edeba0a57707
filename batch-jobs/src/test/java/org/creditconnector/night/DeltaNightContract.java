package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;
import static org.creditconnector.night.TinyLender.key;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a source that names what changed: they look at less and find the same. */
abstract class DeltaNightContract {
    private static final ZoneId LENDER = ZoneId.of("Europe/Berlin");

    @TempDir
    Path home;

    private NightFixture night;

    abstract StoreSettings store(Path home);

    @BeforeEach
    void open() throws Exception {
        night = fixture(home, true);
    }

    @AfterEach
    void close() {
        night.close();
    }

    private NightFixture fixture(Path at, boolean namesChanges) throws Exception {
        NightFixture made = new NightFixture(at, store(at));
        if (namesChanges) {
            TinyLender.nameChanges(at.resolve("sources"));
            made.furtherFiles = ", touched: \"" + made.files() + "/touched.csv\"";
        }
        made.source = "range-size: 3\ndelta: {overlap: 0s, full-above-percent: 50}";
        return made;
    }

    private static String subject(int number) {
        return "account:" + key(number);
    }

    /** The lender changes something and says so. */
    private void touch(int number) {
        night.lender.touch(number, LocalDateTime.now(LENDER));
    }

    private RunReport reconciled(LocalDate date) throws Exception {
        RunReport run = night.run(date);
        assertThat(run.cause()).isNull();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.accounts().balances()).isTrue();
        assertThat(run.items().balances()).isTrue();
        return run;
    }

    private static void assertReadAll(RunReport run, String reason) {
        assertThat(run.notes()).anySatisfy(note -> assertThat(note).startsWith("all accounts were read: " + reason));
        assertThat(run.accounts().extracted()).isGreaterThanOrEqualTo(ACCOUNTS - 1);
    }

    private static void assertReadChanges(RunReport run, int accounts, int leftOut) {
        assertThat(run.notes())
                .anySatisfy(note -> assertThat(note)
                        .startsWith("read what has changed since ")
                        .contains("; " + leftOut + " open accounts of the "));
        assertThat(run.accounts().extracted()).isEqualTo(accounts);
    }

    // ------------------------------------------------------------------ what is looked at

    @Test
    void aNightLooksAtWhatChangedAndAtNothingElse() throws Exception {
        assertReadAll(reconciled(FRIDAY), "no night has read them yet");

        long before = night.lastEffect();
        RunReport quiet = reconciled(FRIDAY.plusDays(1));
        assertReadChanges(quiet, 0, ACCOUNTS);
        assertThat(night.lastEffect()).isEqualTo(before);

        night.lender.pay(3, 2, "23.03.2024", "110.00");
        touch(3);
        RunReport changed = reconciled(FRIDAY.plusDays(2));
        assertReadChanges(changed, 1, ACCOUNTS - 1);
        assertThat(changed.accounts().reported()).isOne();
        assertThat(night.accepted(before)).containsExactly(subject(3) + " REPORT " + FRIDAY.plusDays(2));
        assertReadChanges(reconciled(FRIDAY.plusDays(3)), 0, ACCOUNTS);
    }

    @Test
    void whatWasTouchedAndIsTheSameHasNothingToSay() throws Exception {
        reconciled(FRIDAY);
        long before = night.lastEffect();
        touch(5);
        RunReport same = reconciled(FRIDAY.plusDays(1));
        assertReadChanges(same, 1, ACCOUNTS - 1);
        assertThat(same.accounts().unchanged()).isOne();
        assertThat(night.lastEffect()).isEqualTo(before);
    }

    @Test
    void aNewAccountIsLookedAtAndOneThatBeginsLaterEveryNightUntilThen() throws Exception {
        night.lender.loans.add(key(20) + ",C-20,Name20 Surname,P20,EUR,100.00,24.03.2024,A,");
        night.lender.instalments.add(key(20) + ",1,15.05.2024,100.00,10.00");
        assertThat(night.run(FRIDAY).accounts().held())
                .as("a loan that begins on Sunday")
                .isOne();
        night.lender.add(ACCOUNTS + 1);
        touch(ACCOUNTS + 1);
        long before = night.lastEffect();
        RunReport saturday = night.run(FRIDAY.plusDays(1));
        assertReadChanges(saturday, 2, ACCOUNTS);
        assertThat(night.accepted(before)).containsExactly(subject(ACCOUNTS + 1) + " REPORT " + FRIDAY.plusDays(1));

        RunReport sunday = reconciled(FRIDAY.plusDays(2));
        assertReadChanges(sunday, 1, ACCOUNTS + 1);
        assertThat(night.accepted(before)).contains(subject(20) + " REPORT " + FRIDAY.plusDays(2));
        assertReadChanges(reconciled(FRIDAY.plusDays(3)), 0, ACCOUNTS + 2);
    }

    @Test
    void whatIsHeldIsLookedAtEveryNight() throws Exception {
        reconciled(FRIDAY);
        night.lender.change(6, ",A,", ",Z,");
        touch(6);
        RunReport held = night.run(FRIDAY.plusDays(1));
        assertThat(held.accounts().held()).isOne();
        night.lender.change(6, ",Z,", ",A,");
        RunReport mended = reconciled(FRIDAY.plusDays(2));
        assertReadChanges(mended, 1, ACCOUNTS - 1);
        assertThat(mended.accounts().unchanged()).isOne();
        assertReadChanges(reconciled(FRIDAY.plusDays(3)), 0, ACCOUNTS);
    }

    @Test
    void whatWasRejectedIsLookedAtAgain() throws Exception {
        night.registry.scenarioPage("""
                description: One account is rejected.
                rejects: [{code: X1, message: Blocked., subjects: ['account:L-00003']}]
                """);
        assertThat(night.run(FRIDAY).items().rejected()).isOne();
        RunReport next = night.run(FRIDAY.plusDays(1));
        assertReadChanges(next, 1, ACCOUNTS - 1);
        assertThat(next.accounts().held())
                .as("rejected before, and not sent again as it is")
                .isOne();
    }

    @Test
    void whatAPersonDecidedOnIsLookedAt() throws Exception {
        reconciled(FRIDAY);
        try (Store store = Store.open(night.store)) {
            Decisions decisions = new Decisions(store);
            decisions.dispute(
                    new Decisions.About(TARGET, TinyLender.NAME, key(7)),
                    new Decisions.By("ada", "says it is not hers"),
                    FRIDAY);
        }
        RunReport next = night.run(FRIDAY.plusDays(1));
        assertReadChanges(next, 1, ACCOUNTS - 1);
    }

    @Test
    void aDeclinedNightLeavesNothingBehind() throws Exception {
        reconciled(FRIDAY);
        night.target = "feedback-wait: 1s\nsign-off: true";
        night.reopen();
        night.lender.pay(3, 2, "23.03.2024", "110.00");
        touch(3);
        assertThat(night.run(FRIDAY.plusDays(1)).exit()).isEqualTo(ExitCode.SIGN_OFF);
        try (Store store = Store.open(night.store)) {
            SubmissionLedger ledger = new SubmissionLedger(store);
            Run waiting = ledger.newestRun(TARGET, TinyLender.NAME, FRIDAY.plusDays(1))
                    .orElseThrow();
            ledger.decline(waiting.runId(), "ada", "not tonight");
        }
        night.target = "feedback-wait: 1s";
        night.reopen();
        long before = night.lastEffect();
        RunReport next = reconciled(FRIDAY.plusDays(2));
        assertReadChanges(next, 1, ACCOUNTS - 1);
        assertThat(night.accepted(before)).containsExactly(subject(3) + " REPORT " + FRIDAY.plusDays(2));
    }

    @Test
    void anAccountThatWasAskedForAndIsGoneHasVanishedAndOneThatWasNotShowsInTheNextWholeNight() throws Exception {
        reconciled(FRIDAY);
        night.lender.drop(2);
        touch(2);
        night.lender.drop(9);
        RunReport next = reconciled(FRIDAY.plusDays(1));
        assertReadChanges(next, 0, ACCOUNTS - 1);
        assertThat(next.accounts().vanished()).isOne();
        RunReport whole = night.run(new RunRequest(TARGET, TinyLender.NAME, FRIDAY.plusDays(2), null, false, true));
        assertThat(whole.notes()).contains("all accounts were read: it was asked for by --full");
        assertThat(whole.accounts().vanished()).isOne();
        assertThat(whole.accounts().extracted()).isEqualTo(ACCOUNTS - 2);
    }

    // ------------------------------------------------------------------ when all are read

    @Test
    void aMonthEndReadsAll() throws Exception {
        reconciled(FRIDAY.plusDays(6));
        assertReadChanges(reconciled(FRIDAY.plusDays(7)), 0, ACCOUNTS);
        RunReport april = reconciled(FRIDAY.plusDays(11));
        assertReadAll(april, "a month has ended since registry/tiny/2024-03-29/1");
        assertThat(april.accounts().reported()).isEqualTo(ACCOUNTS);
        assertReadChanges(reconciled(FRIDAY.plusDays(12)), 0, ACCOUNTS);
    }

    @Test
    void aWeekAfterTheLastWholeNightAllAreRead() throws Exception {
        LocalDate first = LocalDate.of(2024, 3, 16);
        reconciled(first);
        assertReadChanges(reconciled(first.plusDays(6)), 0, ACCOUNTS);
        assertReadAll(reconciled(first.plusDays(7)), "no night of the last 7 days has read all");
        assertReadChanges(reconciled(first.plusDays(8)), 0, ACCOUNTS);
    }

    @Test
    void manyChangesReadAll() throws Exception {
        reconciled(FRIDAY);
        for (int number = 1; number <= 6; number++) {
            touch(number);
        }
        assertReadAll(reconciled(FRIDAY.plusDays(1)), "more than 5 of 10 accounts have changed or fallen due");
    }

    @Test
    void anotherSourceFolderOrOtherSettingsReadAll() throws Exception {
        reconciled(FRIDAY);
        Path mapping = home.resolve("sources/tiny/mapping.yaml");
        Files.writeString(mapping, Files.readString(mapping).replace("others: unknown", "others: withheld"));
        night.reopen();
        RunReport changed = night.run(FRIDAY.plusDays(1));
        assertReadAll(changed, "the source folder has changed since registry/tiny/2024-03-22/1");
    }

    @Test
    void aSourceThatLostItsRowsIsHeldAlthoughItNamesNoChange() throws Exception {
        reconciled(FRIDAY);
        for (int number = 1; number <= ACCOUNTS; number++) {
            night.lender.drop(number);
        }
        RunReport empty = night.run(FRIDAY.plusDays(1));
        assertThat(empty.exit()).isEqualTo(ExitCode.HELD);
        assertThat(empty.cause()).startsWith("the source has 0 accounts, expected at least one");
    }

    @Test
    void anInterruptedNightGoesOnWithItsListsAndTheNextOneAsksFromTheLastWholeOne() throws Exception {
        reconciled(FRIDAY);
        for (int number = 1; number <= 5; number++) {
            night.lender.pay(number, 3, "23.03.2024", "1.00");
            touch(number);
        }
        night.watch((step, done, total) -> {
            if (step.equals("prepare") && done > 0) {
                throw new IllegalStateException("power cut");
            }
        });
        assertThat(night.run(FRIDAY.plusDays(1)).exit()).isNotEqualTo(ExitCode.DONE);
        night.watch(Progress.SILENT);
        RunReport other = reconciled(FRIDAY.plusDays(2));
        assertThat(other.accounts().extracted())
                .as("the lists of the night before were never read whole")
                .isEqualTo(5);
        RunReport continued = night.run(FRIDAY.plusDays(1));
        assertThat(continued.accounts().balances()).isTrue();
        assertThat(continued.accounts().extracted()).isEqualTo(5);
    }

    // ------------------------------------------------------------------ and finds the same

    /** A night of both lenders; gives the accounts that the one that names changes looked at, -1 where it looked at all. */
    private long sameOfBoth(NightFixture whole, LocalDate date) throws Exception {
        long before = night.lastEffect();
        long beforeWhole = whole.lastEffect();
        RunReport run = night.run(date);
        RunReport all = whole.run(date);
        assertThat(run.cause()).isEqualTo(all.cause());
        assertThat(run.accounts().balances()).isTrue();
        assertThat(run.items().balances()).isTrue();
        assertThat(night.accepted(before)).as("night of " + date).isEqualTo(whole.accepted(beforeWhole));
        assertThat(all.accounts().extracted()).isEqualTo(whole.lender.loans.size());
        boolean changesOnly = run.notes().stream().anyMatch(note -> note.startsWith("read what has changed"));
        return changesOnly ? run.accounts().extracted() : -1;
    }

    @Test
    void nightsThatLookAtLessReportWhatWholeNightsReport() throws Exception {
        try (NightFixture whole = fixture(Files.createDirectory(home.resolve("whole")), false)) {
            Random random = new Random(11);
            int changesOnly = 0;
            for (int day = 0; day < 24; day++) {
                LocalDate date = FRIDAY.minusDays(6).plusDays(day);
                int touched = 0;
                for (int number = 1; number <= ACCOUNTS; number++) {
                    if (random.nextInt(12) == 0) {
                        night.lender.pay(number, 10 + day, written(date), "5.00");
                        whole.lender.pay(number, 10 + day, written(date), "5.00");
                        touch(number);
                        touched++;
                    }
                }
                long read = sameOfBoth(whole, date);
                if (read >= 0) {
                    changesOnly++;
                    assertThat(read).as("accounts read on " + date).isEqualTo(touched);
                }
            }
            assertThat(changesOnly).as("nights that looked at less").isGreaterThan(18);
            assertThat(night.verdicts().keySet()).isEqualTo(whole.verdicts().keySet());
        }
    }

    private static String written(LocalDate date) {
        return "%02d.%02d.%d".formatted(date.getDayOfMonth(), date.getMonthValue(), date.getYear());
    }

    /** Nobody touches anything: instalments fall due and are paid late or never, and some accounts have dates ahead that matter. */
    private static void liveByTheCalendar(NightFixture lender) throws Exception {
        lender.target = "feedback-wait: 1s\ngate: {held-percent: 50}";
        edit(lender, "mapping.yaml", "account.openedOn: opened", "account.firstDrawnOn: opened");
        for (int number = 11; number <= 14; number++) {
            lender.lender.add(number);
        }
        for (int number = 1; number <= 14; number++) {
            String key = key(number);
            String due = written(FRIDAY.plusDays(number - 5));
            lender.lender.instalments.replaceAll(line -> line.replace(key + ",3,15.04.2024", key + ",3," + due));
        }
        lender.lender.pay(2, 3, "16.03.2024", "110.00");
        lender.lender.change(11, ",15.01.2024,", ",25.03.2024,");
        lender.lender.payments.removeIf(line -> line.startsWith(key(11)));
        lender.lender.pay(12, 9, "21.03.2024", "110.00");
        lender.lender.pay(14, 9, "19.03.2024", "110.00");
        lender.lender.change(14, ",A,", ",C,19.03.2024");
    }

    private static void edit(NightFixture lender, String file, String text, String by) throws Exception {
        Path path = lender.home.resolve("sources/tiny").resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(text);
        Files.writeString(path, before.replace(text, by));
    }

    @Test
    @Tag("long")
    void whatTheCalendarAloneChangesIsToldOnItsNightAndNothingElseIsLookedAt() throws Exception {
        try (NightFixture whole = fixture(Files.createDirectory(home.resolve("whole")), false)) {
            liveByTheCalendar(night);
            liveByTheCalendar(whole);
            Map<Integer, Long> read = new TreeMap<>();
            for (int day = 16; day <= 41; day++) {
                read.put(day, sameOfBoth(whole, LocalDate.of(2024, 3, 1).plusDays(day - 1)));
            }
            Map<Integer, Long> expected = new TreeMap<>();
            for (int day = 16; day <= 41; day++) {
                expected.put(day, 0L);
            }
            // All: the first night, a week after the last one that read all, and the month end.
            List.of(16, 23, 30, 31, 38).forEach(day -> expected.put(day, -1L));
            // Held until their payment and their closing are no more to come; begins on the 25th.
            expected.putAll(Map.of(17, 2L, 18, 2L, 19, 2L, 20, 1L, 21, 1L, 25, 1L));
            assertThat(read).isEqualTo(expected);
            assertThat(night.verdicts()).isEqualTo(whole.verdicts());
        }
    }

    @Test
    void whereAQueryComputesWithTheDayEveryDateOfARecordIsLookedAt() throws Exception {
        try (NightFixture whole = fixture(Files.createDirectory(home.resolve("whole")), false)) {
            for (NightFixture lender : List.of(night, whole)) {
                lender.lender.instalments.replaceAll(
                        line -> line.replace(key(4) + ",3,15.04.2024", key(4) + ",3,20.03.2024"));
                edit(
                        lender,
                        "accounts.sql",
                        "x.name, ",
                        "case when x.loan = '" + key(4)
                                + "' and cast(:asOf as varchar) > '2024-03-20' then 'Late ' || x.name else x.name"
                                + " end as name, ");
            }
            assertThat(sameOfBoth(whole, LocalDate.of(2024, 3, 18))).isEqualTo(-1);
            assertThat(sameOfBoth(whole, LocalDate.of(2024, 3, 19))).isZero();
            assertThat(sameOfBoth(whole, LocalDate.of(2024, 3, 20))).isOne();
            long before = night.lastEffect();
            assertThat(sameOfBoth(whole, LocalDate.of(2024, 3, 21))).isOne();
            assertThat(night.accepted(before)).containsExactly(subject(4) + " REPORT 2024-03-21");
            assertThat(sameOfBoth(whole, LocalDate.of(2024, 3, 22))).isZero();
            assertThat(night.run(LocalDate.of(2024, 3, 23)).notes())
                    .contains(
                            "an account falls due on every date in its record, since values or rows follow the day in accounts");
        }
    }
}
