package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.creditconnector.config.NotifyConfig.Occasion;
import org.creditconnector.delivery.CursorRefusedException;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.faults.ChangedWay;
import org.creditconnector.ledger.FeedbackQueries;
import org.creditconnector.ledger.FeedbackState;
import org.creditconnector.ledger.OverduePackage;
import org.creditconnector.ledger.Resolution;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.notify.Notice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night does about answers that come late, wrong, cut, or never; judged by what the registry really saw. */
abstract class LateAnswersContract {
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);

    @TempDir
    Path home;

    private NightFixture night;

    abstract StoreSettings store(Path home);

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home, store(home));
        night.target = "feedback-wait: 1ms";
        night.packageItems = 100;
    }

    @AfterEach
    void close() {
        night.close();
    }

    private static void assertReconciled(RunReport run) {
        assertThat(run.cause()).isNull();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.state()).isEqualTo("RECONCILED");
        assertThat(run.overdue()).isEmpty();
    }

    @Test
    void aCursorThatTheRegistryNoLongerKnowsIsGivenUpOnceAndNothingCountsTwice() throws Exception {
        night.target = "feedback-wait: 1s";
        assertReconciled(night.run(FRIDAY));
        List<java.util.Map<String, Object>> before =
                night.rows("select item_id, state, answered_at from report_item order by item_id");
        night.registry.forgetCursors();
        night.lender.pay(1, 2, "23.03.2024", "110.00");

        RunReport next = night.run(SATURDAY);
        assertReconciled(next);
        assertThat(next.notes())
                .singleElement()
                .asString()
                .contains("the registry does not know where our feedback ends, it answered HTTP 400")
                .contains("read again from the beginning");
        assertThat(night.rows("select item_id, state, answered_at from report_item"
                        + " where report_date = date '2024-03-22' order by item_id"))
                .isEqualTo(before);
        assertThat(night.ask("select count(*) from feedback_inbox", Integer.class))
                .isEqualTo(2);

        night.lender.pay(3, 2, "24.03.2024", "110.00");
        RunReport after = night.run(SATURDAY.plusDays(1));
        assertReconciled(after);
        assertThat(after.notes()).as("the new cursor is known").isEmpty();
    }

    @Test
    void aRegistryThatRefusesItsOwnCursorsIsNotAskedForEver() throws Exception {
        night.target = "feedback-wait: 1s";
        night.parts = night.parts.connections((routes, endpoint) -> new ChangedWay(routes.connect(endpoint)) {
            @Override
            public FeedbackPage feedback(@org.jspecify.annotations.Nullable String after) {
                if (after != null) {
                    throw new CursorRefusedException("registry: the registry does not know where our feedback ends");
                }
                return super.feedback(null);
            }
        });
        RunReport first = night.run(FRIDAY);
        assertReconciled(first);
        night.lender.pay(1, 2, "23.03.2024", "110.00");
        assertReconciled(night.run(SATURDAY));
    }

    private RunReport collect() throws Exception {
        return night.nights().collect(TARGET, FRIDAY).get(0);
    }

    private RunReport reconcile() throws Exception {
        return night.nights().reconcile(TARGET, FRIDAY).get(0);
    }

    /** The registry has everything and has not answered. */
    private void pending() throws Exception {
        night.registry.scenario("late-feedback");
        RunReport pending = night.run(FRIDAY);
        assertThat(pending.exit()).isEqualTo(ExitCode.PENDING);
        assertThat(pending.overdue()).isEmpty();
    }

    private void daysPass() {
        assertThat(night.change("update submission_package set received_at = received_at - interval '3' day"))
                .isPositive();
    }

    private void through(UnaryOperator<RegistryConnection> way) {
        night.parts = night.parts.connections((routes, endpoint) -> way.apply(routes.connect(endpoint)));
        night.reopen();
    }

    // ---------------------------------------------------------------- late and never

    @Test
    void withinTheDeadlineNobodyAsks() throws Exception {
        pending();
        assertThat(collect().overdue()).isEmpty();
        assertThat(night.registry.arrivals().get("getPackage").requests()).isZero();
    }

    @Test
    void anAnswerThatNeverComesIsSeenAndNeverGuessed() throws Exception {
        pending();
        daysPass();
        RunReport overdue = collect();
        assertThat(overdue.exit()).isEqualTo(ExitCode.PENDING);
        assertThat(overdue.items().unanswered()).isEqualTo(ACCOUNTS);
        assertThat(overdue.cause()).isEqualTo("10 of 10 items have no verdict yet, 10 of them overdue");
        assertThat(overdue.next()).isEqualTo("collect --target registry");
        OverduePackage one = overdue.overdue().get(0);
        assertThat(one.unanswered()).isEqualTo(ACCOUNTS);
        assertThat(one.sentence())
                .startsWith("10 of 10 items of package " + one.packageId() + " unanswered since 20")
                .contains("the deadline has passed; the registry was asked at 20")
                .endsWith("and has it, not judged yet");
        assertThat(Notice.of(List.of(overdue)).json()).contains("\"overdue\":[{\"packageId\":\"" + one.packageId());
        assertThat(Notice.of(List.of(overdue)).text()).contains("overdue: registry/tiny/2024-03-22/1: 10 of 10 items");
        assertThat(night.puts()).as("nothing is sent again").isOne();
    }

    @Test
    void daysLaterAndAfterAnotherNightItStillLandsAndIsNoLongerOverdue() throws Exception {
        pending();
        daysPass();
        assertThat(collect().overdue()).hasSize(1);
        RunReport next = night.run(SATURDAY);
        assertThat(next.overdue())
                .as("another night tells it too")
                .extracting(OverduePackage::run)
                .containsExactly("registry/tiny/2024-03-22/1");
        if (next.exit() == ExitCode.DONE) {
            assertThat(Notice.of(List.of(next)).occasion()).isEqualTo(Occasion.ATTENTION);
        }

        night.registry.release();
        RunReport landed = collect();
        assertThat(landed.items().accepted()).isEqualTo(ACCOUNTS);
        assertThat(landed.overdue()).isEmpty();
        assertReconciled(reconcile());
        assertThat(night.verdicts())
                .hasSize(ACCOUNTS)
                .allSatisfy((subject, times) -> assertThat(times).isOne());
    }

    @Test
    void feedbackLostOnTheWayIsReadAgainAtTheDeadlineWithoutMovingTheCursor() throws Exception {
        through(OddFeedback.Forgetful::new);
        RunReport lost = night.run(FRIDAY);
        assertThat(lost.exit()).isEqualTo(ExitCode.PENDING);
        String cursor = night.ask("select position from feedback_cursor", String.class);
        assertThat(collect().exit())
                .as("it is not in the list after the cursor")
                .isEqualTo(ExitCode.PENDING);

        daysPass();
        RunReport found = collect();
        assertThat(found.items().accepted()).isEqualTo(ACCOUNTS);
        assertThat(found.overdue()).isEmpty();
        assertThat(night.ask("select position from feedback_cursor", String.class))
                .isEqualTo(cursor);
        assertReconciled(reconcile());
    }

    @Test
    void aReceiptThatTheRegistryForgotIsRedAndOnlyAPersonSendsAgain() throws Exception {
        pending();
        night.registry.reset();
        daysPass();
        RunReport red = collect();
        assertThat(red.exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(red.state()).isEqualTo("UNBALANCED");
        assertThat(red.cause())
                .contains("receipt: 10 of 10 items of package")
                .contains("is never sent again by machine");
        String packageId = red.overdue().get(0).packageId();
        assertThat(red.next())
                .isEqualTo("resolve " + packageId + " --as received|not-sent --author NAME --reason TEXT");
        assertThat(Notice.of(List.of(red)).occasion()).isEqualTo(Occasion.FAILURE);
        assertThat(reconcile().exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(night.registry.effects()).as("nothing is sent by machine").isEmpty();

        try (Store store = Store.open(night.store)) {
            new SubmissionLedger(store)
                    .resolve(packageId, Resolution.NOT_SENT, "they lost it", null, "Ada", "they lost it in a move");
        }
        night.registry.scenario("all-accepted");
        assertReconciled(night.run(FRIDAY));
        assertThat(night.kept()).containsExactly(packageId);
    }

    @Test
    void aReceiptThatTheRegistryFoundAgainIsWaitedFor() throws Exception {
        pending();
        through(OddFeedback.Amnesiac::new);
        daysPass();
        RunReport red = collect();
        assertThat(red.exit()).isEqualTo(ExitCode.UNBALANCED);
        night.parts = NightParts.standard();
        night.reopen();
        assertThat(collect().exit()).as("asked again, it knows it").isEqualTo(ExitCode.PENDING);
        night.registry.release();
        assertThat(collect().items().accepted()).isEqualTo(ACCOUNTS);
        assertReconciled(reconcile());
        assertThat(night.puts()).isOne();
    }

    // ---------------------------------------------------------------- wrong

    @Test
    void wrongTotalsAreTakenByAPersonAndTheNightBalances() throws Exception {
        night.registry.scenarioPage("""
                description: The sums of all feedback are wrong.
                faults: [{on: listFeedback, do: wrong-totals}]
                """);
        RunReport red = night.run(FRIDAY);
        assertThat(red.exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(red.next()).isEqualTo("feedback list --target registry");
        try (Store store = Store.open(night.store)) {
            for (FeedbackQueries.Letter letter :
                    new FeedbackQueries(store).letters(TARGET, FeedbackState.QUARANTINED, 10)) {
                assertThat(letter.runName()).isEqualTo("registry/tiny/2024-03-22/1");
                new SubmissionLedger(store).applyFeedbackAnyway(letter.id(), "Ada", "they round up");
            }
        }
        assertThat(collect().items().accepted()).isEqualTo(ACCOUNTS);
        assertReconciled(reconcile());
    }

    @Test
    void wrongTotalsThatTheRegistryCorrectsSettleThemselves() throws Exception {
        night.registry.scenarioPage("""
                description: The sums of the first listing are wrong.
                faults: [{on: listFeedback, do: wrong-totals, occurrences: 1}]
                """);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.UNBALANCED);
        // The registry publishes the right feedback at the end of its list, as any other one.
        through(OddFeedback.FromTheBeginning::new);
        assertThat(collect().items().accepted()).isEqualTo(ACCOUNTS);
        assertReconciled(reconcile());
        try (Store store = Store.open(night.store)) {
            assertThat(new FeedbackQueries(store).letters(TARGET, FeedbackState.SUPERSEDED, 10))
                    .hasSize(1);
        }
    }

    // ---------------------------------------------------------------- cut

    @Test
    void aPageThatWasCutMovesNothingAndIsAskedForAgain() throws Exception {
        night.registry.scenarioPage("""
                description: The first listing cannot be read.
                faults: [{on: listFeedback, do: garbled-answer, occurrences: 1}]
                """);
        RunReport cut = night.run(FRIDAY);
        assertThat(cut.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(cut.cause()).contains("asked").contains("for feedback, got no usable answer");
        assertThat(night.ask("select count(*) from feedback_inbox", Long.class)).isZero();
        assertThat(night.ask("select count(*) from feedback_cursor", Long.class))
                .isZero();
        assertReconciled(night.run(FRIDAY));
    }

    @Test
    void aPageThatLeadsBackToItselfIsNotReadForEver() throws Exception {
        through(OddFeedback.Circular::new);
        RunReport circular = night.run(FRIDAY);
        assertThat(circular.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(circular.cause()).contains("leads back to itself");
        night.parts = NightParts.standard();
        night.reopen();
        assertReconciled(night.run(FRIDAY));
    }
}
