package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;
import static org.creditconnector.night.TinyLender.key;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.creditconnector.ledger.DecisionRefusedException;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.ledger.Decisions.By;
import org.creditconnector.ledger.MirrorRebuild;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people decide about accounts, held against what the registry really saw. */
abstract class DecisionContract {
    static final LocalDate SATURDAY = FRIDAY.plusDays(1);
    static final LocalDate SUNDAY = FRIDAY.plusDays(2);
    static final LocalDate MONDAY = FRIDAY.plusDays(3);
    static final By ADA = new By("Ada", "the contract says so");

    @TempDir
    Path home;

    NightFixture night;

    abstract StoreSettings store(Path home);

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home, store(home));
    }

    @AfterEach
    void close() {
        night.close();
    }

    static String subject(int number) {
        return "account:" + key(number);
    }

    static About about(int number) {
        return new About(TARGET, TinyLender.NAME, key(number));
    }

    <T> T decide(Function<Decisions, T> decision) {
        try (Store store = Store.open(night.store)) {
            return decision.apply(new Decisions(store));
        }
    }

    /** What the command does. */
    void correct(int number, String path, String value, LocalDate... at) {
        decide(decisions -> {
            Corrections corrections =
                    new Corrections(decisions, Registries.shipped().profile("registry-api"));
            List<LocalDate> dates = List.of(at);
            return corrections.decide(
                    about(number),
                    ADA,
                    List.of(corrections.check(
                            about(number),
                            new Corrections.Wanted(path, value),
                            dates.isEmpty() ? null : dates.get(dates.size() - 1))),
                    corrections.replaced(about(number), dates));
        });
    }

    static void assertReconciled(RunReport run) {
        assertThat(run.cause()).isNull();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.accounts().balances()).isTrue();
        assertThat(run.items().balances()).isTrue();
    }

    String state(int number, String kind) {
        return night.ask(
                "select state from decision where account_key = '" + key(number) + "' and kind = '" + kind
                        + "' order by decision_id desc fetch first row only",
                String.class);
    }

    long findings(int number, String rule, LocalDate date) {
        return night.ask(
                "select count(*) from finding f join submission_run r on r.run_id = f.run_id where f.account_key = '"
                        + key(number) + "' and f.rule_id = '" + rule + "' and r.business_date = date '" + date + "'",
                Long.class);
    }

    // ------------------------------------------------------------------ what the registry lost

    private void resubmit(int number) {
        decide(decisions -> decisions.resubmit(about(number), ADA, subject(number)));
    }

    private void assertBooksAndRegistryAgree(LocalDate date) throws Exception {
        assertThat(night.nights().reconcile(TARGET, date, true))
                .allSatisfy(run -> assertThat(run.exit()).isEqualTo(ExitCode.DONE));
        night.reopen();
        try (Store store = Store.open(night.store)) {
            assertThat(new MirrorRebuild(store).rebuild(TARGET).equal()).isTrue();
        }
    }

    @Test
    void whatTheRegistryLostOrHoldsOtherwiseGoesAgainOnceByResubmission() throws Exception {
        assertReconciled(night.run(FRIDAY));
        String lost = night.ask("select item_id from report_item where account_key = '" + key(3) + "'", String.class);
        night.registry.forget(null, subject(3));
        night.registry.alter(null, subject(7), "paid", new java.math.BigDecimal("1"));
        assertThatThrownBy(() -> resubmit(3))
                .as("nobody has compared yet")
                .isInstanceOf(DecisionRefusedException.class)
                .hasMessageContaining("there is nothing of " + key(3) + " to resubmit");
        assertThat(night.nights().reconcile(TARGET, FRIDAY).get(0).exit()).isEqualTo(ExitCode.UNBALANCED);
        resubmit(3);
        resubmit(7);
        assertThatThrownBy(() -> resubmit(4)).hasMessageContaining("there is nothing of " + key(4) + " to resubmit");
        assertThat(night.ask(
                        "select x.supersedes from decision_date x join decision d on d.decision_id = x.decision_id"
                                + " where d.account_key = '" + key(3) + "' and d.author = 'Ada'",
                        String.class))
                .isEqualTo(lost);

        long before = night.lastEffect();
        assertReconciled(night.run(SATURDAY));
        assertThat(night.accepted(before))
                .containsExactly(subject(3) + " REPORT " + FRIDAY, subject(7) + " CORRECTION " + FRIDAY);
        assertBooksAndRegistryAgree(FRIDAY);
        assertBooksAndRegistryAgree(SATURDAY);

        before = night.lastEffect();
        assertReconciled(night.run(SUNDAY));
        assertThat(night.accepted(before)).isEmpty();
        assertThat(state(3, "RESUBMIT")).isEqualTo("DONE");
        assertThatThrownBy(() -> resubmit(3)).hasMessageContaining("there is nothing of " + key(3) + " to resubmit");
    }

    @Test
    void allReportDatesThatTheRegistryLostAreToldAgainInTheirOrder() throws Exception {
        assertReconciled(night.run(FRIDAY));
        night.lender.pay(3, 2, "23.03.2024", "110.00");
        assertReconciled(night.run(SATURDAY));
        night.registry.forget(null, subject(3));
        assertThat(night.nights().reconcile(TARGET, SATURDAY).get(0).guilty()).hasSize(2);
        resubmit(3);
        long before = night.lastEffect();
        assertReconciled(night.run(SUNDAY));
        assertThat(night.accepted(before))
                .containsExactly(subject(3) + " REPORT " + FRIDAY, subject(3) + " REPORT " + SATURDAY);
        assertBooksAndRegistryAgree(SUNDAY);
    }

    @Test
    void whatTheRegistryFoundAgainIsNotToldTwice() throws Exception {
        assertReconciled(night.run(FRIDAY));
        org.creditconnector.mockregistry.Holding lost =
                night.registry.holdings(null, FRIDAY).get(2);
        night.registry.forget(null, subject(3));
        assertThat(night.nights().reconcile(TARGET, FRIDAY).get(0).exit()).isEqualTo(ExitCode.UNBALANCED);
        night.registry.invent(null, lost);
        assertThat(night.nights().reconcile(TARGET, FRIDAY).get(0).exit()).isEqualTo(ExitCode.DONE);
        assertThatThrownBy(() -> resubmit(3)).hasMessageContaining("there is nothing of " + key(3) + " to resubmit");
    }

    // ------------------------------------------------------------------ correct

    @Test
    void aCorrectionReplacesWhatStandsOnceAndNoStaleRowOverwritesIt() throws Exception {
        assertReconciled(night.run(FRIDAY));
        String told = night.ask("select item_id from report_item where account_key = '" + key(3) + "'", String.class);
        long before = night.lastEffect();
        correct(3, "account.principal", "310");

        RunReport next = night.run(SATURDAY);
        assertReconciled(next);
        assertThat(night.accepted(before)).containsExactly(subject(3) + " CORRECTION " + FRIDAY);
        assertThat(night.ask("select supersedes from report_item where kind = 'CORRECTION'", String.class))
                .isEqualTo(told);
        assertThat(next.amounts().get(0).principal())
                .as("the account book keeps what the source says")
                .isEqualByComparingTo("3000");
        assertThat(night.ask("select principal from report_item where kind = 'CORRECTION'", java.math.BigDecimal.class))
                .isEqualByComparingTo("310");
        assertThat(findings(3, "DECIDED-SOURCE-STALE", SATURDAY)).isOne();
        assertThat(next.staleCorrections()).singleElement().satisfies(one -> {
            assertThat(one.accountKey()).isEqualTo(key(3));
            assertThat(one.path()).isEqualTo("account.principal");
            assertThat(one.message()).contains("source still stale", "Ada");
        });
        assertThat(state(3, "CORRECT")).isEqualTo("APPLIED");

        long puts = night.puts();
        assertReconciled(night.run(SUNDAY));
        assertThat(night.puts()).as("the stale row says nothing new").isEqualTo(puts);
        assertThat(findings(3, "DECIDED-SOURCE-STALE", SUNDAY))
                .as("listed each night")
                .isOne();

        night.lender.change(3, "300.00", "310.00");
        assertReconciled(night.run(MONDAY));
        assertThat(night.puts()).as("the registry has that value").isEqualTo(puts);
        assertThat(state(3, "CORRECT")).isEqualTo("DONE");
        assertThat(findings(3, "DECIDED-SOURCE-STALE", MONDAY)).isZero();
    }

    @Test
    void aThirdValueOfTheSourceCountsAndEndsTheCorrection() throws Exception {
        assertReconciled(night.run(FRIDAY));
        correct(3, "account.principal", "310");
        assertReconciled(night.run(SATURDAY));
        long before = night.lastEffect();
        night.lender.change(3, "300.00", "320.00");
        assertReconciled(night.run(SUNDAY));
        assertThat(night.accepted(before)).containsExactly(subject(3) + " REPORT " + SUNDAY);
        assertThat(state(3, "CORRECT")).isEqualTo("ENDED");
        assertThat(findings(3, "DECIDED-SOURCE-MOVED", SUNDAY)).isOne();
        assertThat(findings(3, "DECIDED-SOURCE-STALE", SUNDAY)).isZero();
    }

    @Test
    void severalDatesAreCorrectedEachByName() throws Exception {
        assertReconciled(night.run(FRIDAY));
        night.lender.pay(3, 2, "23.03.2024", "110.00");
        assertReconciled(night.run(SATURDAY));
        long before = night.lastEffect();
        correct(3, "account.principal", "315", FRIDAY, SATURDAY);
        assertReconciled(night.run(SUNDAY));
        assertThat(night.accepted(before))
                .containsExactly(subject(3) + " CORRECTION " + FRIDAY, subject(3) + " CORRECTION " + SATURDAY);
        assertThatThrownBy(() -> correct(3, "account.principal", "320", MONDAY))
                .isInstanceOf(DecisionRefusedException.class)
                .hasMessageContaining("nothing that was accepted of L-00003 stands at 2024-03-25")
                .hasMessageContaining("2024-03-22, 2024-03-23");
    }

    @Test
    void aCorrectionWaitsForTheAnswerToWhatIsOnItsWay() throws Exception {
        night.registry.scenario("late-feedback");
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.PENDING);
        correct(3, "account.principal", "310");
        RunReport next = night.run(SATURDAY);
        assertThat(next.accounts().waiting()).isPositive();
        night.registry.release();
        night.registry.scenario("all-accepted");
        assertReconciled(night.run(FRIDAY));
        long before = night.lastEffect();
        assertReconciled(night.run(SUNDAY));
        assertThat(night.accepted(before))
                .as("nothing stood when it was decided, so the newest report carries it")
                .containsExactly(subject(3) + " REPORT " + SUNDAY);
    }

    @Test
    void theNightOfTheSameDateTakesTheCorrectionWithAgain() throws Exception {
        assertReconciled(night.run(FRIDAY));
        long before = night.lastEffect();
        correct(4, "parties[C-4].person.fullName", "Other Name");
        assertReconciled(night.run(new RunRequest(
                TARGET, TinyLender.NAME, FRIDAY, new RunRequest.Again("Ada", "a correction is due today"))));
        assertThat(night.accepted(before)).containsExactly(subject(4) + " CORRECTION " + FRIDAY);
        assertThat(night.ask("select count(*) from finding where message like '%Surname%'", Long.class))
                .as("no name is shown")
                .isZero();
    }

    @Test
    void aCorrectionOfADeclinedNightIsMadeByTheNextOne() throws Exception {
        assertReconciled(night.run(FRIDAY));
        correct(3, "account.principal", "310");
        night.target = "feedback-wait: 1s\nsign-off: true";
        night.reopen();
        assertThat(night.run(SATURDAY).exit()).isEqualTo(ExitCode.SIGN_OFF);
        try (Store store = Store.open(night.store)) {
            var ledger = new org.creditconnector.ledger.SubmissionLedger(store);
            ledger.decline(
                    ledger.run(TARGET, TinyLender.NAME, SATURDAY, 1)
                            .orElseThrow()
                            .runId(),
                    "Ada",
                    "not today");
        }
        night.target = "feedback-wait: 1s";
        night.reopen();
        long before = night.lastEffect();
        assertReconciled(night.run(SUNDAY));
        assertThat(night.accepted(before)).containsExactly(subject(3) + " CORRECTION " + FRIDAY);
    }

    // ------------------------------------------------------------------ withdraw and resubmit

    @Test
    void aWithdrawnAccountIsTakenBackWholeAndStaysOutUntilItIsResubmitted() throws Exception {
        assertReconciled(night.run(FRIDAY));
        night.lender.pay(3, 2, "23.03.2024", "110.00");
        assertReconciled(night.run(SATURDAY));
        long before = night.lastEffect();
        Decisions.Withdrawn withdrawn = decide(decisions -> decisions.withdraw(about(3), ADA, List.of()));
        assertThat(withdrawn.standing()).isEqualTo(2);
        assertThatThrownBy(() -> decide(decisions -> decisions.withdraw(about(3), ADA, List.of())))
                .isInstanceOf(DecisionRefusedException.class)
                .hasMessageContaining("was withdrawn by Ada");

        assertReconciled(night.run(SUNDAY));
        assertThat(night.accepted(before))
                .containsExactly(subject(3) + " DELETION " + FRIDAY, subject(3) + " DELETION " + SATURDAY);
        night.lender.change(3, "300.00", "305.00");
        long puts = night.puts();
        RunReport quiet = night.run(MONDAY);
        assertReconciled(quiet);
        assertThat(quiet.accounts().notDue()).isOne();
        assertThat(night.puts()).isEqualTo(puts);
        assertThat(findings(3, "DECIDED-WITHDRAWN", MONDAY)).isOne();

        long quietEffect = night.lastEffect();
        decide(decisions -> decisions.resubmit(about(3), ADA, subject(3)));
        assertReconciled(night.run(MONDAY.plusDays(1)));
        assertThat(night.accepted(quietEffect)).containsExactly(subject(3) + " REPORT " + MONDAY.plusDays(1));
        assertThat(state(3, "WITHDRAW")).isEqualTo("ENDED");
    }

    @Test
    void anAccountThatIsGoneFromTheSourceCanBeWithdrawn() throws Exception {
        assertReconciled(night.run(FRIDAY));
        long before = night.lastEffect();
        night.lender.drop(4);
        decide(decisions -> decisions.withdraw(about(4), ADA, List.of()));
        RunReport next = night.run(SATURDAY);
        assertReconciled(next);
        assertThat(next.accounts()).isEqualTo(new RunReport.Accounts(ACCOUNTS - 1, 0, ACCOUNTS - 1, 0, 0, 0, 1));
        assertThat(next.items().accepted()).isOne();
        assertThat(night.accepted(before)).containsExactly(subject(4) + " DELETION " + FRIDAY);
        long puts = night.puts();
        assertReconciled(night.run(SUNDAY));
        assertThat(night.puts()).isEqualTo(puts);
    }

    @Test
    void oneDateIsTakenBackAndNotReportedAgain() throws Exception {
        assertReconciled(night.run(FRIDAY));
        night.lender.pay(3, 2, "23.03.2024", "110.00");
        assertReconciled(night.run(SATURDAY));
        long before = night.lastEffect();
        decide(decisions -> decisions.withdraw(about(3), ADA, List.of(SATURDAY)));
        assertReconciled(night.run(SUNDAY));
        assertThat(night.accepted(before))
                .containsExactly(subject(3) + " DELETION " + SATURDAY, subject(3) + " REPORT " + SUNDAY);
    }

    @Test
    void whatWaitsForAPackageIsTakenBackAtOnce() throws Exception {
        night.target = "feedback-wait: 1s\nsign-off: true";
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.SIGN_OFF);
        Decisions.Withdrawn withdrawn = decide(decisions -> decisions.withdraw(about(3), ADA, List.of()));
        assertThat(withdrawn.takenBack()).isOne();
        try (Store store = Store.open(night.store)) {
            var ledger = new org.creditconnector.ledger.SubmissionLedger(store);
            ledger.approve(
                    ledger.run(TARGET, TinyLender.NAME, FRIDAY, 1).orElseThrow().runId(), "Ada", "good");
        }
        RunReport sent = night.run(FRIDAY);
        assertReconciled(sent);
        assertThat(sent.items().withdrawn()).isOne();
        assertThat(night.verdicts()).hasSize(ACCOUNTS - 1).doesNotContainKey(subject(3));
    }

    // ------------------------------------------------------------------ rejected

    private void rejectedOnFriday() throws Exception {
        night.registry.scenarioPage("""
                description: One account is rejected.
                rejects: [{code: X1, message: Blocked., subjects: ['account:L-00003']}]
                """);
        assertThat(night.run(FRIDAY).items().rejected()).isOne();
        night.registry.scenario("all-accepted");
    }

    @Test
    void whatWasRejectedIsNotSentAgainByItselfButOnceByResubmission() throws Exception {
        rejectedOnFriday();
        long before = night.lastEffect();
        RunReport held = night.run(SATURDAY);
        assertThat(held.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(held.accounts().held()).isOne();
        assertThat(night.lastEffect()).isEqualTo(before);
        assertThat(night.ask("select message from finding where rule_id = 'REJECTED-BEFORE'", String.class))
                .contains("with X1")
                .contains("`resubmit KEY`");

        long first = decide(decisions -> decisions.resubmit(about(3), ADA, subject(3)));
        assertThatThrownBy(() -> decide(decisions -> decisions.resubmit(about(3), ADA, subject(3))))
                .isInstanceOf(DecisionRefusedException.class)
                .hasMessageContaining("goes again already: resubmission " + first);
        assertReconciled(night.run(SUNDAY));
        assertThat(night.accepted(before)).containsExactly(subject(3) + " REPORT " + SUNDAY);
        assertReconciled(night.run(MONDAY));
        assertThat(state(3, "RESUBMIT")).isEqualTo("DONE");
        assertThatThrownBy(() -> decide(decisions -> decisions.resubmit(about(3), ADA, subject(3))))
                .isInstanceOf(DecisionRefusedException.class)
                .hasMessageContaining("nothing of L-00003 to resubmit");
    }

    @Test
    void aSecondResubmissionWaitsForTheVerdictOnTheFirst() throws Exception {
        rejectedOnFriday();
        decide(decisions -> decisions.resubmit(about(3), ADA, subject(3)));
        night.registry.scenario("late-feedback");
        assertThat(night.run(SATURDAY).exit()).isEqualTo(ExitCode.PENDING);
        assertThatThrownBy(() -> decide(decisions -> decisions.resubmit(about(3), ADA, subject(3))))
                .isInstanceOf(DecisionRefusedException.class)
                .hasMessageContaining("has no verdict yet");
        night.registry.release();
        assertReconciled(night.run(SATURDAY));
        assertThat(night.verdicts().get(subject(3))).isEqualTo(2);
    }

    @Test
    void aChangedSourceGoesWithoutAsking() throws Exception {
        rejectedOnFriday();
        long before = night.lastEffect();
        night.lender.change(3, "300.00", "310.00");
        assertReconciled(night.run(SATURDAY));
        assertThat(night.accepted(before)).containsExactly(subject(3) + " REPORT " + SATURDAY);
    }

    // ------------------------------------------------------------------ dispute

    @Test
    void aDisputeIsMarkedAtTheRegistryUntilItEnds() throws Exception {
        assertReconciled(night.run(FRIDAY));
        long before = night.lastEffect();
        decide(decisions -> decisions.dispute(about(5), ADA, FRIDAY));
        assertReconciled(night.run(SATURDAY));
        assertThat(night.accepted(before)).containsExactly(subject(5) + " REPORT " + SATURDAY);
        assertReconciled(night.run(SUNDAY));
        assertThat(night.accepted(before)).hasSize(1);
        decide(decisions -> decisions.endDispute(about(5), ADA));
        assertReconciled(night.run(MONDAY));
        assertThat(night.accepted(before)).hasSize(2).contains(subject(5) + " REPORT " + MONDAY);
    }

    @Test
    void aDisputedAccountIsFrozenWhereTheRegistryCannotBeToldUntilTheDisputeEnds() throws Exception {
        night.parts = night.parts.registries(
                () -> new Registries(List.of(unmarking(Registries.shipped().profile("registry-api")))));
        assertReconciled(night.run(FRIDAY));
        long before = night.lastEffect();
        decide(decisions -> decisions.dispute(about(5), ADA, FRIDAY));
        night.lender.pay(5, 2, "23.03.2024", "110.00");
        night.lender.pay(1, 2, "23.03.2024", "110.00");
        RunReport frozen = night.run(SATURDAY);
        assertThat(frozen.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(frozen.accounts().held()).isEqualTo(1);
        assertThat(findings(5, "DECIDED-DISPUTED", SATURDAY)).isOne();
        assertThat(night.accepted(before)).containsExactly(subject(1) + " REPORT " + SATURDAY);

        decide(decisions -> decisions.endDispute(about(5), ADA));
        before = night.lastEffect();
        assertReconciled(night.run(SUNDAY));
        assertThat(night.accepted(before)).containsExactly(subject(5) + " REPORT " + SUNDAY);
        assertThat(night.registry.received(subject(5)))
                .as("nothing ever said that it is disputed")
                .noneMatch(item -> String.valueOf(item.record()).contains("\"dispute\":{"));
    }

    /** The same kind of registry, which cannot be told of disputes. */
    private static RegistryProfile unmarking(RegistryProfile real) {
        return (RegistryProfile) Proxy.newProxyInstance(
                RegistryProfile.class.getClassLoader(),
                new Class<?>[] {RegistryProfile.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "marksDisputes" -> Boolean.FALSE;
                    case "configured", "over" -> proxy;
                    default -> method.invoke(real, arguments);
                });
    }
}
