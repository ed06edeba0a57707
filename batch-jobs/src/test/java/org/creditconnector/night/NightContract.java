package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;
import static org.creditconnector.night.TinyLender.key;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.ledger.Targets;
import org.creditconnector.mockregistry.MockRegistry;
import org.creditconnector.mockregistry.MockRegistryOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a night promises, whatever the store: held against what the registry really saw. */
abstract class NightContract {
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
    private static final LocalDate SUNDAY = FRIDAY.plusDays(2);

    @TempDir
    Path home;

    private NightFixture night;

    abstract StoreSettings store(Path home);

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home, store(home));
    }

    @AfterEach
    void close() {
        night.close();
    }

    private static String subject(int number) {
        return "account:" + key(number);
    }

    private static void assertReconciled(RunReport run) {
        assertThat(run.cause()).isNull();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.state()).isEqualTo("RECONCILED");
        assertThat(run.accounts().balances()).isTrue();
        assertThat(run.items().balances()).isTrue();
    }

    private void assertEachAccountOnce() {
        assertThat(night.verdicts())
                .hasSize(ACCOUNTS)
                .allSatisfy((subject, times) -> assertThat(times).isOne());
        assertThat(night.kept()).doesNotHaveDuplicates();
    }

    private RunReport.Accounts reported(int reported, int unchanged) {
        return new RunReport.Accounts(reported + unchanged, 0, unchanged, 0, 0, reported, 0);
    }

    // ------------------------------------------------------------------ nights that follow each other

    @Test
    void aFirstNightReportsEveryAccountOnce() throws Exception {
        RunReport run = night.run(FRIDAY);
        assertReconciled(run);
        assertThat(run.accounts()).isEqualTo(reported(ACCOUNTS, 0));
        assertThat(run.packages()).as("ten items, four to a package").isEqualTo(3);
        RunReport.CurrencyAmounts eur = run.amounts().get(0);
        assertThat(eur.currency()).isEqualTo("EUR");
        assertThat(eur.principal()).isEqualByComparingTo("3000");
        assertThat(eur.overdue()).as("five loans, one instalment each").isEqualByComparingTo("500");
        assertThat(eur.paid()).isEqualByComparingTo("1650");
        assertEachAccountOnce();
        assertThat(night.kept()).hasSize(3);
        assertThat(night.executionsUnderWay()).isZero();
    }

    @Test
    void theSameDateAgainSendsNothingAndEndsTheSameWay() throws Exception {
        night.registry.scenarioPage("""
                description: One account is rejected.
                rejects: [{code: X1, message: Blocked., subjects: ['account:L-00003']}]
                """);
        RunReport first = night.run(FRIDAY);
        assertThat(first.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(first.state()).isEqualTo("RECONCILED");
        assertThat(first.items().rejected()).isOne();
        assertThat(first.items().accepted()).isEqualTo(ACCOUNTS - 1);
        assertThat(first.items().balances()).isTrue();
        long requests = night.requests();

        RunReport second = night.run(FRIDAY);
        night.reopen();
        RunReport third = night.run(FRIDAY);
        assertThat(night.requests()).as("nobody was asked anything").isEqualTo(requests);
        assertThat(List.of(second.exit(), third.exit())).containsOnly(ExitCode.WORK_LIST);
        assertThat(third.accounts()).isEqualTo(first.accounts());
        assertThat(third.items()).isEqualTo(first.items());
    }

    @Test
    void aChangedRowGoesAloneWithTheNextDate() throws Exception {
        assertReconciled(night.run(FRIDAY));
        long before = night.lastEffect();
        night.lender.pay(3, 2, "23.03.2024", "110.00");
        RunReport next = night.run(SATURDAY);
        assertReconciled(next);
        assertThat(next.accounts()).isEqualTo(reported(1, ACCOUNTS - 1));
        assertThat(night.accepted(before)).containsExactly(subject(3) + " REPORT " + SATURDAY);

        long puts = night.puts();
        RunReport quiet = night.run(SUNDAY);
        assertReconciled(quiet);
        assertThat(quiet.accounts()).isEqualTo(reported(0, ACCOUNTS));
        assertThat(night.puts()).isEqualTo(puts);
    }

    @Test
    void aChangedRowOfTheSameDateGoesAloneAsACorrectionWithAgain() throws Exception {
        assertReconciled(night.run(FRIDAY));
        long before = night.lastEffect();
        night.lender.pay(5, 2, "22.03.2024", "50.00");
        assertThat(night.run(FRIDAY).pass())
                .as("without --again the night is over")
                .isOne();
        assertThat(night.lastEffect()).isEqualTo(before);

        RunReport again = night.run(new RunRequest(
                TARGET, TinyLender.NAME, FRIDAY, new RunRequest.Again("Ada", "a payment was booked late")));
        assertReconciled(again);
        assertThat(again.pass()).isEqualTo(2);
        assertThat(again.accounts()).isEqualTo(reported(1, ACCOUNTS - 1));
        assertThat(night.accepted(before)).containsExactly(subject(5) + " CORRECTION " + FRIDAY);
    }

    @Test
    void whenAMonthEndsEveryOpenAccountIsReportedAtIt() throws Exception {
        assertReconciled(night.run(FRIDAY));
        long before = night.lastEffect();
        night.lender.pay(7, 2, "02.04.2024", "110.00");
        RunReport next = night.run(LocalDate.of(2024, 4, 2));
        assertReconciled(next);
        assertThat(next.accounts()).isEqualTo(reported(ACCOUNTS, 0));
        assertThat(next.items().accepted()).isEqualTo(ACCOUNTS + 1);
        assertThat(night.accepted(before))
                .hasSize(ACCOUNTS + 1)
                .contains(subject(1) + " REPORT 2024-03-31", subject(7) + " REPORT 2024-04-02")
                .filteredOn(line -> line.endsWith("2024-03-31"))
                .hasSize(ACCOUNTS);
    }

    @Test
    void aVanishedAccountIsCountedAndListedAndANewOneIsReported() throws Exception {
        assertReconciled(night.run(FRIDAY));
        long before = night.lastEffect();
        night.lender.drop(4);
        night.lender.add(11);
        RunReport next = night.run(SATURDAY);
        assertReconciled(next);
        assertThat(next.accounts()).isEqualTo(new RunReport.Accounts(ACCOUNTS, 0, ACCOUNTS - 1, 0, 0, 1, 1));
        assertThat(night.accepted(before)).containsExactly(subject(11) + " REPORT " + SATURDAY);
        try (Store store = Store.open(night.store)) {
            long run = new SubmissionLedger(store)
                    .run(TARGET, TinyLender.NAME, SATURDAY, 1)
                    .orElseThrow()
                    .runId();
            assertThat(new LedgerQueries(store).vanished(run, null, 10).rows()).containsExactly(key(4));
        }
    }

    // ------------------------------------------------------------------ answers that come late

    @Test
    void lateFeedbackIsCollectedAndReconciledByTheirCommands() throws Exception {
        night.registry.scenario("late-feedback");
        RunReport pending = night.run(FRIDAY);
        assertThat(pending.exit()).isEqualTo(ExitCode.PENDING);
        assertThat(pending.items().unanswered()).isEqualTo(ACCOUNTS);
        assertThat(pending.next()).startsWith("collect --target registry");

        night.registry.release();
        night.reopen();
        List<RunReport> collected = night.nights().collect(TARGET, FRIDAY);
        assertThat(collected).hasSize(1);
        assertThat(collected.get(0).items().accepted()).isEqualTo(ACCOUNTS);
        List<RunReport> reconciled = night.nights().reconcile(TARGET, null);
        assertThat(reconciled).hasSize(1);
        assertReconciled(reconciled.get(0));
        assertThat(night.nights().reconcile(TARGET, null)).as("nothing is left").isEmpty();
        assertEachAccountOnce();
    }

    @Test
    void aPendingNightIsContinuedByRunningItAgain() throws Exception {
        night.registry.scenario("late-feedback");
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.PENDING);
        long puts = night.puts();
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.PENDING);
        night.registry.release();
        assertReconciled(night.run(FRIDAY));
        assertThat(night.puts()).isEqualTo(puts);
        assertEachAccountOnce();
    }

    @Test
    void anAccountWithoutVerdictWaitsWhenItChanges() throws Exception {
        night.registry.scenario("late-feedback");
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.PENDING);
        night.lender.pay(3, 2, "23.03.2024", "110.00");
        RunReport next = night.run(SATURDAY);
        assertThat(next.accounts().waiting()).isPositive();
        assertThat(next.accounts().reported()).isZero();
        night.registry.release();
        assertReconciled(night.run(FRIDAY));
        assertReconciled(night.run(SATURDAY));
        night.registry.scenario("all-accepted");
        RunReport later = night.run(SUNDAY);
        assertReconciled(later);
        assertThat(later.accounts().reported()).isOne();
    }

    // ------------------------------------------------------------------ a registry that fails

    @ParameterizedTest
    @ValueSource(
            strings = {"unavailable", "reset-before-effect", "reset-after-effect", "garbled-answer", "duplicate-refused"
            })
    void aFaultOnTheWayLeavesEachPackageWithOneEffect(String scenario) throws Exception {
        night.registry.scenario(scenario);
        assertReconciled(night.run(FRIDAY));
        assertEachAccountOnce();
        assertThat(night.registry.arrivals().get("putPackage").faulted()).isPositive();
    }

    @Test
    void aRegistryThatIsDownIsTriedAgainByTheNextCall() throws Exception {
        int port = night.registry.port();
        night.registryUrl = night.registry.url().toString();
        night.registry.close();
        night.target = "feedback-wait: 1s\nconnect-timeout: 1s";
        RunReport down = night.run(FRIDAY);
        assertThat(down.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(down.items().unsent()).isEqualTo(ACCOUNTS);
        assertThat(down.next()).startsWith("run --target registry");

        night.registry = MockRegistry.start(MockRegistryOptions.defaults().withPort(port));
        RunReport tooEarly = night.run(FRIDAY);
        assertThat(tooEarly.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(tooEarly.cause()).contains("in a row did not get through, so that nothing more is sent for");
        assertThat(night.requests()).as("nobody was asked anything").isZero();

        night.reopen();
        assertReconciled(night.run(FRIDAY));
        assertEachAccountOnce();
    }

    @Test
    void aRegistryThatStaysUnavailableEndsTheNightAndTheNextCallGoesOn() throws Exception {
        night.registry.scenarioPage("""
                description: Closed for two hours.
                faults: [{on: putPackage, occurrences: 1, do: unavailable, retry-after: 7200}]
                """);
        RunReport down = night.run(FRIDAY);
        assertThat(down.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(down.cause()).contains("the registry asks for a pause of 7200 s", "run again after ");
        assertThat(night.puts()).as("it asked for a long pause").isOne();
        night.reopen();
        RunReport tooEarly = night.run(FRIDAY);
        assertThat(tooEarly.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(tooEarly.cause()).contains("asked to be left alone until ");
        assertThat(night.puts()).as("also in another process").isOne();

        try (Store store = Store.open(night.store)) {
            new Targets(store).resume(TARGET, "Ada", "they called: it is open again");
        }
        assertReconciled(night.run(FRIDAY));
        assertEachAccountOnce();
    }

    @Test
    void aWrongAddressIsRefusedAndNamed() throws Exception {
        night.registryUrl = night.registry.url() + "/nowhere";
        RunReport refused = night.run(FRIDAY);
        assertThat(refused.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(refused.cause()).contains("was refused").contains("404");
        assertThat(refused.next()).startsWith("retry-package ");
        assertThat(refused.items().unsent()).isEqualTo(ACCOUNTS);
        assertThat(night.registry.effects()).isEmpty();
        RunReport still = night.run(FRIDAY);
        assertThat(still.exit()).as("until somebody decides").isEqualTo(ExitCode.WORK_LIST);
        assertThat(still.next()).startsWith("retry-package ");

        night.registryUrl = null;
        night.reopen();
        String packageId = refused.next().split(" ")[1];
        try (Store store = Store.open(night.store)) {
            new SubmissionLedger(store).returnItems(packageId, "Ada", "the address was wrong");
        }
        assertReconciled(night.run(FRIDAY));
        assertEachAccountOnce();
    }

    @Test
    void wrongTotalsOfTheRegistryMakeTheNightRedAndNameTheStep() throws Exception {
        night.registry.scenario("wrong-totals");
        RunReport red = night.run(FRIDAY);
        assertThat(red.exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(red.state()).isEqualTo("UNBALANCED");
        assertThat(red.cause()).contains("feedback: ").contains("EUR");
        assertThat(night.nights().collect(TARGET, FRIDAY).get(0).exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(night.nights().reconcile(TARGET, FRIDAY).get(0).exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(night.puts()).as("nothing is sent to mend it").isEqualTo(3);
    }

    @Test
    void aWrongStatementAloneMakesTheNightRedUntilItIsRight() throws Exception {
        night.registry.scenarioPage("""
                description: The statement is a hundredth too high.
                faults: [{on: getStatement, do: wrong-totals}]
                """);
        RunReport red = night.run(FRIDAY);
        assertThat(red.exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(red.state()).isEqualTo("UNBALANCED");
        assertThat(red.cause()).contains("statement: ");
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.UNBALANCED);
        night.registry.scenario("all-accepted");
        List<RunReport> reconciled = night.nights().reconcile(TARGET, FRIDAY);
        assertReconciled(reconciled.get(0));
        assertEachAccountOnce();
    }

    // ------------------------------------------------------------------ the gate

    @Test
    void anEmptyExtractIsHeldAndNothingIsSent() throws Exception {
        night.lender.loans.clear();
        night.lender.instalments.clear();
        night.lender.payments.clear();
        RunReport held = night.run(FRIDAY);
        assertThat(held.exit()).isEqualTo(ExitCode.HELD);
        assertThat(held.cause()).contains("0 accounts were extracted");
        assertThat(night.requests()).isZero();
    }

    private RunReport heldAfterThreeNights() throws Exception {
        for (int day = 0; day < 3; day++) {
            assertReconciled(night.run(FRIDAY.plusDays(day)));
        }
        for (int number = 1; number <= 5; number++) {
            night.lender.drop(number);
        }
        night.lender.pay(9, 2, "24.03.2024", "110.00");
        RunReport held = night.run(FRIDAY.plusDays(3));
        assertThat(held.exit()).isEqualTo(ExitCode.HELD);
        assertThat(held.state()).isEqualTo("HELD");
        assertThat(held.cause()).contains("accounts: 5 is 50 % away from the recent nights' 10");
        assertThat(held.next()).startsWith("approve registry/tiny/2024-03-25/1");
        assertThat(held.accounts().vanished()).isEqualTo(5);
        return held;
    }

    private void decide(LocalDate date, boolean approve) {
        try (Store store = Store.open(night.store)) {
            SubmissionLedger ledger = new SubmissionLedger(store);
            long run =
                    ledger.run(TARGET, TinyLender.NAME, date, 1).orElseThrow().runId();
            if (approve) {
                ledger.approve(run, "Ada", "five were sold");
            } else {
                ledger.decline(run, "Ada", "half the file is missing");
            }
        }
    }

    @Test
    void halfTheAccountsAreHeldAndGoWhenAPersonApproves() throws Exception {
        heldAfterThreeNights();
        long before = night.lastEffect();
        long requests = night.requests();
        assertThat(night.run(FRIDAY.plusDays(3)).exit()).as("still").isEqualTo(ExitCode.HELD);
        assertThat(night.requests()).isEqualTo(requests);

        decide(FRIDAY.plusDays(3), true);
        assertReconciled(night.run(FRIDAY.plusDays(3)));
        assertThat(night.accepted(before)).containsExactly(subject(9) + " REPORT 2024-03-25");
    }

    @Test
    void aDeclinedNightNeverLeaves() throws Exception {
        heldAfterThreeNights();
        long requests = night.requests();
        decide(FRIDAY.plusDays(3), false);
        RunReport declined = night.run(FRIDAY.plusDays(3));
        assertThat(declined.state()).isEqualTo("DECLINED");
        assertThat(declined.items().withdrawn()).isOne();
        assertThat(declined.items().balances()).isTrue();
        night.reopen();
        night.run(FRIDAY.plusDays(3));
        assertThat(night.requests()).isEqualTo(requests);
    }

    @Test
    void aTargetThatWantsASignatureGetsNothingBefore() throws Exception {
        night.target = "feedback-wait: 1s\nsign-off: true";
        RunReport waiting = night.run(FRIDAY);
        assertThat(waiting.exit()).isEqualTo(ExitCode.SIGN_OFF);
        assertThat(waiting.next()).startsWith("approve registry/tiny/2024-03-22/1");
        assertThat(night.requests()).isZero();
        decide(FRIDAY, true);
        assertReconciled(night.run(FRIDAY));
        assertEachAccountOnce();
    }

    // ------------------------------------------------------------------ two at a time

    @Test
    void whoComesSecondIsToldThatTheTargetIsBeingWorkedOn() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        night.watch((step, done, total) -> {
            if (step.equals("package")) {
                working.countDown();
                await(goOn);
            }
        });
        CompletableFuture<RunReport> first = CompletableFuture.supplyAsync(() -> {
            try {
                return night.run(FRIDAY);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        first.whenComplete((report, failure) -> working.countDown());
        try (Nights second = StoredNights.open(night.config(), Progress.SILENT)) {
            await(working);
            assertThat(first).as("the first one is at work").isNotDone();
            assertThatThrownBy(() -> second.run(new RunRequest(TARGET, TinyLender.NAME, FRIDAY, null)))
                    .isInstanceOfSatisfying(
                            CommandException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.RUNNING))
                    .hasMessageContaining("target registry is being worked on by ");
        } finally {
            goOn.countDown();
        }
        assertReconciled(first.get(Duration.ofMinutes(1).toMillis(), TimeUnit.MILLISECONDS));
        assertEachAccountOnce();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
