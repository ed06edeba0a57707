package org.creditconnector.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.creditconnector.decision.AccountDecisions;
import org.creditconnector.decision.Decision;
import org.creditconnector.decision.DecisionEffect;
import org.creditconnector.decision.DecisionKind;
import org.creditconnector.decision.DecisionState;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.api.RegistryApiProfile;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.creditconnector.testing.Records;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Decisions on their way through the route, for kinds of registries that can more or less. */
class DecidedAccountsTest {
    private static final LocalDate TOLD = LocalDate.of(2013, 2, 5);
    private static final LocalDate TONIGHT = LocalDate.of(2013, 2, 8);

    private final RegistryApiProfile able = new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT);
    private final ConnectorRuntime runtime = new ConnectorRuntime(new Registries(List.of(able)), record -> List.of());

    @AfterEach
    void close() {
        runtime.close();
    }

    /** A registry that takes reports and nothing else: no corrections, no deletions, no word of disputes. */
    private record Unable(RegistryApiProfile like) implements RegistryProfile {
        @Override
        public String code() {
            return "unable";
        }

        @Override
        public Powers powers() {
            Powers can = like.powers();
            return new Powers(
                    can.idempotentById(),
                    can.statusQuery(),
                    false,
                    can.ordered(),
                    can.partialAcceptance(),
                    can.feedback(),
                    can.statement(),
                    can.listing());
        }

        @Override
        public String subject(String accountKey) {
            return like.subject(accountKey);
        }

        @Override
        public DueItems due(CreditRecord record, SubjectHistory history) {
            return like.due(record, history);
        }

        @Override
        public ReportItem render(String target, String accountKey, DueItems.Due due) {
            return like.render(target, accountKey, due);
        }

        @Override
        public void writePackage(SubmissionPackage manifest, Iterator<byte[]> items, OutputStream out) {
            throw new UnsupportedOperationException("nothing leaves here");
        }

        @Override
        public PackageLimits packageLimits() {
            return like.packageLimits();
        }

        @Override
        public List<LocalDate> calendarDates(LocalDate after, LocalDate until) {
            return like.calendarDates(after, until);
        }
    }

    private ReportItem told() {
        CreditRecord record = Records.loan("7", TOLD.toString());
        return able.render("t", "7", new DueItems.Due(ItemKind.REPORT, TOLD, 1, null, record));
    }

    private static SubjectHistory.Accepted accepted(ReportItem item) {
        return new SubjectHistory.Accepted(
                item.itemId(), item.sequence(), item.reportDate(), item.contentHash(), item.reportedState());
    }

    private static Decision decision(
            DecisionKind kind, Decision.Correction correction, List<LocalDate> dates, LocalDate since) {
        return new Decision(
                11,
                kind,
                DecisionState.OPEN,
                "Ada",
                "the contract says so",
                LocalDate.of(2013, 2, 6),
                correction,
                dates,
                since,
                List.of());
    }

    private static Decision principal(String stale, String corrected, LocalDate... dates) {
        return decision(
                DecisionKind.CORRECT,
                new Decision.Correction("account.principal", stale != null, stale, corrected),
                List.of(dates),
                null);
    }

    private PreparedAccount prepare(RegistryProfile profile, SubjectHistory history, Decision... decisions) {
        RowShape shape = new RowShape("accounts", List.of("id"));
        return runtime.prepare(new RangeWork(
                        "t",
                        TONIGHT,
                        account -> new MappedAccount(
                                "7",
                                Records.loan("7", TONIGHT.toString()),
                                List.of(),
                                ControlTotals.of("INR", new Amounts(Records.amount("1000"), null, null, null, null)),
                                null),
                        profile,
                        subjects -> Map.of(history.subject(), history),
                        keys -> Map.of(
                                "7",
                                new AccountDecisions(
                                        List.of(decisions),
                                        history.accepted() == null ? List.of() : List.of(history.accepted()))),
                        List.of(new SourceAccount(
                                "7", new SourceRow(shape, new Object[] {"7"}, "accounts 7"), Map.of()))))
                .accounts()
                .get(0);
    }

    private SubjectHistory onFile() {
        return new SubjectHistory("account:7", 1, accepted(told()), List.of());
    }

    private static List<String> rules(PreparedAccount account) {
        return account.findings().stream().map(Finding::getRuleId).toList();
    }

    @Test
    void a_correction_names_what_it_replaces_and_the_account_book_keeps_the_sources_figure() {
        PreparedAccount account = prepare(able, onFile(), principal("1000.000000", "1200.000000", TOLD));
        assertThat(account.verdict()).isEqualTo(AccountVerdict.REPORTED);
        assertThat(account.items()).hasSize(1);
        ReportItem correction = account.items().get(0);
        assertThat(correction.kind()).isEqualTo(ItemKind.CORRECTION);
        assertThat(correction.reportDate()).isEqualTo(TOLD);
        assertThat(correction.sequence()).isEqualTo(2);
        assertThat(correction.supersedes()).isEqualTo(told().itemId());
        assertThat(able.recordOf(correction.bytes()).orElseThrow().getAccount().getPrincipal())
                .isEqualByComparingTo("1200");
        assertThat(account.totals().amounts().get("INR").principal()).isEqualByComparingTo("1000");
        assertThat(rules(account)).contains("DECIDED-SOURCE-STALE");
        assertThat(account.findings().toString()).doesNotContain("1000.0").doesNotContain("1200.0");
        assertThat(account.decided().effects())
                .containsExactly(
                        new DecisionEffect(11, DecisionState.APPLIED, null, null, List.of(correction.itemId())));
    }

    @Test
    void a_wrong_value_that_nobody_knew_is_learned_in_the_first_night() {
        PreparedAccount account = prepare(able, SubjectHistory.none("account:7"), principal(null, "1200.000000"));
        assertThat(account.items())
                .singleElement()
                .satisfies(item -> assertThat(item.kind()).isEqualTo(ItemKind.REPORT));
        DecisionEffect effect = account.decided().effects().get(0);
        assertThat(effect.learned()).isEqualTo(new DecisionEffect.Learned("1000.000000"));
    }

    @Test
    void a_registry_that_takes_no_corrections_holds_the_account_with_a_sentence() {
        Unable unable = new Unable(able);
        PreparedAccount corrected = prepare(unable, onFile(), principal("1000.000000", "1200.000000", TOLD));
        assertThat(corrected.verdict()).isEqualTo(AccountVerdict.HELD);
        assertThat(corrected.items()).isEmpty();
        assertThat(rules(corrected)).contains("DECIDED-CANNOT-REPLACE");
        PreparedAccount withdrawn = prepare(unable, onFile(), decision(DecisionKind.WITHDRAW, null, List.of(), null));
        assertThat(withdrawn.verdict()).isEqualTo(AccountVerdict.HELD);
        assertThat(withdrawn.findings().get(0).getMessage())
                .startsWith("the registry takes no corrections and no deletions")
                .contains("`decisions end 11`");
    }

    @Test
    void a_disputed_account_is_marked_where_the_registry_can_be_told_and_frozen_where_it_cannot() {
        Decision dispute = decision(DecisionKind.DISPUTE, null, List.of(), TOLD);
        PreparedAccount marked = prepare(able, onFile(), dispute);
        assertThat(marked.verdict()).isEqualTo(AccountVerdict.REPORTED);
        assertThat(able.recordOf(marked.items().get(0).bytes())
                        .orElseThrow()
                        .getState()
                        .getDispute()
                        .getSince())
                .isEqualTo(TOLD);
        PreparedAccount frozen = prepare(new Unable(able), onFile(), dispute);
        assertThat(frozen.verdict()).isEqualTo(AccountVerdict.HELD);
        assertThat(frozen.items()).isEmpty();
        assertThat(frozen.findings().get(0).getMessage())
                .startsWith("disputed since 2013-02-05")
                .contains("nothing is reported until `dispute KEY --end`");
    }

    @Test
    void a_place_that_the_record_lacks_holds_the_account() {
        Decision nowhere = decision(
                DecisionKind.CORRECT,
                new Decision.Correction("repayments[R-9].amount", true, "1.000000", "2.000000"),
                List.of(),
                null);
        PreparedAccount account = prepare(able, onFile(), nowhere);
        assertThat(account.verdict()).isEqualTo(AccountVerdict.HELD);
        assertThat(account.findings().get(0).getMessage()).contains("the record has no repayments[R-9]");
        assertThat(account.decided().effects()).isEmpty();
    }

    @Test
    void a_rejected_deletion_is_not_sent_again_by_itself() {
        ReportItem told = told();
        Decision withdrawal = new Decision(
                11,
                DecisionKind.WITHDRAW,
                DecisionState.APPLIED,
                "Ada",
                "sold",
                TONIGHT,
                null,
                List.of(),
                null,
                List.of(new Decision.Made("d1", ItemKind.DELETION, TOLD, told.itemId(), Decision.Outcome.REJECTED)));
        PreparedAccount account = prepare(able, onFile(), withdrawal);
        assertThat(account.verdict()).isEqualTo(AccountVerdict.HELD);
        assertThat(rules(account)).containsExactly("DECIDED-DELETION-REJECTED");
    }
}
