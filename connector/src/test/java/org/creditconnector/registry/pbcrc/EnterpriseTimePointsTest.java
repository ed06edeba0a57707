package org.creditconnector.registry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of time points of enterprise lending (section "when to report" of the facts behind spec.md): what happens to an account of a
 * kind, and with which time point and segments the registry is told.
 */
class EnterpriseTimePointsTest {
    private static final List<String> TAGS = List.of(
            "AcctBsSgmt",
            "AcctBsInfSgmt",
            "RltRepymtInfSgmt",
            "MotgaCltalCtrctInfSgmt",
            "AcctCredSgmt",
            "OrigCreditorInfSgmt",
            "ActLbltyInfSgmt",
            "AcctSpecTrstDspnSgmt");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "NON_REVOLVING, opened,                2024-03-15 10 BCH",
        "NON_REVOLVING, opened under a limit,  2024-03-15 10 BCFH",
        "DRAWDOWN,      opened,                2024-03-15 10 BCFH",
        "REVOLVING,     opened,                2024-03-15 10 BCFH",
        "COLLECTION,    opened,                2024-03-15 10 BCH",
        "NON_REVOLVING, drawn again,           2024-03-25 31 BCH",
        "DRAWDOWN,      drawn again,           ''",
        "NON_REVOLVING, due and paid,          2024-04-15 32 BH",
        "DRAWDOWN,      due and paid,          2024-04-15 32 BH",
        "REVOLVING,     due and paid,          2024-03-31 49 BH",
        "NON_REVOLVING, due and unpaid,        2024-04-15 32 BH",
        "NON_REVOLVING, paid before the due date, 2024-04-10 33 BH",
        "DRAWDOWN,      paid before the due date, 2024-04-10 33 BH",
        "REVOLVING,     paid before the due date, 2024-03-31 49 BH",
        "COLLECTION,    paid before the due date, 2024-04-10 33 BH",
        "NON_REVOLVING, in arrears at the month end, 2024-04-15 32 BH+2024-04-30 49 BH",
        "DRAWDOWN,      in arrears at the month end, 2024-04-15 32 BH+2024-04-30 49 BH",
        "NON_REVOLVING, classified,            2024-03-25 41 BH",
        "DRAWDOWN,      classified,            2024-03-25 41 BH",
        "REVOLVING,     classified,            2024-03-25 49 BH",
        "COLLECTION,    classified,            2024-03-25 41 BH",
        "NON_REVOLVING, extended,              2024-03-25 42 BHI",
        "DRAWDOWN,      extended,              2024-03-25 42 BHI",
        "REVOLVING,     extended,              2024-03-25 49 BHI",
        "NON_REVOLVING, charged off in arrears, 2024-04-15 32 BH+2024-04-20 49 BH",
        "NON_REVOLVING, repaid early in part,  2024-04-10 33 BHI",
        "NON_REVOLVING, closed,                2024-04-10 20 BH",
        "DRAWDOWN,      closed,                2024-04-10 20 BH",
        "REVOLVING,     closed,                2024-03-31 49 BH+2024-04-10 20 BH",
        "COLLECTION,    closed,                2024-04-10 20 BH"
    })
    void isToldWhatItSays(AccountKind kind, String event, String expected) {
        Works account = new Works().kind(kind);
        String until = happens(account, event);
        Registrar registrar = Registrar.of(Registrar.SETTINGS);
        List<Message> opening = registrar.night(account.at("2024-03-15"));
        assertThat(registrar.findings()).extracting(Finding::getMessage).isEmpty();
        List<Message> told = until.isEmpty() ? opening : registrar.night(account.at(until));
        assertThat(registrar.findings()).extracting(Finding::getMessage).isEmpty();
        assertThat(String.join(
                        "+", told.stream().map(EnterpriseTimePointsTest::brief).toList()))
                .isEqualTo(expected);
    }

    /** Of a schedule that is no more nobody knows how it stood: the next record tells how the account stands, and what is lost is said. */
    @Test
    void whatWasMissedBeforeAnExtensionIsSaidOnce() {
        Works loan = new Works()
                .paid("2024-04-15", "20500")
                .paid("2024-05-15", "20500")
                .extended("2024-05-20", 2);
        Registrar registrar = Registrar.of(Registrar.SETTINGS);
        registrar.night(loan.at("2024-03-15"));
        List<Message> told = registrar.night(loan.at("2024-05-21"));
        assertThat(told).extracting(EnterpriseTimePointsTest::brief).containsExactly("2024-05-20 42 BHI");
        assertThat(registrar.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.getRuleId()).isEqualTo("PBCRC-NOT-TOLD");
            assertThat(finding.getSeverity()).isEqualTo(Severity.WARNING);
            assertThat(finding.getMessage())
                    .startsWith(
                            "what fell due on 2024-04-15, 2024-05-15 was not told before the schedule was replaced on"
                                    + " 2024-05-20");
        });
        registrar.night(loan.paid("2024-05-25", "100").at("2024-05-25"));
        assertThat(registrar.findings()).isEmpty();
    }

    @Test
    void nothingIsSaidWhereAllWasToldInTime() {
        Works loan = new Works()
                .paid("2024-04-15", "20500")
                .paid("2024-05-15", "20500")
                .extended("2024-05-20", 2);
        Registrar registrar = Registrar.of(Registrar.SETTINGS);
        for (String night : List.of("2024-03-15", "2024-04-15", "2024-05-15", "2024-05-20")) {
            registrar.night(loan.at(night));
            assertThat(registrar.findings()).extracting(Finding::getMessage).isEmpty();
        }
    }

    /** @return the night in which it is told; empty for the night of the opening */
    private static String happens(Works account, String event) {
        switch (event) {
            case "opened" -> {
                return "";
            }
            case "opened under a limit" -> {
                account.underAgreement();
                return "";
            }
            case "drawn again" -> {
                account.underAgreement().drawn("2024-03-15", "50000").drawn("2024-03-25", "70000");
                return "2024-03-25";
            }
            case "due and paid" -> {
                account.paid("2024-04-15", "20500");
                return "2024-04-15";
            }
            case "due and unpaid" -> {
                return "2024-04-15";
            }
            case "paid before the due date" -> {
                account.paid("2024-04-10", "20500");
                return "2024-04-10";
            }
            case "in arrears at the month end" -> {
                return "2024-04-30";
            }
            case "classified" -> {
                account.classed("2024-03-25");
                return "2024-03-25";
            }
            case "extended" -> {
                account.extended("2024-03-25", 3);
                return "2024-03-25";
            }
            case "charged off in arrears" -> {
                account.chargedOff("2024-04-20");
                return "2024-04-20";
            }
            case "repaid early in part" -> {
                account.paid("2024-04-10", "40500").happened(EventKind.EARLY_REPAYMENT, "2024-04-10", "40500", null);
                return "2024-04-10";
            }
            default -> {
                account.closed("2024-04-10", "120500");
                return "2024-04-10";
            }
        }
    }

    private static String brief(Message message) {
        StringBuilder letters = new StringBuilder();
        List<String> told =
                new ArrayList<>(message.segments().stream().map(Segment::tag).toList());
        for (int i = 0; i < TAGS.size(); i++) {
            if (told.remove(TAGS.get(i))) {
                letters.append((char) ('B' + i));
            }
        }
        assertThat(told).as("segments without a letter").isEmpty();
        return message.value("RptDate") + " " + message.value("RptDateCode") + " " + letters;
    }
}
