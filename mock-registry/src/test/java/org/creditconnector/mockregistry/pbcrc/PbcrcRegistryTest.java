package org.creditconnector.mockregistry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.mockregistry.pbcrc.PbcrcSamples.ACCOUNT;
import static org.creditconnector.mockregistry.pbcrc.PbcrcSamples.PROVIDER;
import static org.creditconnector.mockregistry.pbcrc.PbcrcSamples.file;
import static org.creditconnector.mockregistry.pbcrc.PbcrcSamples.month;
import static org.creditconnector.mockregistry.pbcrc.PbcrcSamples.opening;
import static org.creditconnector.mockregistry.pbcrc.PbcrcSamples.record;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.mockregistry.ScenarioException;
import org.creditconnector.mockregistry.pbcrc.PbcrcEffect.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The central bank's registry: what it takes, refuses and answers, in bytes written here by hand. */
class PbcrcRegistryTest {

    private final PbcrcRegistry registry = PbcrcRegistry.of(PROVIDER);
    private int serial;

    // ------------------------------------------------------------------ files by hand

    private static String correctedClass() {
        String month = month("2024-04", "2024-04-15", "N", "0", "1")
                .replace("<FiveCateAdjDate>2024-03-15", "<FiveCateAdjDate>2024-04-20");
        return "<Document><InAcctMdfc><BsSgmt><InfRecType>212</InfRecType><ModRecCode>" + ACCOUNT
                + "</ModRecCode><RptDate>2024-04-30</RptDate><AcctType>D1</AcctType><MdfcSgmtCode>H</MdfcSgmtCode></BsSgmt><MdfcSgmt>"
                + month + "</MdfcSgmt></InAcctMdfc></Document>";
    }

    private static String deletion(String root, String type, String more) {
        return "<Document><" + root + "><InfRecType>" + type + "</InfRecType><DelRecCode>" + ACCOUNT + "</DelRecCode>"
                + more + "</" + root + "></Document>";
    }

    private PbcrcFile send(String type, String... lines) {
        PbcrcFile file = file(serial++, type, lines);
        registry.receive(file);
        return file;
    }

    private List<String> effects() {
        return registry.effects().stream()
                .filter(effect -> effect.line() > 0)
                .map(effect -> effect.brief() + " " + effect.codes())
                .toList();
    }

    private static String april() {
        return record("2024-04-30", "30", month("2024-04", "2024-04-15", "N", "0", "1"));
    }

    // ------------------------------------------------------------------ records and what stands

    @Test
    void loadsWhatObeysTheRulesAndHoldsItsValues() {
        PbcrcFile sent = send("210", opening(), april());
        assertThat(effects()).containsExactly("210 2024-03-15 10 []", "210 2024-04-30 30 []");
        PbcrcHolding holding = registry.holdings(ACCOUNT).orElseThrow();
        assertThat(holding.brief()).containsExactly("2024-03-15 10", "2024-04-30 30");
        assertThat(holding.at("2024-04-30").orElseThrow().value("AcctMthlyBlgInfSgmt", "AcctBal"))
                .contains("11055");
        assertThat(registry.feedback()).singleElement().satisfies(answer -> {
            assertThat(answer.name()).isEqualTo(sent.name().substring(0, 29) + "1.txt");
            assertThat(answer.text())
                    .isEqualTo("A0722.0.0" + sent.name().substring(0, 29) + "12.0.02024090201000000000020000000");
        });
        assertThat(registry.feedback()).isEmpty();
    }

    @Test
    void refusesOneRecordWithItsCodesAndLoadsTheOthers() {
        String wrong = record("2024-04-30", "30", month("2024-04", "2024-04-15", "N", "50", "1"));
        PbcrcFile sent = send("210", opening(), wrong);
        assertThat(effects()).containsExactly("210 2024-03-15 10 []", "210 2024-04-30 30 [BLE017, BLE017]");
        assertThat(registry.holdings(ACCOUNT).orElseThrow().brief()).containsExactly("2024-03-15 10");
        String base64 = Base64.getEncoder().encodeToString(wrong.getBytes(StandardCharsets.UTF_8));
        assertThat(registry.feedback().get(0)).satisfies(answer -> {
            assertThat(answer.name()).endsWith("3.txt").startsWith(sent.name().substring(0, 29));
            assertThat(answer.text().lines().toList().get(1))
                    .startsWith(
                            "<Document><FbInf><ErrRecId>3</ErrRecId><FbErrNum>2</FbErrNum><ErrInf><FbCode>BLE017</FbCode>")
                    .endsWith("<ErrRec>" + base64 + "</ErrRec></FbInf></Document>");
        });
    }

    @Test
    void neverReturnsMoreThanFiveCodesOfARecord() {
        send(
                "210",
                record("2024-04-30", "30", month("", "", "", "x", ""))
                        .replace("TEST PERSON", " ")
                        .replace("<IDType>10", "<IDType>"));
        assertThat(registry.effects().get(1).codes()).hasSize(5);
    }

    @Test
    void aCorrectionADeletedSegmentAndADeletedAccountChangeWhatStands() {
        send("210", opening(), april());
        send("212", correctedClass());
        assertThat(registry.holdings(ACCOUNT).orElseThrow().at("2024-04-30").orElseThrow())
                .satisfies(told -> assertThat(told.value("AcctMthlyBlgInfSgmt", "FiveCateAdjDate"))
                        .contains("2024-04-20"));
        send(
                "213",
                deletion(
                        "InAcctDel",
                        "213",
                        "<DelSgmtCode>H</DelSgmtCode><DelStartDate>2024-04-01</DelStartDate><DelEndDate></DelEndDate>"));
        assertThat(registry.holdings(ACCOUNT)
                        .orElseThrow()
                        .at("2024-04-30")
                        .orElseThrow()
                        .segments())
                .containsOnlyKeys("AcctBsSgmt");
        send("214", deletion("InAcctEntDel", "214", ""));
        assertThat(registry.holdings(ACCOUNT)).isEmpty();
        send("210", opening());
        assertThat(registry.effects())
                .allSatisfy(effect -> assertThat(effect.codes()).isEmpty());
    }

    @Test
    void anAccountMovesToItsNewIdentifier() {
        send("210", opening());
        String to = ACCOUNT + "N";
        send(
                "211",
                "<Document><InAcctIDCagsInf><InfRecType>211</InfRecType><OdBnesCode>" + ACCOUNT
                        + "</OdBnesCode><NwBnesCode>" + to + "</NwBnesCode></InAcctIDCagsInf></Document>");
        assertThat(registry.holdings(ACCOUNT)).isEmpty();
        assertThat(registry.holdings(to).orElseThrow().brief()).containsExactly("2024-03-15 10");
        send("210", april());
        assertThat(effects()).last().asString().contains("ABE012");
    }

    @Test
    void theSameKeyTwiceIsRefusedInAFileAndInTheBooks() {
        send("210", opening(), april(), april());
        send("210", april());
        assertThat(effects().subList(2, 4))
                .containsExactly("210 2024-04-30 30 [ABR002]", "210 2024-04-30 30 [ABR004, BLR027]");
    }

    // ------------------------------------------------------------------ files

    @Test
    void aNameIsGoodForOneFileOnly() {
        PbcrcFile file = send("210", opening());
        registry.receive(file);
        assertThat(registry.effects()).last().satisfies(effect -> {
            assertThat(effect.kind()).isEqualTo(Kind.FILE_REFUSED);
            assertThat(effect.codes()).containsExactly("ABF009");
        });
        assertThat(registry.feedback())
                .extracting(PbcrcFile::name)
                .last()
                .asString()
                .endsWith("2.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "A050210, A050410, ABF007",
        "0000001, 0000002, ABH005",
        "2.0.0  , 9.0.0  , ABH006",
        "'\r\n', '\n', ABF010",
        "Z99999999H0001, Z99999999H0002, ABN004"
    })
    void aFileThatIsWrongIsRefusedAsAWhole(String from, String to, String code) {
        PbcrcFile right = file(1, "210", opening());
        String name = code.equals("ABN004") ? right.name().replace(from, to) : right.name();
        String text = right.text().replace(from, to);
        registry.receive(new PbcrcFile(name, text.getBytes(StandardCharsets.UTF_8)));
        assertThat(registry.effects()).singleElement().satisfies(effect -> {
            assertThat(effect.kind()).isEqualTo(Kind.FILE_REFUSED);
            assertThat(effect.codes()).contains(code);
        });
        assertThat(registry.holdings()).isEmpty();
        assertThat(registry.feedback())
                .singleElement()
                .satisfies(answer -> assertThat(answer.text().charAt(38)).isEqualTo('2'));
    }

    @Test
    void aBranchMustBeOfTheProvider() {
        PbcrcRegistry branches = new PbcrcRegistry(Map.of(PROVIDER, Set.of("Z99999999H0777")));
        String other = "<MngmtOrgCode>" + PROVIDER;
        branches.receive(file(1, "210", opening().replace(other, "<MngmtOrgCode>Z99999999H0777")));
        branches.receive(file(2, "210", april().replace(other, "<MngmtOrgCode>Z99999999H0666")));
        assertThat(branches.effects())
                .extracting(PbcrcEffect::codes)
                .containsExactly(List.of(), List.of(), List.of(), List.of("ABE003"));
    }

    // ------------------------------------------------------------------ faults

    @Test
    void feedbackIsLateLostTwiceMiscountedOrCutAsThePageSays() {
        registry.scenarioPage("""
                description: Every kind of bad answer.
                feedback-after: 1
                faults:
                  - {do: late-feedback, occurrences: 1, looks: 2}
                  - {do: feedback-lost, occurrences: 2}
                  - {do: feedback-twice, occurrences: 3}
                  - {do: wrong-counts, occurrences: 4}
                  - {do: truncated-feedback, occurrences: 5}
                """);
        for (int i = 0; i < 5; i++) {
            send("210", opening());
        }
        assertThat(registry.feedback()).isEmpty();
        List<PbcrcFile> second = registry.feedback();
        assertThat(second).extracting(file -> file.name().substring(26, 29)).containsExactly("002", "003", "004");
        assertThat(second.get(1).text().substring(58, 72)).isEqualTo("00000010000001");
        assertThat(second.get(2).content()).hasSize(36);
        assertThat(registry.feedback())
                .singleElement()
                .hasToString(second.get(0).name());
        assertThat(registry.feedback())
                .extracting(file -> file.name().substring(26, 29))
                .containsExactly("000");
        assertThat(registry.feedback()).isEmpty();
    }

    @Test
    void aFileIsRefusedAndABranchUnknownAsThePageSays() {
        registry.scenarioPage("""
                description: Refusals.
                faults:
                  - {do: refuse-file, occurrences: 1}
                  - {do: unknown-branch, occurrences: 2}
                """);
        send("210", opening());
        send("210", opening(), april());
        assertThat(registry.effects())
                .extracting(PbcrcEffect::codes)
                .containsExactly(List.of("ABF002"), List.of(), List.of(), List.of("ABE003"));
    }

    @Test
    void releasePutsOutWhatWaits() {
        registry.scenarioPage("description: Slow.\nfeedback-after: 100\n");
        send("210", opening());
        assertThat(registry.feedback()).isEmpty();
        assertThat(registry.release()).isOne();
        assertThat(registry.feedback()).hasSize(1);
    }

    @Test
    void aWrongPageIsToldWithAllItsProblems() {
        assertThatThrownBy(() -> registry.scenarioPage("faults:\n  - {do: explode, occurrences: never}\nmore: 1\n"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("page:1:1 page: the key description is missing")
                .hasMessageContaining("do is explode, expected one of refuse-file, unknown-branch, late-feedback")
                .hasMessageContaining("occurrences is never")
                .hasMessageContaining("page:3:1 more: unknown key");
    }
}
