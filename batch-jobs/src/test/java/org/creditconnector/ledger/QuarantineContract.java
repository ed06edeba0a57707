package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.util.List;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.junit.jupiter.api.Test;

/** How feedback that was kept out of the books gets out of there: by the registry, or by a person. */
abstract class QuarantineContract extends OnePackageSent {
    private static final ItemBook UNANSWERED = new ItemBook(3, 0, 3, 0, 0, 0, 0);
    private static final ItemBook ACCEPTED = new ItemBook(3, 0, 0, 3, 0, 0, 0);

    QuarantineContract(TestDatabase database) {
        super(database);
    }

    private Feedback right(String id) {
        return Feedback.newBuilder(night.feedback(id, sent, items, List.of()))
                .setTotals(List.of(PaperNight.sums(3, "303", "30")))
                .build();
    }

    private Feedback wrongSums(String id) {
        return Feedback.newBuilder(right(id))
                .setTotals(List.of(PaperNight.sums(3, "303.01", "30")))
                .build();
    }

    private Feedback wrongCounts(String id) {
        return Feedback.newBuilder(night.feedback(id, sent, items.subList(0, 2), List.of()))
                .setAccepted(7)
                .build();
    }

    private FeedbackState state(long inboxId) {
        return letter(inboxId).state();
    }

    private FeedbackQueries.Letter letter(long inboxId) {
        return new FeedbackQueries(night.store).letter(inboxId).orElseThrow();
    }

    private List<String> imbalances() {
        return night.books.imbalances(run.runId()).stream().map(Imbalance::step).toList();
    }

    private long storeUnreadable(String id, String raw) {
        return night.ledger
                .storeFeedback(
                        night.target,
                        new FeedbackPage(
                                List.of(new FeedbackPage.Entry(id, raw, null, "ends in the middle")), "c", false))
                .get(0);
    }

    // ---------------------------------------------------------------- the registry corrects itself

    @Test
    void wrongSumsAreSettledByARightFeedbackBeforeOrAfterThem() {
        FeedbackResult wrong = night.answer(wrongSums("f1"));
        assertThat(wrong.state()).isEqualTo(FeedbackState.QUARANTINED);
        assertThat(imbalances()).containsExactly("feedback");
        assertThat(night.books.feedbackKeptOut(run.runId())).isTrue();
        assertThat(night.books.items(run.runId())).isEqualTo(UNANSWERED);

        assertThat(night.answer(right("f2")).state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(state(wrong.inboxId())).isEqualTo(FeedbackState.SUPERSEDED);
        assertThat(night.books.items(run.runId())).isEqualTo(ACCEPTED);
        assertThat(imbalances()).isEmpty();
        assertThat(night.books.feedbackKeptOut(run.runId())).isFalse();

        FeedbackResult later = night.answer(wrongSums("f3"));
        assertThat(later.state()).as("the other way round").isEqualTo(FeedbackState.SUPERSEDED);
        assertThat(night.answer(wrongSums("f2")).state())
                .as("under the id of the right one")
                .isEqualTo(FeedbackState.SUPERSEDED);
        assertThat(imbalances()).isEmpty();
    }

    @Test
    void wrongCountsAreSettledByTwoPartsThatCompleteEachOther() {
        FeedbackResult wrong = night.answer(wrongCounts("f1"));
        assertThat(wrong.detail()).contains("it counts 7 accepted and 0 rejected items, but its verdicts are 2 and 0");
        night.answer(night.feedback("f2", sent, items.subList(0, 1), List.of()));
        assertThat(state(wrong.inboxId())).as("half is not all").isEqualTo(FeedbackState.QUARANTINED);
        night.answer(night.feedback("f3", sent, items.subList(1, 2), List.of()));
        assertThat(state(wrong.inboxId())).isEqualTo(FeedbackState.SUPERSEDED);
        assertThat(night.books.items(run.runId()))
                .as("nobody spoke of the third")
                .isEqualTo(new ItemBook(3, 0, 1, 2, 0, 0, 0));
    }

    @Test
    void wrongSumsAreNotSettledByAFeedbackWithoutSums() {
        FeedbackResult wrong = night.answer(wrongSums("f1"));
        night.answer(night.feedback("f2", sent, items, List.of()));
        assertThat(state(wrong.inboxId())).isEqualTo(FeedbackState.QUARANTINED);
        night.answer(right("f3"));
        assertThat(state(wrong.inboxId())).isEqualTo(FeedbackState.SUPERSEDED);
    }

    @Test
    void aTextThatWasCutIsSettledByTheWholeOneOfItsIdInAnyOrder() {
        long cut = storeUnreadable("f1", "{\"feedbackId\":\"f1\",\"pack");
        assertThat(night.ledger.applyFeedback(cut).state()).isEqualTo(FeedbackState.QUARANTINED);
        assertThat(night.answer(right("f1")).state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(state(cut)).isEqualTo(FeedbackState.SUPERSEDED);
        long again = storeUnreadable("f1", "{\"feedbackId\":\"f1\",\"packageId\":");
        assertThat(night.ledger.applyFeedback(again).state()).isEqualTo(FeedbackState.SUPERSEDED);
        assertThat(night.books.items(run.runId())).isEqualTo(ACCEPTED);
    }

    @Test
    void theSameFeedbackWrittenOtherwiseIsTheSame() {
        night.answer(right("f1"));
        Feedback otherwise = Feedback.newBuilder(right("f1"))
                .setCreatedAt("2026-03-03T01:00:00.000Z")
                .build();
        FeedbackResult result = night.answer(otherwise);
        assertThat(result.state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(result.detail()).isEqualTo("0 of 3 verdicts were new");
        assertThat(imbalances()).isEmpty();
    }

    @Test
    void aVerdictOnAPackageThatHadNotLeftIsTakenWhenItHas() {
        Run next = night.released(MONDAY.plusDays(1), night.range(night.reported("d", MONDAY)));
        StoredPackage built = night.buildAll(next).get(0);
        FeedbackResult early = night.answer(night.feedback("f1", built, night.itemsOf(built), List.of()));
        assertThat(early.state()).isEqualTo(FeedbackState.QUARANTINED);
        assertThat(letter(early.inboxId()).ruleId()).isEqualTo("FEEDBACK-UNSENT");
        assertThat(night.ledger.unappliedFeedback(night.target)).isEmpty();

        night.deliver(built);
        assertThat(night.ledger.unappliedFeedback(night.target)).containsExactly(early.inboxId());
        assertThat(night.ledger.applyFeedback(early.inboxId()).state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(night.state(built)).isEqualTo(PackageState.ACCEPTED);
        assertThat(night.books.imbalances(next.runId())).isEmpty();
    }

    @Test
    void aVerdictOnARefusedPackageStaysOutUntilAPersonDiscardsIt() {
        Run next = night.released(MONDAY.plusDays(1), night.range(night.reported("d", MONDAY)));
        StoredPackage refused = night.buildAll(next).get(0);
        night.send(refused, new DeliveryOutcome.Refused("HTTP 422", ""));
        FeedbackResult result = night.answer(night.feedback("f1", refused, night.itemsOf(refused), List.of()));
        assertThat(result.detail()).contains("which is REFUSED in our books");
        assertThat(night.books.imbalances(next.runId()))
                .extracting(Imbalance::step)
                .containsExactly("feedback");
        night.ledger.discardFeedback(result.inboxId(), "Ada", "the registry took it back");
        assertThat(night.books.imbalances(next.runId())).isEmpty();
        assertThat(night.books.items(next.runId()).unsent()).isEqualTo(1);
    }

    // ---------------------------------------------------------------- a person decides

    @Test
    void aPersonTakesTheVerdictsAlthoughTheSumsAreWrong() {
        long wrong = night.answer(wrongSums("f1")).inboxId();
        FeedbackResult taken = night.ledger.applyFeedbackAnyway(wrong, "Ada", "their total adds a fee");
        assertThat(taken.state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(taken.detail()).startsWith("3 of 3 verdicts were new; taken by Ada although its sums");
        assertThat(night.books.items(run.runId())).isEqualTo(ACCEPTED);
        assertThat(night.state(sent)).isEqualTo(PackageState.ACCEPTED);
        assertThat(imbalances()).isEmpty();
        assertThat(letter(wrong).settledBy()).isEqualTo("Ada");
        assertThat(new LedgerQueries(night.store).decisions(sent.packageId()))
                .extracting(LedgerQueries.Decision::action, LedgerQueries.Decision::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "APPLY-FEEDBACK", "feedback " + wrong + " (f1): their total adds a fee"));
        assertThatThrownBy(() -> night.ledger.applyFeedbackAnyway(wrong, "Ada", "once more"))
                .isInstanceOf(StaleStateException.class)
                .hasMessageContaining("is APPLIED");
        assertThat(night.answer(right("f1")).state())
                .as("the right text of the same feedback comes at last")
                .isEqualTo(FeedbackState.APPLIED);
        assertThat(imbalances()).isEmpty();
    }

    @Test
    void nobodyTakesWhatIsForeignContradictoryOrUnreadable() {
        night.answer(night.feedback("f0", sent, items.subList(0, 1), List.of()));
        List<Long> never = List.of(
                night.answer(night.feedback("f1", sent, List.of("somebody-elses"), List.of()))
                        .inboxId(),
                night.answer(night.feedback("f2", sent, List.of(), items.subList(0, 1)))
                        .inboxId(),
                night.ledger.applyFeedback(storeUnreadable("f3", "{")).inboxId());
        ItemBook before = night.books.items(run.runId());
        for (long one : never) {
            assertThatThrownBy(() -> night.ledger.applyFeedbackAnyway(one, "Ada", "please"))
                    .isInstanceOf(StaleStateException.class)
                    .hasMessageContaining("only one kept out for FEEDBACK-TOTALS can be applied by a person");
        }
        assertThat(night.books.items(run.runId())).isEqualTo(before);
        assertThat(imbalances())
                .as("what speaks of the run's package; the unreadable one speaks of none")
                .containsExactly("feedback", "feedback");
    }

    @Test
    void whatContradictsTheBooksByNowIsNotTakenEither() {
        long wrong = night.answer(wrongSums("f1")).inboxId();
        night.answer(night.feedback("f2", sent, List.of(), items.subList(0, 1)));
        assertThatThrownBy(() -> night.ledger.applyFeedbackAnyway(wrong, "Ada", "their total adds a fee"))
                .isInstanceOf(StaleStateException.class)
                .hasMessageContaining("is REJECTED and would become ACCEPTED");
        assertThat(state(wrong)).isEqualTo(FeedbackState.QUARANTINED);
        assertThat(night.books.items(run.runId())).isEqualTo(new ItemBook(3, 0, 2, 0, 1, 0, 0));
        assertThat(new LedgerQueries(night.store).decisions(sent.packageId())).isEmpty();
    }

    @Test
    void aDiscardedFeedbackNeverCountsAndARightOneStillLands() {
        Feedback wrong = wrongSums("f1");
        long discarded = night.answer(wrong).inboxId();
        assertThat(night.ledger
                        .discardFeedback(discarded, "Ada", "sent by mistake")
                        .state())
                .isEqualTo(FeedbackState.DISCARDED);
        assertThat(imbalances()).isEmpty();
        assertThat(night.books.items(run.runId())).isEqualTo(UNANSWERED);
        assertThat(night.ledger.applyFeedback(night.store(wrong)).state())
                .as("the same text again")
                .isEqualTo(FeedbackState.DISCARDED);
        assertThat(new LedgerQueries(night.store).decisions(sent.packageId()))
                .extracting(LedgerQueries.Decision::action)
                .containsExactly("DISCARD-FEEDBACK");
        assertThatThrownBy(() -> night.ledger.discardFeedback(discarded, "Ada", "again"))
                .isInstanceOf(StaleStateException.class);

        assertThat(night.answer(right("f2")).state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(state(discarded)).isEqualTo(FeedbackState.DISCARDED);
        assertThat(night.books.items(run.runId())).isEqualTo(ACCEPTED);
    }

    // ---------------------------------------------------------------- read again

    @Test
    void readingAgainFromTheBeginningMovesNoCursorAndStoresOnlyWhatIsNew() {
        night.answer(night.feedback("f1", sent, items.subList(0, 1), List.of()));
        Feedback first = night.feedback("f1", sent, items.subList(0, 1), List.of());
        Feedback lost = night.feedback("f2", sent, items.subList(1, 3), List.of());
        FeedbackPage page = new FeedbackPage(
                List.of(
                        new FeedbackPage.Entry("f1", first.toString(), first, null),
                        new FeedbackPage.Entry("f2", lost.toString(), lost, null)),
                "somewhere else",
                false);
        List<Long> fresh = night.ledger.storeFeedbackAgain(night.target, page);
        assertThat(fresh).hasSize(1);
        assertThat(night.ledger.feedbackCursor(night.target)).contains("after f1");
        assertThat(night.ledger.applyFeedback(fresh.get(0)).state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(night.books.items(run.runId())).isEqualTo(ACCEPTED);
    }

    @Test
    void aPurgeLeavesTheTextOfWhatWaitsForAPerson() {
        long wrong = night.answer(wrongSums("f1")).inboxId();
        night.answer(night.feedback("f2", sent, items, List.of()));
        night.ledger.moveRun(run.runId(), RunState.RELEASED, RunState.DELIVERED, night.token);
        night.ledger.moveRun(run.runId(), RunState.DELIVERED, RunState.RECONCILED, night.token);
        new Purge(night.store).before(MONDAY.plusYears(1), "Ada", "a test");
        FeedbackQueries queries = new FeedbackQueries(night.store);
        assertThat(queries.raw(wrong)).isPresent();
        assertThat(queries.content(wrong)).isPresent();
        long applied =
                queries.letters(night.target, FeedbackState.APPLIED, 10).get(0).id();
        assertThat(queries.raw(applied)).isEmpty();
    }
}
