package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;
import static org.creditconnector.night.TinyLender.key;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.PeriodComparison.Suspect;
import org.creditconnector.ledger.StaleStateException;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gate keeps back never reaches the registry, until a person says so by name. */
class GateNightTest {
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);

    @TempDir
    Path home;

    private NightFixture night;

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home);
        night.source = "range-size: 50";
        night.packageItems = 1_000;
    }

    @AfterEach
    void close() {
        night.close();
    }

    private void accounts(int accounts) {
        for (int number = NightFixture.ACCOUNTS + 1; number <= accounts; number++) {
            night.lender.add(number);
        }
    }

    private void sent(LocalDate date) throws Exception {
        RunReport run = night.run(date);
        assertThat(run.cause()).isNull();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    }

    /** Runs a date: it stops, the registry hears nothing. */
    private RunReport held(LocalDate date) throws Exception {
        long requests = night.requests();
        RunReport run = night.run(date);
        assertThat(run.exit()).isEqualTo(ExitCode.HELD);
        assertThat(run.state()).isEqualTo("HELD");
        assertThat(run.next()).startsWith("approve registry/tiny/" + date + "/1");
        night.reopen();
        RunReport again = night.run(date);
        assertThat(again.cause()).as("the same for every call").isEqualTo(run.cause());
        assertThat(night.requests()).isEqualTo(requests);
        return run;
    }

    private void inLedger(LocalDate date, java.util.function.ObjLongConsumer<SubmissionLedger> work) {
        night.reopen();
        try (Store store = Store.open(night.store)) {
            SubmissionLedger ledger = new SubmissionLedger(store);
            work.accept(
                    ledger,
                    ledger.run(TARGET, TinyLender.NAME, date, 1).orElseThrow().runId());
        }
    }

    private void approve(LocalDate date) {
        inLedger(date, (ledger, run) -> ledger.approve(run, "Ada", "looked at each of them"));
    }

    private List<String> listed(LocalDate date) {
        night.reopen();
        try (Store store = Store.open(night.store)) {
            long run = new SubmissionLedger(store)
                    .run(TARGET, TinyLender.NAME, date, 1)
                    .orElseThrow()
                    .runId();
            return new LedgerQueries(store)
                    .suspects(run, null, 1_000).rows().stream()
                            .map(GateNightTest::line)
                            .toList();
        }
    }

    private static String line(Suspect suspect) {
        return suspect.accountKey() + " " + suspect.kind();
    }

    private void closeLoan(int number) {
        night.lender.pay(number, 8, "20.03.2024", number % 2 == 0 ? "110.00" : "220.00");
        night.lender.change(number, ",A,", ",C,20.03.2024");
    }

    private void reopenLoan(int number) {
        night.lender.change(number, ",C,20.03.2024", ",A,");
    }

    // ------------------------------------------------------------------ poison

    @ParameterizedTest(name = "{0} of 100 accounts cannot be used")
    @CsvSource({"1, 99", "5, 95", "50, 0", "100, 0"})
    void poisonIsHeldAndOverTheFloorNothingIsSent(int poisoned, int sent) throws Exception {
        accounts(100);
        for (int number = 1; number <= poisoned; number++) {
            night.lender.change(number, ",A,", ",X,");
        }
        RunReport run = night.run(FRIDAY);
        assertThat(run.accounts().held()).isEqualTo(poisoned);
        assertThat(run.accounts().reported()).isEqualTo(100 - poisoned);
        assertThat(run.accounts().balances()).isTrue();
        assertThat(night.verdicts()).hasSize(sent);
        if (sent == 0) {
            assertThat(run.exit()).isEqualTo(ExitCode.HELD);
            assertThat(run.cause())
                    .isEqualTo(poisoned + " of 100 accounts are held (" + poisoned + " %), expected at most 10 %");
            assertThat(night.requests()).isZero();
        } else {
            assertThat(run.exit()).isEqualTo(ExitCode.WORK_LIST);
        }
    }

    // ------------------------------------------------------------------ what cannot be

    @Test
    void aClosedLoanThatIsOpenAgainWaitsForAPerson() throws Exception {
        closeLoan(4);
        sent(FRIDAY);
        reopenLoan(4);
        long before = night.lastEffect();
        RunReport held = held(SATURDAY);
        assertThat(held.cause())
                .isEqualTo("1 closed accounts are open again, expected at most 0;"
                        + " listed by `gate registry/tiny/2024-03-23/1`: 1 reopened");
        assertThat(listed(SATURDAY)).containsExactly(key(4) + " REOPENED");
        approve(SATURDAY);
        sent(SATURDAY);
        assertThat(night.accepted(before)).containsExactly("account:" + key(4) + " REPORT " + SATURDAY);
    }

    @Test
    void aLoanInAnotherCurrencyWaitsForAPerson() throws Exception {
        sent(FRIDAY);
        night.lender.change(4, ",EUR,", ",USD,");
        assertThat(held(SATURDAY).cause()).startsWith("1 accounts have changed their currency, expected at most 0");
        assertThat(listed(SATURDAY)).containsExactly(key(4) + " CURRENCY_CHANGED");
    }

    @Test
    void arrearsThatRiseFasterThanTimeWaitForAPerson() throws Exception {
        sent(FRIDAY);
        night.lender.payments.removeIf(line -> line.startsWith(key(4) + ","));
        assertThat(held(SATURDAY).cause())
                .startsWith(
                        "1 accounts' days past due rose by more than the 1 days that went by and 7 more, expected at most 0");
        assertThat(listed(SATURDAY)).containsExactly(key(4) + " ARREARS_JUMPED");
    }

    @Test
    void limitsAreTheTargets() throws Exception {
        night.target = "feedback-wait: 1s\ngate: {changes: {reopened-accounts: 1}}";
        closeLoan(4);
        closeLoan(6);
        sent(FRIDAY);
        reopenLoan(4);
        sent(SATURDAY);
        assertThat(listed(SATURDAY)).as("listed all the same").containsExactly(key(4) + " REOPENED");
        closeLoan(8);
        sent(SATURDAY.plusDays(1));
        reopenLoan(6);
        reopenLoan(8);
        assertThat(held(SATURDAY.plusDays(2)).cause())
                .startsWith("2 closed accounts are open again, expected at most 1");
    }

    // ------------------------------------------------------------------ shape

    @Test
    void aPaymentsFileWithoutLinesStopsTheNightForSeveralReasons() throws Exception {
        accounts(40);
        sent(FRIDAY);
        List<String> payments = List.copyOf(night.lender.payments);
        night.lender.payments.clear();
        RunReport held = held(SATURDAY);
        assertThat(held.cause())
                .startsWith("payments: 0 rows of 40 accounts are 100 % fewer an account than in the recent nights,"
                        + " expected at most 30 %; 40 accounts' days past due rose by more")
                .contains("20 of 20 good customers are suddenly late (100 %), expected at most 8 %")
                .endsWith(": 40 arrears jumped");
        inLedger(SATURDAY, (ledger, run) -> ledger.decline(run, "Ada", "the payments were not loaded"));
        night.lender.payments.addAll(payments);
        sent(SATURDAY.plusDays(1));
        assertThat(listed(SATURDAY.plusDays(1)))
                .as("compared with Friday, not with what was declined")
                .isEmpty();
    }

    @Test
    void manyThatVanishStopTheNightAndOneIsListed() throws Exception {
        accounts(100);
        closeLoan(2);
        sent(FRIDAY);
        night.lender.drop(1);
        night.lender.drop(2);
        sent(SATURDAY);
        assertThat(listed(SATURDAY)).as("the closed one is not missed").containsExactly(key(1) + " VANISHED");
        for (int number = 3; number <= 22; number++) {
            night.lender.drop(number);
        }
        night.lender.add(1);
        RunReport held = held(SATURDAY.plusDays(1));
        assertThat(held.cause())
                .isEqualTo("20 of 98 accounts that were open have vanished (20.4 %), expected at most 5 %;"
                        + " listed by `gate registry/tiny/2024-03-24/1`: 20 vanished, 1 came back");
        assertThat(listed(SATURDAY.plusDays(1))).hasSize(21).endsWith(key(1) + " CAME_BACK");
    }

    @Test
    void afterMissedDatesTheDaysBetweenCount() throws Exception {
        sent(FRIDAY);
        LocalDate later = FRIDAY.plusDays(20);
        sent(later);
        assertThat(listed(later)).as("five loans are twenty days later").isEmpty();
    }

    @Test
    void aSecondPassIsComparedWithTheFirst() throws Exception {
        closeLoan(4);
        sent(FRIDAY);
        reopenLoan(4);
        RunReport again = night.run(new RunRequest(
                TARGET, TinyLender.NAME, FRIDAY, new RunRequest.Again("Ada", "a loan was closed by mistake")));
        assertThat(again.exit()).isEqualTo(ExitCode.HELD);
        assertThat(again.cause()).startsWith("1 closed accounts are open again");
        assertThat(night.run(FRIDAY).pass()).isEqualTo(2);
        inLedger(
                FRIDAY,
                (ledger, first) -> ledger.approve(
                        ledger.run(TARGET, TinyLender.NAME, FRIDAY, 2)
                                .orElseThrow()
                                .runId(),
                        "Ada",
                        "it was a mistake"));
        sent(FRIDAY);
    }

    // ------------------------------------------------------------------ what an approval is worth

    private String heldWithTwoChanges(Consumer<String> atContent) throws Exception {
        closeLoan(4);
        sent(FRIDAY);
        reopenLoan(4);
        night.lender.pay(7, 2, "22.03.2024", "110.00");
        held(SATURDAY);
        String[] content = new String[1];
        inLedger(SATURDAY, (ledger, run) -> content[0] = ledger.contentHash(run));
        atContent.accept(content[0]);
        return content[0];
    }

    private void withdrawOneItem() {
        night.reopen();
        try (Store store = Store.open(night.store)) {
            assertThat(org.springframework.jdbc.core.simple.JdbcClient.create(store.dataSource())
                            .sql(
                                    "update report_item set state = 'WITHDRAWN' where account_key = ? and state = 'STAGED'")
                            .param(key(7))
                            .update())
                    .isEqualTo(1);
        }
    }

    @Test
    void anApprovalOfWhatWasSeenDoesNotPassWhatIsThereNow() throws Exception {
        String seen = heldWithTwoChanges(content -> {});
        withdrawOneItem();
        inLedger(
                SATURDAY,
                (ledger, run) -> assertThatThrownBy(
                                () -> ledger.approve(run, seen.substring(0, 12), "Ada", "looked at it"))
                        .isInstanceOf(StaleStateException.class)
                        .hasMessageContaining("it is not what was looked at"));
        assertThat(held(SATURDAY).cause()).startsWith("1 closed accounts are open again");
    }

    @Test
    void anApprovalDoesNotCarryOverToAChangedContent() throws Exception {
        heldWithTwoChanges(
                content -> inLedger(SATURDAY, (ledger, run) -> ledger.approve(run, content, "Ada", "looked at it")));
        long before = night.lastEffect();
        withdrawOneItem();
        assertThat(held(SATURDAY).cause())
                .startsWith("the content has changed since Ada approved it: items were withdrawn or superseded");
        approve(SATURDAY);
        RunReport run = night.run(SATURDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(night.accepted(before)).containsExactly("account:" + key(4) + " REPORT " + SATURDAY);
    }
}
