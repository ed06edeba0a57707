package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryFinding;
import org.creditconnector.registry.ItemKind;
import org.junit.jupiter.api.Test;

abstract class FeedbackContract extends OnePackageSent {
    FeedbackContract(TestDatabase database) {
        super(database);
    }

    private void assertUntouched() {
        assertThat(night.books.items(run.runId())).isEqualTo(new ItemBook(3, 0, 3, 0, 0, 0, 0));
        assertThat(night.state(sent)).isEqualTo(PackageState.RECEIVED);
        assertThat(night.mirror.totals(night.target, MONDAY).accounts()).isZero();
    }

    private void assertQuarantined(FeedbackResult result, String rule, String detail) {
        assertThat(result.state()).isEqualTo(FeedbackState.QUARANTINED);
        assertThat(result.detail()).contains(detail);
        assertThat(night.store
                        .jdbc()
                        .sql("select rule_id || ' ' || severity from finding where inbox_id = ?")
                        .param(result.inboxId())
                        .query(String.class)
                        .list())
                .as("one finding")
                .containsExactly(rule + " ERROR");
        assertThat(night.store
                        .jdbc()
                        .sql("select count(*) from feedback_inbox where inbox_id = ? and raw is not null")
                        .param(result.inboxId())
                        .query(Long.class)
                        .single())
                .as("kept as it came")
                .isEqualTo(1);
    }

    @Test
    void verdictsGoIntoTheBooksOnce() {
        Feedback feedback = night.feedback("f1", sent, items.subList(0, 2), items.subList(2, 3));
        assertThat(night.answer(feedback).state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(night.books.items(run.runId())).isEqualTo(new ItemBook(3, 0, 0, 2, 1, 0, 0));
        assertThat(night.state(sent)).isEqualTo(PackageState.PARTLY_ACCEPTED);
        assertThat(night.findings(run.runId())).containsExactly("R012");

        assertThat(night.ledger.applyFeedback(night.store(feedback)).state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(night.findings(run.runId())).as("the same feedback twice").containsExactly("R012");
        assertThat(night.answer(night.feedback("f2", sent, items.subList(0, 2), items.subList(2, 3)))
                        .state())
                .as("the same verdicts under another id")
                .isEqualTo(FeedbackState.APPLIED);
        assertThat(night.books.items(run.runId())).isEqualTo(new ItemBook(3, 0, 0, 2, 1, 0, 0));
        assertThat(night.findings(run.runId())).containsExactly("R012");
        assertThat(night.ledger.feedbackCursor(night.target)).contains("after f2");
        assertThat(night.ledger.unappliedFeedback(night.target)).isEmpty();
        assertThat(night.ledger.markReconciled(run.runId())).isEqualTo(1);
        assertThat(night.state(sent)).isEqualTo(PackageState.RECONCILED);
    }

    @Test
    void itemsWithoutAVerdictStayUnansweredUntilALateOneLands() {
        assertThat(night.answer(night.feedback("f1", sent, items.subList(0, 1), List.of()))
                        .state())
                .isEqualTo(FeedbackState.APPLIED);
        assertThat(night.books.items(run.runId())).isEqualTo(new ItemBook(3, 0, 2, 1, 0, 0, 0));
        assertThat(night.state(sent)).isEqualTo(PackageState.RECEIVED);
        assertThat(night.ledger.markReconciled(run.runId())).isZero();
        assertThat(night.answer(night.feedback("f2", sent, List.of(), items.subList(1, 3)))
                        .state())
                .isEqualTo(FeedbackState.APPLIED);
        assertThat(night.state(sent)).isEqualTo(PackageState.PARTLY_ACCEPTED);
    }

    @Test
    void aVerdictOnTheWholeWithoutItemsGuessesNothing() {
        Feedback whole = Feedback.newBuilder(night.feedback("f1", sent, List.of(), List.of()))
                .setOutcome(PackageOutcome.REJECTED)
                .setFindings(List.of(new RegistryFinding("F002", false, "", "digest\u001b[2J differs", false)))
                .build();
        assertThat(night.answer(whole).state()).isEqualTo(FeedbackState.APPLIED);
        assertUntouched();
        assertThat(night.store
                        .jdbc()
                        .sql("select message from finding where package_id = ?")
                        .param(sent.packageId())
                        .query(String.class)
                        .single())
                .as("foreign text cannot steer a terminal")
                .isEqualTo("digest [2J differs");
    }

    @Test
    void unreadableFeedbackIsKept() {
        FeedbackPage page = new FeedbackPage(
                List.of(new FeedbackPage.Entry("f1", "{\"feedbackId\":\"f1\",\"pack", null, "ends in the middle")),
                "c1",
                true);
        List<Long> fresh = night.ledger.storeFeedback(night.target, page);
        assertThat(night.ledger.unappliedFeedback(night.target)).isEqualTo(fresh);
        assertThat(night.ledger.storeFeedback(night.target, page))
                .as("stored once")
                .isEmpty();
        assertQuarantined(night.ledger.applyFeedback(fresh.get(0)), "FEEDBACK-UNREADABLE", "ends in the middle");
        assertUntouched();
    }

    @Test
    void foreignFeedbackIsKeptOut() {
        Feedback other = Feedback.newBuilder(night.feedback("f1", sent, items, List.of()))
                .setPackageId("not-ours")
                .build();
        assertQuarantined(night.answer(other), "FEEDBACK-FOREIGN", "was never sent to this target");
        assertQuarantined(
                night.answer(night.feedback("f2", sent, List.of(items.get(0), "somebody-elses"), List.of())),
                "FEEDBACK-FOREIGN",
                "judges item somebody-elses");
        assertUntouched();

        PaperNight neighbour = new PaperNight(database.shared());
        FeedbackResult crossed = neighbour.answer(night.feedback("f3", sent, items, List.of()));
        assertThat(crossed.state()).as("another target's package").isEqualTo(FeedbackState.QUARANTINED);
        assertUntouched();
    }

    @Test
    void contradictoryFeedbackIsKeptOut() {
        assertQuarantined(
                night.answer(night.feedback("f1", sent, List.of(items.get(0)), List.of(items.get(0)))),
                "FEEDBACK-CONTRADICTORY",
                "both ways");
        Feedback outcome = Feedback.newBuilder(night.feedback("f2", sent, items, List.of()))
                .setOutcome(PackageOutcome.REJECTED)
                .build();
        assertQuarantined(night.answer(outcome), "FEEDBACK-CONTRADICTORY", "says REJECTED with 3 accepted");
        assertUntouched();

        assertThat(night.answer(night.feedback("f3", sent, items, List.of())).state())
                .isEqualTo(FeedbackState.APPLIED);
        assertQuarantined(
                night.answer(night.feedback("f4", sent, items.subList(1, 3), items.subList(0, 1))),
                "FEEDBACK-CONTRADICTORY",
                "is ACCEPTED and would become REJECTED");
        assertQuarantined(
                night.answer(night.feedback("f3", sent, items.subList(0, 2), List.of())),
                "FEEDBACK-CONTRADICTORY",
                "was applied before with another text");
        assertThat(night.books.items(run.runId())).isEqualTo(new ItemBook(3, 0, 0, 3, 0, 0, 0));
        assertThat(night.state(sent)).isEqualTo(PackageState.ACCEPTED);
    }

    @Test
    void feedbackOnAPackageThatNeverLeftIsKeptOut() {
        Run next = night.released(MONDAY.plusDays(1), night.range(night.reported("d", MONDAY)));
        StoredPackage built = night.buildAll(next).get(0);
        assertThat(night.answer(night.feedback("f1", built, night.itemsOf(built), List.of()))
                        .detail())
                .contains("which is BUILT in our books");
        assertThat(night.books.items(next.runId()).unsent()).isEqualTo(1);
    }

    @Test
    void countsAndSumsMustAgree() {
        Feedback count = Feedback.newBuilder(night.feedback("f1", sent, items, List.of()))
                .setAccepted(4)
                .build();
        assertQuarantined(night.answer(count), "FEEDBACK-TOTALS", "it counts 4 accepted and 0 rejected");
        Feedback sums = Feedback.newBuilder(night.feedback("f2", sent, items, List.of()))
                .setTotals(List.of(PaperNight.sums(3, "303.01", "30")))
                .build();
        assertQuarantined(night.answer(sums), "FEEDBACK-TOTALS", "differ from ours");
        Feedback currencyCount = Feedback.newBuilder(night.feedback("f3", sent, items, List.of()))
                .setTotals(List.of(PaperNight.sums(2, "303", "30")))
                .build();
        assertQuarantined(night.answer(currencyCount), "FEEDBACK-TOTALS", "it counts {CNY=2} items, we count {CNY=3}");
        assertUntouched();
        assertThat(night.books.imbalances(run.runId()))
                .extracting(Imbalance::step)
                .containsOnly("feedback");

        Feedback right = Feedback.newBuilder(night.feedback("f4", sent, items, List.of()))
                .setTotals(List.of(PaperNight.sums(3, "303", "30")))
                .build();
        assertThat(night.answer(right).state()).isEqualTo(FeedbackState.APPLIED);
    }

    @Test
    void aVerdictProvesThatAnUnknownPackageArrivedAndWaitsForOneUnderWay() {
        Run next = night.released(MONDAY.plusDays(1), night.range(night.reported("d", MONDAY)));
        StoredPackage built = night.buildAll(next).get(0);
        assertThat(night.ledger.markSending(built.packageId(), true, night.token))
                .isEqualTo(SendPermit.GRANTED);
        long early = night.store(night.feedback("f1", built, night.itemsOf(built), List.of()));
        assertThat(night.ledger.applyFeedback(early).state())
                .as("the answer comes before the receipt")
                .isEqualTo(FeedbackState.NEW);
        assertThat(night.ledger.unappliedFeedback(night.target)).containsExactly(early);
        night.ledger.recordOutcome(built.packageId(), new DeliveryOutcome.Unknown("reset"), night.token);
        assertThat(night.ledger.applyFeedback(early).state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(night.state(built)).isEqualTo(PackageState.ACCEPTED);
    }

    @Test
    void aCrashWhileApplyingLeavesTheFeedbackToBeAppliedAgain() {
        long inboxId = night.store(night.feedback("f1", sent, items.subList(0, 2), items.subList(2, 3)));
        assertThatThrownBy(() -> night.store.transactions().executeWithoutResult(status -> {
                    assertThat(night.ledger.applyFeedback(inboxId).state()).isEqualTo(FeedbackState.APPLIED);
                    throw new IllegalStateException("killed before the commit");
                }))
                .hasMessage("killed before the commit");
        assertUntouched();
        assertThat(night.findings(run.runId())).isEmpty();
        assertThat(night.ledger.unappliedFeedback(night.target)).containsExactly(inboxId);
        assertThat(night.ledger.applyFeedback(inboxId).state()).isEqualTo(FeedbackState.APPLIED);
    }

    @Test
    void anyOrderAndAnyRepetitionEndsTheSame() {
        for (int seed = 0; seed < 12; seed++) {
            PaperNight shuffled = new PaperNight(database.shared());
            Run first = shuffled.released(
                    MONDAY,
                    shuffled.range(
                            shuffled.reported("a", MONDAY),
                            shuffled.reported("b", MONDAY),
                            shuffled.reported("c", MONDAY)));
            StoredPackage one = shuffled.buildAll(first).get(0);
            shuffled.deliver(one);
            Run second = shuffled.released(
                    MONDAY.plusDays(1),
                    shuffled.range(
                            shuffled.reported(
                                    "a",
                                    shuffled.item(
                                            "a",
                                            MONDAY,
                                            2,
                                            ItemKind.CORRECTION,
                                            shuffled.itemsOf(one).get(0))),
                            shuffled.reported(
                                    "b",
                                    shuffled.item(
                                            "b",
                                            MONDAY,
                                            2,
                                            ItemKind.DELETION,
                                            shuffled.itemsOf(one).get(1)))));
            StoredPackage two = shuffled.buildAll(second).get(0);
            shuffled.deliver(two);
            List<String> ones = shuffled.itemsOf(one);
            List<Feedback> letters = new ArrayList<>(List.of(
                    shuffled.feedback("f1", one, ones.subList(0, 1), List.of()),
                    shuffled.feedback("f2", one, ones.subList(1, 2), ones.subList(2, 3)),
                    shuffled.feedback("f3", two, shuffled.itemsOf(two), List.of()),
                    shuffled.feedback("f4", one, ones.subList(0, 2), List.of())));
            letters.addAll(List.copyOf(letters));
            Collections.shuffle(letters, new Random(seed));
            letters.forEach(
                    letter -> assertThat(shuffled.answer(letter).state()).isEqualTo(FeedbackState.APPLIED));

            String message = "seed " + seed;
            assertThat(shuffled.books.items(first.runId())).as(message).isEqualTo(new ItemBook(3, 0, 0, 2, 1, 0, 0));
            assertThat(shuffled.books.items(second.runId())).as(message).isEqualTo(new ItemBook(2, 0, 0, 2, 0, 0, 0));
            assertThat(shuffled.state(one)).as(message).isEqualTo(PackageState.PARTLY_ACCEPTED);
            var mirrored = shuffled.mirror.histories(shuffled.target, List.of("account:a", "account:b", "account:c"));
            assertThat(mirrored.get("account:a").accepted().sequence())
                    .as(message)
                    .isEqualTo(2);
            assertThat(mirrored.get("account:b").accepted()).as(message).isNull();
            assertThat(mirrored.get("account:c").accepted()).as(message).isNull();
        }
    }
}
