package org.creditconnector.registry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.Segment;
import org.junit.jupiter.api.Test;

/** One loan to an enterprise from pay-out to its end, late once, and what is told of the enterprise and its agreement. */
class EnterpriseExampleTest {
    private final Registrar registrar = Registrar.of(Registrar.SETTINGS);

    private List<Message> nights(Works loan, String... nights) {
        List<Message> all = new ArrayList<>();
        for (String night : nights) {
            all.addAll(registrar.night(loan.at(night)));
            assertThat(registrar.findings())
                    .as(night)
                    .extracting(Finding::getMessage)
                    .isEmpty();
        }
        return all;
    }

    private static Works late() {
        return new Works()
                .paid("2024-04-15", "20500")
                .paid("2024-06-03", "20500")
                .paid("2024-06-15", "20500")
                .closed("2024-07-01", "60500");
    }

    private static String values(Message message, String... tags) {
        List<String> values = new ArrayList<>();
        for (String tag : tags) {
            values.add(String.valueOf(message.value(tag)));
        }
        return String.join(" ", values);
    }

    @Test
    void yieldsExactlyWhatFallsDue() {
        List<Message> all = nights(
                late(),
                "2024-03-15",
                "2024-03-31",
                "2024-04-15",
                "2024-04-30",
                "2024-05-15",
                "2024-05-31",
                "2024-06-03",
                "2024-06-15",
                "2024-06-30",
                "2024-07-01",
                "2024-07-31");
        assertThat(Registrar.brief(all))
                .containsExactly(
                        "410 2024-03-15 10",
                        "410 2024-04-15 32",
                        "410 2024-05-15 32",
                        "410 2024-05-31 49",
                        "410 2024-06-03 33",
                        "410 2024-06-15 32",
                        "410 2024-07-01 20");
        assertThat(all.stream()
                        .map(message -> values(
                                message, "AcctStatus", "AcctBal", "BalChgDate", "TotOverd", "OverdPrinc", "OverdDy")))
                .containsExactly(
                        "10 120000 2024-03-15 0 0 0",
                        "10 100000 2024-04-15 0 0 0",
                        "10 100000 2024-04-15 0 0 0",
                        "10 100000 2024-04-15 20500 20000 16",
                        "10 80000 2024-06-03 0 0 0",
                        "10 60000 2024-06-15 0 0 0",
                        "21 0 2024-07-01 0 0 0");
        assertThat(all.stream()
                        .map(message -> values(
                                message,
                                "LatRpyDate",
                                "LatRpyAmt",
                                "LatRpyPrincAmt",
                                "RpmtType",
                                "LatAgrrRpyDate",
                                "LatAgrrRpyAmt",
                                "NxtAgrrRpyDate")))
                .containsExactly(
                        "2024-03-15 0 0 10 2024-03-15 0 2024-04-15",
                        "2024-04-15 20500 20000 10 2024-04-15 20500 2024-05-15",
                        "2024-04-15 20500 20000 10 2024-05-15 20500 2024-06-15",
                        "2024-04-15 20500 20000 10 2024-05-15 20500 2024-06-15",
                        "2024-06-03 20500 20000 10 2024-05-15 20500 2024-06-15",
                        "2024-06-15 20500 20000 10 2024-06-15 20500 2024-07-15",
                        "2024-07-01 60500 60000 10 2024-06-15 20500 null");
        assertThat(values(all.get(0), "Name", "IDType", "IDNum", "LoanTimeLimCat", "Flag", "RepayFreqcy", "GuarMode"))
                .isEqualTo("合成样本制造有限公司 20 " + Works.CREDIT_CODE + " 10 0 10 0");
    }

    @Test
    void missedNightsAreMadeUpForInOrder() {
        nights(late(), "2024-03-15");
        assertThat(Registrar.brief(nights(late(), "2024-06-10")))
                .containsExactly("410 2024-04-15 32", "410 2024-05-15 32", "410 2024-05-31 49", "410 2024-06-03 33");
    }

    @Test
    void anOlderAccountIsToldWholeInTheFirstNight() {
        assertThat(Registrar.brief(nights(late(), "2024-06-10", "2024-06-15")))
                .containsExactly("410 2024-06-10 10", "410 2024-06-15 32");
        Registrar back = Registrar.of(Map.of("provider", "Z99999999H0001", "history-months", "1"));
        assertThat(Registrar.brief(back.night(late().at("2024-06-10"))))
                .containsExactly("410 2024-05-01 10", "410 2024-05-15 32", "410 2024-05-31 49", "410 2024-06-03 33");
    }

    @Test
    void aPaymentBookedLateIsInsertedAndWhatCameAfterItCorrectedNewestFirst() {
        Works unpaid = new Works().paid("2024-04-15", "20500");
        nights(unpaid, "2024-03-15", "2024-04-15", "2024-05-15", "2024-05-31");
        Works known = new Works().paid("2024-04-15", "20500").paid("2024-05-10", "20500");
        nights(unpaid, "2024-06-15");
        assertThat(Registrar.brief(nights(known, "2024-06-16")))
                .containsExactly("413 null H", "412 2024-06-15 H", "412 2024-05-15 H", "410 2024-05-10 33");
        assertThat(nights(known, "2024-06-17")).isEmpty();
    }

    @Test
    void aPaymentThatNeverWasIsDeletedAndWhatCameAfterItCorrectedOldestFirst() {
        Works paid = new Works().paid("2024-04-15", "20500").paid("2024-05-10", "20500");
        nights(paid, "2024-03-15", "2024-04-15", "2024-05-10", "2024-05-15");
        Works struck = new Works().paid("2024-04-15", "20500");
        List<Message> told = nights(struck, "2024-05-20");
        assertThat(told.stream().map(Message::record)).containsExactly("413", "412");
        assertThat(values(told.get(0), "DelSgmtCode", "DelStartDate", "DelEndDate"))
                .isEqualTo("H 2024-05-10 2024-05-10");
        assertThat(nights(struck, "2024-05-21")).isEmpty();
    }

    @Test
    void anotherNameIsCorrectedOnceAtTheNewestRecord() {
        nights(late(), "2024-03-15", "2024-04-15");
        List<Message> told = nights(late().named("另名有限公司"), "2024-04-20");
        assertThat(Registrar.brief(told)).containsExactly("412 2024-04-15 B");
    }

    @Test
    void afterAnExtensionWhatWasDueBeforeIsLeftAsItWasTold() {
        nights(new Works().paid("2024-04-15", "20500"), "2024-03-15", "2024-04-15", "2024-05-15");
        Works extended = new Works().paid("2024-04-15", "20500").extended("2024-05-20", 3);
        List<Message> told = nights(extended, "2024-05-20");
        assertThat(Registrar.brief(told)).containsExactly("410 2024-05-20 42");
        assertThat(values(told.get(0), "ChanTranType", "TranAmt", "DueTranMon", "NxtAgrrRpyDate"))
                .contains("2024-09-15");
        assertThat(told.get(0)
                        .segment("AcctSpecTrstDspnSgmt")
                        .groups("CagOfTrdInf")
                        .get(0)
                        .value("DueTranMon"))
                .isEqualTo("3");
        assertThat(nights(extended, "2024-05-21")).isEmpty();
    }

    @Test
    void anAccountOfAPersonNeverBecomesOneOfAnEnterprise() {
        Registrar both = Registrar.of(Registrar.SETTINGS);
        both.night(new Yuan().at("2024-03-15"));
        CreditRecord other = new Works().at("2024-03-31");
        assertThat(both.night(other)).isEmpty();
        assertThat(both.findings()).extracting(Finding::getRuleId).containsExactly("PBCRC-BORROWER");
    }

    private static Message told(RegistryProfile profile, CreditRecord record, SubjectClaim claim) {
        DueItems due = profile.due(claim, SubjectHistory.none(claim.subject()));
        assertThat(due.findings()).extracting(Finding::getMessage).isEmpty();
        assertThat(due.items()).hasSize(1);
        return Registrar.read(new String(
                profile.render(
                                "cb",
                                record.getReport().getAccountKey(),
                                claim,
                                due.items().get(0))
                        .bytes(),
                StandardCharsets.UTF_8));
    }

    @Test
    void theEnterpriseAndItsAgreementAreToldAsSubjectsOfTheirOwn() {
        RegistryProfile profile = new PbcrcProfile().configured(Registrar.SETTINGS);
        CreditRecord record = new Works().underAgreement().at("2024-03-15");
        List<SubjectClaim> claims = profile.claims(record);
        assertThat(claims).extracting(SubjectClaim::subject).containsExactly("enterprise:E1", "agreement:AG1");
        Message enterprise = told(profile, record, claims.get(0));
        assertThat(enterprise.segments())
                .extracting(Segment::tag)
                .containsExactly("BsSgmt", "FcsInfSgmt", "MnMmbInfSgmt", "CotaInfSgmt");
        assertThat(values(enterprise, "EntName", "EntCertType", "EntCertNum", "OrgType", "EntScale", "EcoIndusCate"))
                .isEqualTo("合成样本制造有限公司 20 " + Works.CREDIT_CODE + " 1 4 C3399");
        Message agreement = told(profile, record, claims.get(1));
        assertThat(values(agreement, "ContractCode", "CreditLimType", "LimLoopFlg", "CreditLim"))
                .isEqualTo("Z99999999H0001AG1 11 1 500000");
    }
}
