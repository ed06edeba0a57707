package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.message.BinaryMessageDecoder;
import org.creditconnector.command.Typed;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.FeedbackQueries;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.Store;
import org.creditconnector.mockregistry.pbcrc.PbcrcHolding;
import org.creditconnector.registry.WireData;
import org.creditconnector.registry.pbcrc.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nights that report to the central bank's registry by files, held against what the registry really loaded. */
abstract class PbcrcNightContract extends YuanContract {
    private static final List<String> NIGHTS = List.of(
            "2024-03-15",
            "2024-03-20",
            "2024-03-31",
            "2024-04-15",
            "2024-04-30",
            "2024-05-20",
            "2024-05-31",
            "2024-06-03",
            "2024-06-15",
            "2024-06-30",
            "2024-07-20",
            "2024-07-31",
            "2024-08-20",
            "2024-08-31");

    private static final BinaryMessageDecoder<Told> TOLD =
            new BinaryMessageDecoder<>(WireData.DATA, Told.getClassSchema());

    static {
        WireData.trust(Told.class);
    }

    private static String account(int number) {
        return YuanNights.PROVIDER + YuanLender.key(number);
    }

    private void assertDone(String night, RunReport run) {
        assertThat(yuan.refused()).as(night).isEmpty();
        assertThat(run.accounts().balances()).as(night).isTrue();
        assertThat(run.items().balances()).as(night).isTrue();
        assertThat(run.exit())
                .as(night + " " + run.cause() + " " + yuan.rows("select rule_id, message from finding"))
                .isEqualTo(ExitCode.DONE);
    }

    private List<String> night(String date) throws Exception {
        long before = yuan.lastEffect();
        assertDone(date, yuan.run(date));
        return yuan.loaded(before);
    }

    private List<String> nights(List<String> dates) throws Exception {
        List<String> loaded = new ArrayList<>();
        for (String date : dates) {
            loaded.addAll(night(date));
        }
        return loaded;
    }

    /** What our books say stands, segment by segment at each report date, against what the registry holds. */
    private void assertMirrored(int loan) throws IOException {
        Map<String, Set<String>> ours = new TreeMap<>();
        for (Map<String, Object> row : yuan.rows(
                "select i.reported_state as told from registry_mirror_date d join report_item i on i.item_id = d.item_id"
                        + " where d.subject = 'account:" + YuanLender.key(loan)
                        + "' order by d.report_date, d.sequence")) {
            Told told = TOLD.decode((byte[]) row.get("told"));
            ours.put(
                    told.getReportDate().toString(),
                    new TreeSet<>(told.getSegments().keySet()));
        }
        Map<String, Set<String>> theirs = new TreeMap<>();
        for (PbcrcHolding.Version version :
                yuan.registry.holdings(account(loan)).orElseThrow().versions()) {
            theirs.put(version.reportDate(), new TreeSet<>(version.segments().keySet()));
        }
        assertThat(ours).isNotEmpty().isEqualTo(theirs);
    }

    private int keptOut() {
        try (Store open = Store.open(yuan.store)) {
            return new FeedbackQueries(open).keptOut(YuanNights.TARGET);
        }
    }

    /** Loan 1 is the worked example; loan 2, of the same borrower, is never late. */
    private void lend() {
        yuan.lender
                .lend(1, 1)
                .lend(2, 1)
                .pay(1, "2024-04-15", "2024-06-03", "2024-06-15", "2024-07-20")
                .settle(1, "2024-08-20", "8300.00")
                .pay(2, "2024-04-15", "2024-05-15", "2024-06-15", "2024-07-15", "2024-08-15");
    }

    @Test
    void theWorkedExampleIsLoadedNightByNight() throws Exception {
        lend();
        List<String> loaded = nights(NIGHTS);
        assertThat(yuan.registry.holdings(account(1)).orElseThrow().brief())
                .containsExactly(
                        "2024-03-15 10",
                        "2024-03-31 30",
                        "2024-04-30 30",
                        "2024-05-31 30",
                        "2024-06-03 40",
                        "2024-06-30 30",
                        "2024-07-31 30",
                        "2024-08-20 20");
        assertThat(loaded.stream().filter(one -> one.startsWith("110"))).containsExactly("110 2024-03-15 10");
        assertThat(loaded.stream().filter(one -> !one.startsWith("110") && !one.startsWith("210")))
                .isEmpty();
        PbcrcHolding.Version may = yuan.registry
                .holdings(account(1))
                .orElseThrow()
                .at("2024-05-31")
                .orElseThrow();
        assertThat(may.value("AcctMthlyBlgInfSgmt", "RpyStatus")).contains("1");
        assertThat(may.value("AcctMthlyBlgInfSgmt", "TotOverd")).contains("1050");
        assertThat(yuan.registry
                        .holdings(account(2))
                        .orElseThrow()
                        .at("2024-07-31")
                        .orElseThrow()
                        .value("AcctMthlyBlgInfSgmt", "RpyStatus"))
                .contains("N");
        assertThat(yuan.files()).doesNotHaveDuplicates();
        assertMirrored(1);
        assertMirrored(2);
    }

    @Test
    void aPaymentBookedLateCorrectsTheMonthThatWasTold() throws Exception {
        yuan.lender.lend(1, 1).pay(1, "2024-04-15");
        nights(List.of("2024-03-15", "2024-03-31", "2024-04-30", "2024-05-31"));
        PbcrcHolding before = yuan.registry.holdings(account(1)).orElseThrow();
        assertThat(before.at("2024-05-31").orElseThrow().value("AcctMthlyBlgInfSgmt", "RpyStatus"))
                .contains("1");
        yuan.lender.pay(1, "2024-05-14");
        assertThat(night("2024-06-05")).containsExactly("212 2024-05-31 H");
        PbcrcHolding after = yuan.registry.holdings(account(1)).orElseThrow();
        assertThat(after.at("2024-05-31").orElseThrow().value("AcctMthlyBlgInfSgmt", "RpyStatus"))
                .contains("N");
        assertThat(after.at("2024-04-30")).isEqualTo(before.at("2024-04-30"));
        assertMirrored(1);
        assertThat(night("2024-06-06")).isEmpty();
    }

    @Test
    void aRecoveryThatNeverWasIsDeleted() throws Exception {
        yuan.lender.lend(1, 1).pay(1, "2024-04-15", "2024-06-03");
        nights(List.of("2024-03-15", "2024-03-31", "2024-04-30", "2024-05-31"));
        assertThat(night("2024-06-03")).containsExactly("210 2024-06-03 40");
        yuan.lender.strike(1, "2024-06-03");
        assertThat(night("2024-06-05")).containsExactly("213  J");
        assertThat(yuan.registry
                        .holdings(account(1))
                        .orElseThrow()
                        .at("2024-06-03")
                        .orElseThrow()
                        .segments())
                .containsOnlyKeys("AcctBsSgmt");
        assertMirrored(1);
        assertThat(night("2024-06-06")).isEmpty();
    }

    @Test
    void aRefusedRecordIsAWorkListEntryInPlainWords() throws Exception {
        yuan.lender.lend(1, 1).lend(2, 2);
        yuan.registry.scenarioPage("""
                description: The branch of the last record is unknown.
                faults: [{do: unknown-branch, occurrences: 4}]
                """);
        RunReport run = yuan.run("2024-03-15");
        assertThat(run.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(run.items().rejected()).isOne();
        assertThat(run.items().accepted()).isEqualTo(3);
        assertThat(run.items().balances()).isTrue();
        assertThat(yuan.refused()).containsExactly("210 2024-03-15 10 [ABE003]");
        try (Store open = Store.open(yuan.store)) {
            assertThat(new LedgerQueries(open)
                            .rejects(YuanNights.TARGET, null, null, 10)
                            .rows())
                    .singleElement()
                    .satisfies(item -> {
                        assertThat(item.accountKey()).isEqualTo(YuanLender.key(2));
                        assertThat(item.findings()).singleElement().satisfies(finding -> {
                            assertThat(finding.ruleId()).isEqualTo("ABE003");
                            assertThat(finding.path()).isEqualTo("MngmtOrgCode");
                            assertThat(finding.message()).containsIgnoringCase("branch");
                        });
                    });
        }
        assertThat(yuan.registry.holdings(account(2))).isEmpty();
        assertThat(yuan.files()).doesNotHaveDuplicates();
    }

    @Test
    void aRefusedFileRejectsWhatWasInItAndItsNameIsNeverUsedAgain() throws Exception {
        yuan.lender.lend(1, 1);
        yuan.registry.scenarioPage("""
                description: The file of accounts is refused.
                faults: [{do: refuse-file, occurrences: 2}]
                """);
        RunReport run = yuan.run("2024-03-15");
        assertThat(run.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(run.items().rejected()).isOne();
        yuan.registry.scenarioPage("description: All is well.");
        yuan.lender.lend(2, 2);
        yuan.run("2024-03-20");
        assertThat(yuan.registry.holdings(account(2))).isPresent();
        assertThat(yuan.files()).hasSizeGreaterThan(2).doesNotHaveDuplicates();
    }

    @Test
    void allThatWasInARefusedFileGoesAgainByOneCommand() throws Exception {
        yuan.lender.lend(1, 1).lend(2, 2);
        yuan.registry.scenarioPage("""
                description: The file of accounts is refused.
                faults: [{do: refuse-file, occurrences: 2}]
                """);
        assertThat(yuan.run("2024-03-15").items().rejected()).isEqualTo(2);
        yuan.registry.scenarioPage("description: All is well.");
        RunReport held = yuan.run("2024-03-20");
        assertThat(held.accounts().held()).as("not sent again by itself").isEqualTo(2);
        Typed typed = new Typed(home);
        typed.run("rejects");
        String next = typed.out()
                .lines()
                .filter(line -> line.contains("resubmit --target central-bank --package "))
                .findFirst()
                .orElseThrow();
        String file = next.replaceFirst(".*--package ([^ ]+) .*", "$1");
        assertThat(typed.run("resubmit", "--package", file, "--author", "Ada", "--reason", "the key was mended"))
                .as(typed.err())
                .isZero();
        assertThat(typed.out()).contains(YuanLender.key(2) + " goes again\naccounts that go again: 2\n");
        assertThat(typed.run("resubmit", "--package", file, "--author", "Ada", "--reason", "twice"))
                .isEqualTo(2);
        assertThat(typed.err()).contains("goes again already");
        RunReport again = yuan.run("2024-03-21");
        assertThat(again.exit()).isEqualTo(ExitCode.DONE);
        assertThat(again.items().accepted()).isEqualTo(2);
        assertMirrored(1);
        assertMirrored(2);
        typed.run("rejects");
        assertThat(typed.out()).isEqualTo("nothing is rejected\n");
        assertThat(yuan.files()).doesNotHaveDuplicates();
    }

    @Test
    void whatWasRejectedOfPersonsGoesAgainByItself() throws Exception {
        yuan.lender.lend(1, 1).lend(2, 2);
        yuan.registry.scenarioPage("""
                description: The file of persons is refused.
                faults: [{do: refuse-file, occurrences: 1}]
                """);
        RunReport refused = yuan.run("2024-03-15");
        assertThat(refused.items().rejected()).isEqualTo(2);
        yuan.registry.scenarioPage("description: All is well.");
        Typed typed = new Typed(home);
        String run = "central-bank/yuan/2024-03-15/1";
        assertThat(typed.run("resubmit", "--run", run, "--author", "Ada", "--reason", "mended"))
                .isEqualTo(2);
        assertThat(typed.err())
                .contains("2 rejected items about persons, agreements and the like go again by themselves");
        assertThat(yuan.run("2024-03-16").items().accepted()).isEqualTo(2);
        assertThat(yuan.registry.holdings().keySet().stream().filter(subject -> subject.startsWith("110/")))
                .hasSize(2);
    }

    /** The answer was lost, the file went again, and its second arrival was refused: the registry has what it was to get. */
    @Test
    void whatIsOnFileFromAFileWhoseAnswerWasLostIsAccepted() throws Exception {
        yuan.lender.lend(1, 1);
        yuan.registry.scenarioPage("description: Lost.\nfaults: [{do: feedback-lost, occurrences: 2}]\n");
        RunReport lost = yuan.run("2024-03-15");
        assertThat(lost.exit()).isEqualTo(ExitCode.PENDING);
        assertThat(yuan.registry.holdings(account(1))).isPresent();
        String stem = yuan.files().get(1).substring(0, 29);
        String refusal = "A0722.0.0" + stem + "22.0.0202403152200000000000" + "0000001\r\n"
                + "<Document><FbInf><FbErrNum>1</FbErrNum><ErrInf><FbCode>ABF009</FbCode><FbMsg>0000</FbMsg></ErrInf></FbInf></Document>";
        yuan.putOut(stem + "2.txt", refusal.getBytes(StandardCharsets.UTF_8));
        assertThat(yuan.run("2024-03-20").accounts().waiting()).isOne();
        try (Store open = Store.open(yuan.store)) {
            new Decisions(open)
                    .resubmit(
                            new Decisions.About(YuanNights.TARGET, YuanLender.NAME, YuanLender.key(1)),
                            new Decisions.By("Ada", "the file was refused for its name"),
                            "account:" + YuanLender.key(1));
        }
        RunReport again = yuan.run("2024-03-21");
        assertThat(again.items().rejected()).isZero();
        assertThat(again.items().accepted()).isOne();
        assertThat(keptOut()).isZero();
        assertMirrored(1);
        assertThat(yuan.refused()).singleElement().asString().startsWith("210 2024-03-15 10 [ABR004");
        assertThat(yuan.run("2024-03-31").exit()).isEqualTo(ExitCode.DONE);
        assertMirrored(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated-feedback", "wrong-counts"})
    void feedbackThatCannotBeRightIsKeptOut(String fault) throws Exception {
        yuan.lender.lend(1, 1);
        yuan.registry.scenarioPage("description: Bad.\nfaults: [{do: " + fault + ", occurrences: 2}]\n");
        RunReport run = yuan.run("2024-03-15");
        assertThat(run.exit()).isNotIn(ExitCode.DONE, ExitCode.WORK_LIST);
        assertThat(run.items().accepted()).as("the person").isOne();
        assertThat(run.items().unanswered()).as("the account").isOne();
        assertThat(keptOut()).isOne();
    }

    @Test
    void feedbackOfAForeignFileAndASecondAnswerThatSaysOtherwiseAreKeptOut() throws Exception {
        yuan.lender.lend(1, 1);
        night("2024-03-15");
        Path answer = yuan.outbox().get(1);
        String text = Files.readString(answer);
        String name = answer.getFileName().toString();
        String stem = name.substring(0, 29);
        String foreign = stem.substring(0, 26) + "XYZ";
        yuan.putOut(name.replace(stem, foreign), text.replace(stem, foreign).getBytes(StandardCharsets.UTF_8));
        String refusal = text.substring(0, 38) + "2" + text.substring(39, 58) + "00000000000001\r\n"
                + "<Document><FbInf><FbErrNum>1</FbErrNum><ErrInf><FbCode>ABF002</FbCode><FbMsg>0000</FbMsg></ErrInf></FbInf></Document>";
        yuan.putOut(stem + "2.txt", refusal.getBytes(StandardCharsets.UTF_8));
        yuan.run("2024-03-20");
        assertThat(keptOut()).isEqualTo(2);
        assertMirrored(1);
    }

    @Test
    void feedbackThatComesTwiceChangesNothingAndWhatIsLostIsPending() throws Exception {
        yuan.lender.lend(1, 1);
        yuan.registry.scenarioPage("description: Twice.\nfaults: [{do: feedback-twice}]\n");
        night("2024-03-15");
        yuan.look();
        night("2024-03-20");
        assertThat(keptOut()).isZero();
        yuan.registry.scenarioPage("description: Lost.\nfaults: [{do: feedback-lost}]\n");
        RunReport run = yuan.run("2024-03-31");
        assertThat(run.exit()).isEqualTo(ExitCode.PENDING);
        assertThat(run.items().unanswered()).isOne();
        assertThat(yuan.files()).doesNotHaveDuplicates();
    }
}
