package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.creditconnector.decision.AccountDecisions;
import org.creditconnector.decision.Decided;
import org.creditconnector.decision.Decision;
import org.creditconnector.decision.DecisionEffect;
import org.creditconnector.decision.DecisionKind;
import org.creditconnector.decision.DecisionState;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.ledger.Decisions.By;
import org.creditconnector.ledger.Decisions.Told;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.totals.ControlTotals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class DecisionsContract {
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final By ADA = new By("Ada", "the contract says so");

    private final TestDatabase database;

    private PaperNight night;
    private Decisions decisions;

    DecisionsContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        night = new PaperNight(database.shared());
        decisions = new Decisions(night.store);
    }

    private About about(String key) {
        return new About(night.target, "core", key);
    }

    private AccountDecisions inForce(String key) {
        return decisions.inForce(about(key));
    }

    private void reportedOnMonday(String... keys) {
        PreparedAccount[] accounts = new PreparedAccount[keys.length];
        for (int i = 0; i < keys.length; i++) {
            accounts[i] = night.reported(keys[i], MONDAY);
        }
        night.acceptAll(night.released(MONDAY, night.range(accounts)));
    }

    private PreparedAccount corrected(String key, long decision, ReportItem item) {
        return new PreparedAccount(
                key,
                "accounts " + key,
                AccountVerdict.REPORTED,
                PaperNight.money("100"),
                null,
                List.of(item),
                List.of(),
                new Decided(
                        List.of(new DecisionEffect(
                                decision,
                                DecisionState.APPLIED,
                                null,
                                new DecisionEffect.Learned("1.000000"),
                                List.of(item.itemId()))),
                        List.of()));
    }

    private long correct(String key) {
        return decisions.correct(
                about(key),
                ADA,
                "account.principal",
                new Told(false, null),
                "2.000000",
                decisions.standing(about(key)));
    }

    @Test
    void aDecisionIsInForceFromTheMomentItIsTakenAndNamesWhatItReplaces() {
        reportedOnMonday("a", "b");
        long id = correct("a");
        AccountDecisions a = inForce("a");
        assertThat(a.standing()).extracting(SubjectHistory.Accepted::reportDate).containsExactly(MONDAY);
        Decision decision = a.decisions().get(0);
        assertThat(decision.id()).isEqualTo(id);
        assertThat(decision.state()).isEqualTo(DecisionState.OPEN);
        assertThat(decision.dates()).containsExactly(MONDAY);
        assertThat(decision.correction())
                .isEqualTo(new Decision.Correction("account.principal", false, null, "2.000000"));
        assertThat(decisions.inForce(night.target, "core", List.of("a", "b", "c")))
                .containsOnlyKeys("a");
        assertThat(decisions.inForce(night.target, "other", List.of("a"))).isEmpty();
        assertThat(night.store
                        .jdbc()
                        .sql("select author || ' ' || action || ' ' || reason from audit_entry where subject = 'a'"
                                + " order by entry_id desc fetch first row only")
                        .query(String.class)
                        .single())
                .isEqualTo("Ada CORRECT the contract says so");
    }

    @Test
    void whatANightDidIsStoredWithTheRangeOrNotAtAll() {
        reportedOnMonday("a");
        String told = night.item("a", MONDAY, 1, ItemKind.REPORT, null).itemId();
        long id = correct("a");
        ReportItem item = night.item("a", MONDAY, 2, ItemKind.CORRECTION, told);
        Run run = night.ledger.openRun(night.order(TUESDAY), night.token);
        night.ledger.saveRanges(run.runId(), List.of(new StoredRange(0, "k0", "k1", false)), night.token);
        PreparedRange range = night.range(corrected("a", id, item));
        RangeId where = new RangeId(run.runId(), 0);

        night.overtake();
        assertThatThrownBy(() -> night.ledger.storeRange(where, range, PaperNight.totals(range), night.token))
                .isInstanceOf(LeaseLostException.class);
        assertThat(inForce("a").decisions().get(0).state()).isEqualTo(DecisionState.OPEN);
        assertThat(inForce("a").decisions().get(0).made()).isEmpty();

        LeaseToken newer = night.overtake();
        night.ledger.storeRange(where, range, PaperNight.totals(range), newer);
        Decision applied = inForce("a").decisions().get(0);
        assertThat(applied.state()).isEqualTo(DecisionState.APPLIED);
        assertThat(applied.correction().stale()).isEqualTo("1.000000");
        assertThat(applied.made())
                .containsExactly(
                        new Decision.Made(item.itemId(), ItemKind.CORRECTION, MONDAY, told, Decision.Outcome.OPEN));
        assertThat(new LedgerQueries(night.store).journey("a", night.target))
                .extracting(JourneyStep::text)
                .anyMatch(text -> text.contains("CORRECTION") && text.contains("because of decision " + id + " by Ada"))
                .noneMatch(text -> text.contains("2.000000"));
    }

    @Test
    void aDecisionThatWasEndedMeanwhileStopsTheRange() {
        reportedOnMonday("a");
        long id = correct("a");
        ReportItem item = night.item(
                "a",
                MONDAY,
                2,
                ItemKind.CORRECTION,
                night.item("a", MONDAY, 1, ItemKind.REPORT, null).itemId());
        Run run = night.ledger.openRun(night.order(TUESDAY), night.token);
        night.ledger.saveRanges(run.runId(), List.of(new StoredRange(0, "k0", "k1", false)), night.token);
        decisions.end(id, ADA);
        PreparedRange range = night.range(corrected("a", id, item));
        assertThatThrownBy(() -> night.ledger.storeRange(
                        new RangeId(run.runId(), 0), range, PaperNight.totals(range), night.token))
                .isInstanceOf(StaleStateException.class)
                .hasMessageContaining("run again");
        assertThat(night.books.items(run.runId()).staged()).isZero();
        assertThatThrownBy(() -> decisions.end(id, ADA))
                .isInstanceOf(DecisionRefusedException.class)
                .hasMessageContaining("is over already");
    }

    @Test
    void accountsThatWereNotExtractedAddItemsAndNothingToTheAccountBook() {
        reportedOnMonday("a", "b");
        decisions.withdraw(about("b"), ADA, List.of());
        String told = night.item("b", MONDAY, 1, ItemKind.REPORT, null).itemId();
        Run run = night.ledger.openRun(night.order(TUESDAY), night.token);
        night.ledger.saveRanges(
                run.runId(),
                List.of(new StoredRange(0, "k0", "k1", false), new StoredRange(1, "D", "D", false)),
                night.token);
        PreparedRange extracted = night.range(night.quiet("a", AccountVerdict.UNCHANGED));
        night.ledger.storeRange(new RangeId(run.runId(), 0), extracted, PaperNight.totals(extracted), night.token);
        assertThat(decisions.withdrawnAndGone(run)).containsExactly("b");
        PreparedRange gone = new PreparedRange(
                List.of(night.reported("b", night.item("b", MONDAY, 2, ItemKind.DELETION, told))),
                new TreeMap<>(),
                false);
        night.ledger.storeRange(new RangeId(run.runId(), 1), gone, ControlTotals.NOTHING, night.token);
        night.ledger.settleVanished(run.runId(), night.token);
        AccountBook book = night.books.accounts(run.runId());
        assertThat(book.extracted()).isOne();
        assertThat(book.balances()).isTrue();
        assertThat(book.openBalances()).isTrue();
        assertThat(book.vanished()).isOne();
        assertThat(night.books.items(run.runId()).staged()).isOne();
        assertThat(night.books.imbalances(run.runId())).isEmpty();
    }

    @Test
    void anAcceptedWarningComesBackWhenItsValueChanges() {
        DecisionQueries queries = new DecisionQueries(night.store);
        warned(MONDAY, "value one");
        DecisionQueries.Warning warning =
                queries.warnings(night.target, null, 10).get(0);
        assertThat(warning.accountKey()).isEqualTo("a");
        assertThat(warning.valueHash()).as("salted").doesNotContain("value one").hasSize(64);
        decisions.acceptWarning(ADA, night.target, warning);
        assertThat(queries.warnings(night.target, null, 10)).isEmpty();
        warned(TUESDAY, "value one");
        assertThat(queries.warnings(night.target, null, 10)).isEmpty();
        warned(TUESDAY.plusDays(1), "value two");
        assertThat(queries.warnings(night.target, "a", 10)).hasSize(1);
        decisions.acceptWarning(
                ADA, night.target, queries.warnings(night.target, "a", 10).get(0));
        assertThat(queries.warnings(night.target, null, 10)).isEmpty();
        assertThat(queries.decisions(night.target, "a", false, 10))
                .extracting(DecisionQueries.Row::kind)
                .containsExactly(DecisionKind.ACCEPT_WARNING);
    }

    private void warned(LocalDate date, String digest) {
        Finding finding = Finding.newBuilder()
                .setRuleId("REC-ODD")
                .setSeverity(Severity.WARNING)
                .setOrigin(FindingOrigin.RULE)
                .setAccountKey("a")
                .setPath("account.principal")
                .setMessage("this is odd")
                .build();
        night.prepared(
                date,
                night.range(new PreparedAccount(
                        "a",
                        "accounts a",
                        AccountVerdict.UNCHANGED,
                        PaperNight.money("100"),
                        null,
                        List.of(),
                        List.of(finding),
                        new Decided(List.of(), List.of(digest)))));
    }
}
