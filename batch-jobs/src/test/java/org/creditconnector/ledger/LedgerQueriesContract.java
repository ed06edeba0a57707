package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.ledger.JourneyStep.Stage;
import org.creditconnector.ledger.LedgerQueries.HeldAccount;
import org.creditconnector.ledger.LedgerQueries.RejectGroup;
import org.creditconnector.ledger.LedgerQueries.RejectedItem;
import org.creditconnector.ledger.LedgerQueries.StuckPackage;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.ItemKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class LedgerQueriesContract {
    private static final Duration DEADLINE = Duration.ofHours(48);

    private final TestDatabase database;

    private PaperNight night;
    private LedgerQueries queries;

    LedgerQueriesContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        night = new PaperNight(database.shared());
        queries = new LedgerQueries(night.store);
    }

    @Test
    void nightsComeNewestFirstWithTheirBooks() {
        for (int day = 0; day < 4; day++) {
            night.prepared(
                    MONDAY.plusDays(day), night.range(night.quiet("a", AccountVerdict.NOT_DUE), night.held("b", "X")));
        }
        List<LedgerQueries.RunSummary> nights = queries.nights(night.target, 3);
        assertThat(nights)
                .extracting(one -> one.run().businessDate())
                .containsExactly(MONDAY.plusDays(3), MONDAY.plusDays(2), MONDAY.plusDays(1));
        assertThat(nights.get(0).accounts().held()).isEqualTo(1);
        assertThat(nights.get(0).seconds()).isNotNegative();
        assertThat(queries.targets()).contains(night.target);
        assertThat(queries.newestRuns(night.target))
                .extracting(Run::businessDate)
                .containsExactly(MONDAY.plusDays(3));
    }

    @Test
    void heldAccountsComeInPagesWithTheirReasons() {
        Run run = night.prepared(
                MONDAY,
                night.range(
                        night.held("a", "RULE-1"), night.held("b", "RULE-2"), night.quiet("c", AccountVerdict.NOT_DUE)),
                night.range(night.held("d", "RULE-3")));
        Page<HeldAccount> first = queries.held(run.runId(), null, 2);
        assertThat(first.rows()).extracting(HeldAccount::accountKey).containsExactly("a", "b");
        assertThat(first.rows().get(0).findings())
                .extracting(FindingRow::ruleId)
                .containsExactly("RULE-1");
        assertThat(first.next()).isEqualTo("b");
        Page<HeldAccount> second = queries.held(run.runId(), first.next(), 2);
        assertThat(second.rows()).extracting(HeldAccount::accountKey).containsExactly("d");
        assertThat(second.next()).isNull();
    }

    @Test
    void vanishedAccountsAreListed() {
        night.prepared(
                MONDAY,
                night.range(night.quiet("a", AccountVerdict.NOT_DUE), night.quiet("b", AccountVerdict.NOT_DUE)));
        Run run = night.prepared(MONDAY.plusDays(1), night.range(night.quiet("a", AccountVerdict.NOT_DUE)));
        assertThat(queries.vanished(run.runId(), null, 10).rows()).containsExactly("b");
    }

    @Test
    void rejectsAreGroupedByReasonUntilANewerItemTakesTheirPlace() {
        Run run = night.released(MONDAY, night.range(night.reported("a", MONDAY), night.reported("b", MONDAY)));
        StoredPackage built = night.buildAll(run).get(0);
        night.deliver(built);
        night.answer(night.feedback("f1", built, List.of(), night.itemsOf(built)));
        assertThat(queries.rejectGroups(night.target))
                .containsExactly(new RejectGroup("R012", 2, "without overdue amount"));
        Page<RejectedItem> page = queries.rejects(night.target, "R012", null, 1);
        assertThat(page.rows()).extracting(RejectedItem::accountKey).containsExactly("a");
        assertThat(page.rows().get(0).findings())
                .extracting(FindingRow::path)
                .containsExactly("record.position.daysPastDue");
        assertThat(page.rows().get(0).runName()).isEqualTo(run.name());
        assertThat(queries.rejects(night.target, null, page.next(), 5).rows())
                .extracting(RejectedItem::accountKey)
                .containsExactly("b");
        assertThat(queries.rejects(night.target, "R999", null, 5).rows()).isEmpty();

        night.prepared(
                MONDAY.plusDays(1),
                night.range(night.reported("a", night.item("a", MONDAY, 2, ItemKind.REPORT, null))));
        assertThat(queries.rejectGroups(night.target))
                .extracting(RejectGroup::items)
                .containsExactly(1L);
    }

    @Test
    void aJourneyTellsAnAccountsLifeInOrder() {
        Run held = night.prepared(MONDAY.minusDays(1), night.range(night.held("a", "AMOUNT-NEGATIVE")));
        Run run = night.released(MONDAY, night.range(night.reported("a", MONDAY), night.reported("b", MONDAY)));
        StoredPackage built = night.buildAll(run).get(0);
        night.send(built, new DeliveryOutcome.Unknown("reset by peer"));
        night.ledger.resolve(
                built.packageId(), Resolution.NOT_SENT, "not on their list", null, "Ann", "asked by phone");
        night.deliver(built);
        night.answer(night.feedback(
                "f1",
                built,
                night.itemsOf(built).subList(1, 2),
                night.itemsOf(built).subList(0, 1)));

        List<JourneyStep> journey = queries.journey("a", night.target);
        assertThat(journey)
                .extracting(JourneyStep::stage)
                .containsExactly(
                        Stage.EXTRACTED,
                        Stage.FOUND,
                        Stage.EXTRACTED,
                        Stage.STAGED,
                        Stage.PACKED,
                        Stage.SENT,
                        Stage.DECIDED,
                        Stage.SENT,
                        Stage.RECEIVED,
                        Stage.ANSWERED,
                        Stage.REASON);
        assertThat(journey)
                .extracting(JourneyStep::text)
                .contains(
                        "HELD, source row accounts a, mapping v1",
                        "ERROR AMOUNT-NEGATIVE account.principal: the amount lent is negative",
                        "REPORT at 2026-03-02, number 1, now REJECTED",
                        "line 1 of package number 1, now PARTLY_ACCEPTED",
                        "try 1: UNKNOWN, reset by peer",
                        "RESOLVE by Ann: NOT_SENT: asked by phone",
                        "try 2: RECEIVED, 201",
                        "receipt receipt of 1",
                        "REJECTED",
                        "ERROR R012 record.position.daysPastDue: without overdue amount");
        assertThat(journey.get(0).runName()).isEqualTo(held.name());
        assertThat(queries.journey("a", "elsewhere")).isEmpty();
        assertThat(queries.journey("nobody", null)).isEmpty();
        assertThat(queries.decisions(built.packageId()))
                .extracting(LedgerQueries.Decision::author)
                .containsExactly("Ann");
    }

    @Test
    void everyStuckPackageNamesTheCommandThatMovesIt() {
        Run run = night.released(
                MONDAY,
                night.range(night.reported("a", MONDAY), night.reported("b", MONDAY), night.reported("c", MONDAY)),
                night.range(night.reported("d", MONDAY), night.reported("e", MONDAY), night.reported("f", MONDAY)),
                night.range(night.reported("g", MONDAY)));
        List<StoredPackage> built = night.buildAll(run);
        night.deliver(built.get(0));
        night.deliver(built.get(1));
        assertThat(queries.stuckPackages(night.target, DEADLINE)).isEmpty();
        night.store
                .jdbc()
                .sql("update submission_package set received_at = received_at - interval '3' day where package_id = ?")
                .param(built.get(0).packageId())
                .update();
        night.send(built.get(2), new DeliveryOutcome.Unknown("no answer"));
        assertThat(queries.stuckPackages(night.target, DEADLINE))
                .extracting(StuckPackage::next)
                .containsExactly(
                        "resolve " + built.get(2).packageId() + " --as received|not-sent",
                        "collect --target " + night.target);
        night.ledger.resolve(built.get(2).packageId(), Resolution.REFUSED, "bad digest", null, "Ann", "they said so");
        assertThat(queries.stuckPackages(night.target, DEADLINE))
                .extracting(StuckPackage::next)
                .contains("retry-package " + built.get(2).packageId());
        night.ledger.withdrawItems(built.get(2).packageId(), "Ann", "sent by hand");
        assertThat(queries.stuckPackages(night.target, DEADLINE)).hasSize(1);
        night.answer(night.feedback("f9", built.get(1), List.of("foreign"), List.of()));
        assertThat(new FeedbackQueries(night.store).letters(night.target, FeedbackState.QUARANTINED, 10))
                .extracting(FeedbackQueries.Letter::feedbackId)
                .containsExactly("f9");
    }

    @Test
    void purgeKeepsWhatAnswersForThePast() {
        Run old = night.released(MONDAY, night.range(night.reported("a", MONDAY)));
        night.acceptAll(old);
        night.ledger.moveRun(old.runId(), RunState.RELEASED, RunState.DELIVERED, night.token);
        Run young = night.released(MONDAY.plusDays(1), night.range(night.reported("b", MONDAY)));
        StoredPackage unsent = night.buildAll(young).get(0);
        StoredPackage sent = night.ledger.packagesOf(old.runId()).get(0);
        var before =
                new ArrayList<>(List.of(night.books.items(old.runId()), night.mirror.totals(night.target, MONDAY)));
        Purge purge = new Purge(night.store);
        purge.before(MONDAY.plusDays(9), "Ann", "retention");
        assertThat(night.bytesOf(sent)).as("not reconciled yet").isNotEmpty();

        night.ledger.moveRun(old.runId(), RunState.DELIVERED, RunState.RECONCILED, night.token);
        Purge.Purged purged = purge.before(MONDAY.plusDays(1), "Ann", "retention");
        assertThat(purged.runs()).isPositive();
        assertThatThrownBy(() -> night.bytesOf(sent)).hasMessageContaining("end before part 1");
        assertThat(night.bytesOf(unsent)).isNotEmpty();
        assertThat(List.of(night.books.items(old.runId()), night.mirror.totals(night.target, MONDAY)))
                .isEqualTo(before);
        night.mirror.rebuild(night.target);
        assertThat(night.mirror.totals(night.target, MONDAY)).isEqualTo(before.get(1));
        assertThat(purge.before(MONDAY.plusDays(1), "Ann", "retention")).isEqualTo(new Purge.Purged(0, 0, 0, 0));
    }
}
