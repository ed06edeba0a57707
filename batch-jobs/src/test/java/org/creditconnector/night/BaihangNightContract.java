package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.command.Typed;
import org.creditconnector.ledger.FeedbackQueries;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.baihang.BaihangFault;
import org.creditconnector.mockregistry.baihang.BaihangHolding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nights that report to the agency Baihang, held against what it really took in. */
abstract class BaihangNightContract {
    private static final String LOAN = YuanLender.key(1);

    @TempDir
    Path home;

    private BaihangNights yuan;

    abstract StoreSettings store(Path home);

    private void open(boolean byRecord) throws Exception {
        yuan = new BaihangNights(home, store(home), byRecord);
    }

    @AfterEach
    void close() {
        yuan.close();
    }

    private List<String> night(String date) throws Exception {
        long before = yuan.lastEffect();
        RunReport run = yuan.run(date);
        assertThat(yuan.refused()).as(date).isEmpty();
        assertThat(run.accounts().balances()).as(date).isTrue();
        assertThat(run.items().balances()).as(date).isTrue();
        assertThat(run.exit())
                .as(date + " " + run.cause() + " " + yuan.rows("select rule_id, message from finding"))
                .isEqualTo(ExitCode.DONE);
        assertThat(yuan.mirror()).as(date).isEqualTo(yuan.held());
        return yuan.accepted(before);
    }

    private List<String> nights(String... dates) throws Exception {
        List<String> accepted = new ArrayList<>();
        for (String date : dates) {
            accepted.addAll(night(date));
        }
        return accepted;
    }

    private BaihangHolding held(int term, String date) {
        return yuan.registry.holdings().values().stream()
                .filter(holding -> holding.subject().equals(LOAN)
                        && holding.value("termNo").equals(Integer.toString(term))
                        && holding.value("statusConfirmAt").startsWith(date))
                .findFirst()
                .orElseThrow();
    }

    private static String added(int term, String date) {
        return "D3 A " + LOAN + " " + term + " " + date;
    }

    private static String modified(int term, String date) {
        return "D3 M " + LOAN + " " + term + " " + date;
    }

    @ParameterizedTest(name = "record by record: {0}")
    @ValueSource(booleans = {true, false})
    void aLoanIsToldFromOpeningToItsEnd(boolean byRecord) throws Exception {
        open(byRecord);
        yuan.lender.lend(1, 1).pay(1, "2024-04-15", "2024-06-03", "2024-06-15").settle(1, "2024-07-20", "10000.00");
        assertThat(nights("2024-03-15", "2024-03-31")).containsExactly("D2 A " + LOAN);
        assertThat(nights("2024-04-15", "2024-04-30")).containsExactly(added(1, "2024-04-15"));
        assertThat(nights("2024-05-15", "2024-05-16", "2024-05-31"))
                .containsExactly(added(2, "2024-05-15"), added(2, "2024-05-16"), added(2, "2024-05-31"));
        BaihangHolding may = held(2, "2024-05-31");
        assertThat(may.value("overdueStatus")).isEqualTo("D16");
        assertThat(may.value("termStatus")).isEqualTo("overdue");
        assertThat(may.value("loanStatus")).isEqualTo("2");
        assertThat(may.value("overdueAmount")).isEqualTo("1050.00");
        assertThat(may.json()).contains("\"realRepaymentDate\":null");
        // A night that was missed is made up for, each day with the state at its end.
        assertThat(night("2024-06-20")).containsExactly(added(2, "2024-06-03"), added(3, "2024-06-15"));
        assertThat(held(2, "2024-06-03").value("realRepayment")).isEqualTo("1050.00");
        assertThat(held(2, "2024-06-03").value("loanStatus")).isEqualTo("1");
        List<String> end = nights("2024-07-15", "2024-07-16", "2024-07-20", "2024-07-31");
        assertThat(end).startsWith(added(4, "2024-07-15"), added(4, "2024-07-16"), added(4, "2024-07-20"));
        assertThat(end).allMatch(one -> one.endsWith("2024-07-20") || one.contains(" 4 "));
        assertThat(held(4, "2024-07-20").value("loanStatus")).isEqualTo("3");
        assertThat(held(4, "2024-07-20").value("remainingAmount")).isEqualTo("0.00");
        assertThat(night("2024-08-31")).isEmpty();
    }

    @ParameterizedTest(name = "record by record: {0}")
    @ValueSource(booleans = {true, false})
    void whatIsNoLongerTrueIsModifiedUnderItsOwnId(boolean byRecord) throws Exception {
        open(byRecord);
        yuan.lender.lend(1, 1).pay(1, "2024-04-15");
        nights("2024-03-15", "2024-04-15", "2024-05-31");
        int before = yuan.registry.holdings().size();
        yuan.lender.pay(1, "2024-05-14");
        assertThat(night("2024-06-05"))
                .containsExactly(
                        modified(2, "2024-05-15"),
                        modified(2, "2024-05-16"),
                        modified(2, "2024-05-31"),
                        added(2, "2024-05-14"));
        assertThat(held(2, "2024-05-31").value("overdueStatus")).isEmpty();
        assertThat(yuan.registry.holdings()).hasSize(before + 1);
        yuan.lender.strike(1, "2024-05-14");
        assertThat(night("2024-06-06"))
                .containsExactly(
                        modified(2, "2024-05-14"),
                        modified(2, "2024-05-15"),
                        modified(2, "2024-05-16"),
                        modified(2, "2024-05-31"));
        assertThat(held(2, "2024-05-14").value("realRepayment")).isEqualTo("0.00");
        assertThat(held(2, "2024-05-31").value("overdueStatus")).isEqualTo("D16");
        assertThat(night("2024-06-07")).isEmpty();
    }

    /** The agency deletes nothing: what is withdrawn stays there and in our books, and is told no more until a person says so. */
    @ParameterizedTest(name = "record by record: {0}")
    @ValueSource(booleans = {true, false})
    void whatIsWithdrawnStaysThereAndIsToldNoMore(boolean byRecord) throws Exception {
        open(byRecord);
        yuan.lender.lend(1, 1).lend(2, 2).pay(1, "2024-04-15").pay(2, "2024-04-15");
        nights("2024-03-15", "2024-04-15");
        var before = yuan.held();
        Typed typed = new Typed(home);
        assertThat(typed.run("withdraw", LOAN, "--at", "2024-04-15", "--author", "Ada", "--reason", "wrong"))
                .isEqualTo(2);
        assertThat(typed.err()).contains("profile baihang deletes nothing");
        assertThat(typed.run("withdraw", LOAN, "--author", "Ada", "--reason", "another's loan"))
                .isZero();
        assertThat(typed.out()).contains("2 items stay at the registry, which deletes nothing; nothing more is told");
        yuan.lender.strike(1, "2024-04-15");
        assertThat(night("2024-05-15")).containsExactly("D3 A " + YuanLender.key(2) + " 2 2024-05-15");
        assertThat(yuan.held()).containsAllEntriesOf(before);
        assertThat(yuan.rows("select rule_id from finding where account_key = '" + LOAN + "'"))
                .extracting(row -> row.get("rule_id"))
                .containsExactly("DECIDED-WITHDRAWN");
        yuan.lender.forget(1);
        assertThat(night("2024-05-16")).containsExactly("D3 A " + YuanLender.key(2) + " 2 2024-05-16");
        yuan.lender.lend(1, 1);
        assertThat(typed.run("resubmit", LOAN, "--author", "Ada", "--reason", "it is theirs"))
                .isZero();
        assertThat(night("2024-05-20"))
                .as("what was wrong is modified, what fell due meanwhile is made up for")
                .containsExactly(
                        modified(1, "2024-04-15"),
                        added(1, "2024-04-16"),
                        added(1, "2024-04-30"),
                        added(2, "2024-05-15"),
                        added(2, "2024-05-16"));
    }

    @Test
    void whatTheSourceFillsOfItsFieldsIsCounted() throws Exception {
        open(false);
        yuan.lender.lend(1, 1);
        night("2024-03-15");
        Typed typed = new Typed(home);
        assertThat(typed.run("target", "check", "--fields")).isZero();
        assertThat(typed.out())
                .contains("fields of yuan")
                .containsPattern("D2 +19 +")
                .containsPattern("D2 +loanAmount +must +defaulted +amount lent");
    }

    @ParameterizedTest(name = "record by record: {0}")
    @ValueSource(booleans = {true, false})
    void aRefusedRecordIsAWorkListEntry(boolean byRecord) throws Exception {
        open(byRecord);
        yuan.lender.lend(1, 1).lend(2, 2);
        yuan.registry.block(java.util.Set.of(YuanLender.key(2)));
        RunReport run = yuan.run("2024-03-15");
        assertThat(run.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(run.items().accepted()).isOne();
        assertThat(run.items().rejected()).isOne();
        assertThat(run.items().balances()).isTrue();
        assertThat(yuan.refused()).containsExactly("D2 A " + YuanLender.key(2) + " [BH99]");
        assertThat(yuan.rows("select rule_id from finding where account_key = '" + YuanLender.key(2) + "'"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.get("rule_id")).isEqualTo("BH99"));
        assertThat(yuan.mirror()).isEqualTo(yuan.held());
    }

    @ParameterizedTest
    @CsvSource({
        "recipient: = BAIHANG, recipient: = PBOC, 2024-05-15, BAIHANG-CONSENT",
        "sentOn: = 2024-03-15, sentOn: = 2024-05-17, 2024-05-16, BAIHANG-NOTICE",
        "telephones[mobile]: = 13900000000, telephones[mobile]: = 1390000, 2024-05-15, BAIHANG-MISSING"
    })
    void whatMayNotBeToldOrWouldBeRefusedIsHeld(String line, String otherwise, String date, String rule)
            throws Exception {
        open(false);
        yuan.map(line, otherwise);
        yuan.lender.lend(1, 1).pay(1, "2024-04-15");
        yuan.run("2024-03-15");
        yuan.run("2024-04-15");
        int before = yuan.registry.holdings().size();
        RunReport run = yuan.run(date);
        assertThat(run.accounts().held()).isOne();
        assertThat(yuan.rows("select rule_id from finding"))
                .extracting(row -> row.get("rule_id"))
                .containsOnly(rule);
        assertThat(yuan.registry.holdings()).hasSize(before);
    }

    @Test
    void whatWasSurelyNotTakenInGoesAgain() throws Exception {
        open(true);
        yuan.lender.lend(1, 1).lend(2, 2);
        yuan.registry.plant(BaihangFault.TOO_MANY, 1);
        assertThat(night("2024-03-15")).containsExactly("D2 A " + LOAN, "D2 A " + YuanLender.key(2));
        assertThat(yuan.posts()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOSE_ANSWER", "GARBLED", "UNAVAILABLE", "LOSE_RECORD"})
    void whatMayHaveBeenTakenInWaitsForAPerson(BaihangFault fault) throws Exception {
        open(true);
        yuan.lender.lend(1, 1).lend(2, 2);
        yuan.registry.plant(fault, 1);
        for (int call = 0; call < 2; call++) {
            RunReport run = yuan.run("2024-03-15");
            assertThat(run.exit()).isEqualTo(ExitCode.UNKNOWN);
            assertThat(run.next()).startsWith("resolve ");
            assertThat(yuan.accepted(0)).as("the other loan is told").contains("D2 A " + YuanLender.key(2));
            assertThat(yuan.posts()).as("nothing goes again").isEqualTo(2);
        }
    }

    @Test
    void aRefusedFileRejectsWhatWasInIt() throws Exception {
        open(false);
        yuan.lender.lend(1, 1);
        yuan.registry.plant(BaihangFault.REFUSE_FILE, 1);
        RunReport run = yuan.run("2024-03-15");
        assertThat(run.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(run.items().rejected()).isOne();
        assertThat(run.items().balances()).isTrue();
        assertThat(yuan.registry.holdings()).isEmpty();
    }

    @Test
    void aLogThatCannotBeRightIsKeptOutAndALostOneIsWaitedFor() throws Exception {
        open(false);
        yuan.lender.lend(1, 1);
        yuan.registry.plant(BaihangFault.WRONG_COUNTS, 1);
        RunReport wrong = yuan.run("2024-03-15");
        assertThat(wrong.exit()).isNotIn(ExitCode.DONE, ExitCode.WORK_LIST);
        assertThat(wrong.items().unanswered()).isOne();
        try (Store open = Store.open(yuan.store)) {
            assertThat(new FeedbackQueries(open).keptOut(BaihangNights.TARGET)).isOne();
        }
        yuan.lender.lend(2, 2);
        yuan.registry.plant(BaihangFault.LOG_LOST, 1);
        RunReport lost = yuan.run("2024-03-16");
        assertThat(lost.exit()).isEqualTo(ExitCode.PENDING);
        assertThat(lost.items().unanswered()).isOne();
    }
}
