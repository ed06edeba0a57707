package org.creditconnector.registry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.pbcrc.message.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One loan from pay-out to early settlement, late once: the worked example of spec.md, night by night. */
class WorkedExampleTest {
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
            "2024-08-31",
            "2024-09-30");

    private final Yuan loan = new Yuan()
            .paid("2024-04-15", "1050")
            .paid("2024-06-03", "1050")
            .paid("2024-06-15", "1050")
            .paid("2024-07-20", "1050")
            .settled("2024-08-20", "8300");

    private Registrar registrar;

    @BeforeEach
    void open() {
        registrar = Registrar.of(Registrar.SETTINGS);
    }

    private static String value(Message message, String tag) {
        return String.valueOf(message.value(tag));
    }

    @Test
    void yieldsExactlyWhatFallsDue() {
        List<Message> all = new ArrayList<>();
        for (String night : NIGHTS) {
            all.addAll(registrar.night(loan.at(night)));
            assertThat(registrar.findings())
                    .as(night)
                    .extracting(Finding::getMessage)
                    .isEmpty();
        }
        assertThat(Registrar.brief(all))
                .containsExactly(
                        "210 2024-03-15 10",
                        "210 2024-03-31 30",
                        "210 2024-04-30 30",
                        "210 2024-05-31 30",
                        "210 2024-06-03 40",
                        "210 2024-06-30 30",
                        "210 2024-07-31 30",
                        "210 2024-08-20 20");
        Message opening = all.get(0);
        assertThat(opening.segments())
                .extracting(org.creditconnector.registry.pbcrc.message.Segment::tag)
                .containsExactly("AcctBsSgmt", "AcctBsInfSgmt", "AcctMthlyBlgInfSgmt");
        assertFigures(opening, "1", "12000", "*", "0", "2024-03-15");
        assertThat(value(opening, "RemRepPrd")).isEqualTo("12");
        assertFigures(all.get(2), "1", "11055", "N", "0", "2024-04-15");
        assertThat(value(all.get(2), "SettDate")).isEqualTo("2024-04-15");
        assertThat(value(all.get(2), "CurRpyAmt")).isEqualTo("1050");
        assertThat(value(all.get(2), "ActRpyAmt")).isEqualTo("1050");
        assertThat(value(all.get(2), "RemRepPrd")).isEqualTo("11");
        Message may = all.get(3);
        assertFigures(may, "2", "11055", "1", "1050", "2024-04-15");
        assertThat(value(may, "OverdPrd")).isEqualTo("1");
        assertThat(value(may, "OverdPrinc")).isEqualTo("953");
        assertThat(value(may, "Oved31_60Princ")).isEqualTo("0");
        assertThat(value(may, "ActRpyAmt")).isEqualTo("0");
        Message recovered = all.get(4);
        assertThat(recovered.segment("AcctMthlyBlgInfSgmt")).isNull();
        assertFigures(recovered, "1", "10102", "N", "0", "2024-06-03");
        assertThat(value(recovered, "LatRpyAmt")).isEqualTo("1050");
        assertThat(value(all.get(5), "RpyStatus")).isEqualTo("N");
        assertFigures(all.get(6), "1", "8170", "M", "0", "2024-07-20");
        Message settled = all.get(7);
        assertFigures(settled, "3", "0", "C", "0", "2024-08-20");
        assertThat(value(settled, "CloseDate")).isEqualTo("2024-08-20");
        assertThat(settled.segment("AcctSpecTrstDspnSgmt").groups("CagOfTrdInf"))
                .extracting(transaction -> transaction.value("ChanTranType"))
                .containsExactly("5");
    }

    private static void assertFigures(
            Message message, String status, String balance, String symbol, String overdue, String lastRepaid) {
        assertThat(List.of(
                        value(message, "AcctStatus"),
                        value(message, "AcctBal"),
                        value(message, "RpyStatus"),
                        value(message, "TotOverd"),
                        value(message, "LatRpyDate")))
                .as(Registrar.brief(List.of(message)).toString())
                .containsExactly(status, balance, symbol, overdue, lastRepaid);
    }

    @Test
    void aMissedMonthEndIsMadeUpForInOrder() {
        registrar.night(loan.at("2024-03-15"));
        registrar.night(loan.at("2024-03-31"));
        registrar.night(loan.at("2024-04-30"));
        assertThat(Registrar.brief(registrar.night(loan.at("2024-06-03"))))
                .containsExactly("210 2024-05-31 30", "210 2024-06-03 40");
    }

    @Test
    void aFirstLoadOfMonthsBackIsInOrder() {
        Registrar first = Registrar.of(Map.of("provider", "Z99999999H0001", "history-months", "3"));
        assertThat(Registrar.brief(first.night(loan.at("2024-06-10"))))
                .containsExactly(
                        "210 2024-03-15 10",
                        "210 2024-03-31 30",
                        "210 2024-04-30 30",
                        "210 2024-05-31 30",
                        "210 2024-06-03 40");
        Registrar stock = Registrar.of(Registrar.SETTINGS);
        assertThat(stock.night(loan.at("2024-06-10"))).isEmpty();
        List<Message> told = stock.night(loan.at("2024-06-30"));
        assertThat(Registrar.brief(told)).containsExactly("210 2024-06-30 31");
        assertThat(told.get(0).segment("AcctBsInfSgmt")).isNotNull();
    }

    @Test
    void aPaymentBookedLateCorrectsTheMonthsItChanges() {
        for (String night : List.of("2024-03-15", "2024-03-31", "2024-04-30", "2024-05-31")) {
            registrar.night(loan.at(night));
        }
        Yuan backDated = new Yuan().paid("2024-04-15", "1050").paid("2024-05-14", "1050");
        List<Message> told = registrar.night(backDated.at("2024-06-05"));
        assertThat(Registrar.brief(told)).containsExactly("212 2024-05-31 H");
        assertThat(told.get(0).content("AcctMthlyBlgInfSgmt").value("RpyStatus"))
                .isEqualTo("N");
        assertThat(registrar.night(backDated.at("2024-06-06"))).isEmpty();
    }

    @Test
    void aRecoveryThatNeverWasIsDeleted() {
        for (String night : List.of("2024-03-15", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-03")) {
            registrar.night(loan.at(night));
        }
        Yuan reversed = new Yuan().paid("2024-04-15", "1050");
        List<Message> told = registrar.night(reversed.at("2024-06-05"));
        assertThat(registrar.findings()).extracting(Finding::getMessage).isEmpty();
        assertThat(Registrar.brief(told)).hasSize(1);
        assertThat(told).singleElement().satisfies(message -> {
            assertThat(message.record()).isEqualTo("213");
            assertThat(message.value("DelSgmtCode")).isEqualTo("J");
            assertThat(message.value("DelStartDate")).isEqualTo("2024-06-03");
        });
        assertThat(registrar.night(reversed.at("2024-06-06"))).isEmpty();
    }

    @Test
    void anotherNameIsCorrectedOnce() {
        registrar.night(loan.at("2024-03-15"));
        registrar.night(loan.at("2024-03-31"));
        List<Message> told = registrar.night(loan.named("TEST PERSON TWO").at("2024-04-02"));
        assertThat(registrar.findings()).extracting(Finding::getMessage).isEmpty();
        assertThat(Registrar.brief(told)).containsExactly("212 2024-03-31 B");
        assertThat(told.get(0).content("AcctBsSgmt").value("Name")).isEqualTo("TEST PERSON TWO");
        assertThat(registrar.night(loan.at("2024-04-03"))).isEmpty();
    }

    @Test
    void withoutConsentNothingAndWithoutNoticeNothingNegativeLeaves() {
        assertThat(registrar.night(new Yuan().withoutConsent().at("2024-03-15")))
                .isEmpty();
        assertThat(registrar.findings()).extracting(Finding::getRuleId).contains("PBCRC-CONSENT");
        Yuan unwarned = new Yuan().paid("2024-04-15", "1050").withoutNotice();
        for (String night : List.of("2024-03-15", "2024-03-31", "2024-04-30")) {
            assertThat(registrar.night(unwarned.at(night))).as(night).hasSize(1);
        }
        assertThat(registrar.night(unwarned.at("2024-05-31"))).isEmpty();
        assertThat(registrar.findings()).extracting(Finding::getRuleId).containsExactly("PBCRC-NOTICE");
    }

    @Test
    void whatTheRegistryWouldRefuseIsHeldWithItsCode() {
        assertThat(registrar.night(loan.named("   ").at("2024-03-15"))).isEmpty();
        assertThat(registrar.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.getRuleId()).isEqualTo("ABE000");
            assertThat(finding.getPath()).isEqualTo("AcctBsSgmt/Name");
            assertThat(finding.getAccountKey()).isEqualTo("LN0000000001");
        });
    }
}
