package org.creditconnector.registry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FormerKey;
import org.creditconnector.record.RiskClass;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.MessageWriter;
import org.creditconnector.registry.pbcrc.message.Segment;
import org.junit.jupiter.api.Test;

/** A guarantee for the debt of a person (230), from the day it is given to its end, and how it is changed (231 to 234). */
class PersonGuaranteeTest {
    private final Registrar registrar = Registrar.of(Registrar.SETTINGS);

    private List<Message> nights(Works guarantee, String... nights) {
        List<Message> all = new ArrayList<>();
        for (String night : nights) {
            all.addAll(registrar.night(guarantee.at(night)));
            assertThat(registrar.findings())
                    .as(night)
                    .extracting(Finding::getMessage)
                    .isEmpty();
        }
        return all;
    }

    private static Works guarantee() {
        return new Works().ofPerson().kind(AccountKind.GUARANTEE).paid("2024-04-15", "20500");
    }

    private static List<String> lines(List<Message> messages) {
        MessageWriter writer = new MessageWriter(MessagePack.shipped());
        return messages.stream().map(writer::line).toList();
    }

    private static String base(String date, String code) {
        return "<GuarAcctBsSgmt><InfRecType>230</InfRecType><AcctType>G1</AcctType>"
                + "<AcctCode>Z99999999H0001WK0000000001</AcctCode><RptDate>" + date + "</RptDate><RptDateCode>" + code
                + "</RptDateCode><Name>TEST PERSON</Name><IDType>10</IDType><IDNum>110101190101010011</IDNum>"
                + "<MngmtOrgCode>Z99999999H0001</MngmtOrgCode></GuarAcctBsSgmt>";
    }

    private static String state(String status, String left, String changed, String risk, String since, String closed) {
        return "<GuarRltRepymtInfSgmt><AcctStatus>" + status + "</AcctStatus><LoanAmt>" + left + "</LoanAmt><RepayPrd>"
                + changed + "</RepayPrd><FiveCate>" + risk + "</FiveCate><FiveCateAdjDate>" + since
                + "</FiveCateAdjDate><RiEx></RiEx><CompAdvFlag>0</CompAdvFlag><CloseDate>" + closed
                + "</CloseDate></GuarRltRepymtInfSgmt>";
    }

    private static String record(String content) {
        return "<Document><InSecAcctInf>" + content + "</InSecAcctInf></Document>";
    }

    @Test
    void isToldWhenItIsGivenWhenItFallsWhenItIsClassedAndWhenItEnds() {
        Works guarantee =
                guarantee().guaranteedBy("OTHER PERSON").classed("2024-04-20").closed("2024-05-10", "100500");
        List<Message> all = nights(guarantee, "2024-03-15", "2024-03-31", "2024-04-15", "2024-04-30", "2024-05-10");
        assertThat(lines(all))
                .containsExactly(
                        record(
                                base("2024-03-15", "10")
                                        + "<GuarAcctBsInfSgmt><BusiLines>1</BusiLines><BusiDtilLines>01</BusiDtilLines>"
                                        + "<OpenDate>2024-03-15</OpenDate><AcctCredLine>120000</AcctCredLine><Cy>CNY</Cy>"
                                        + "<DueDate>2024-09-15</DueDate><GuarMode>1</GuarMode><OthRepyGuarWay>0</OthRepyGuarWay>"
                                        + "<SecDep>0</SecDep><CtrctTxtCd></CtrctTxtCd></GuarAcctBsInfSgmt>"
                                        + state("1", "120000", "2024-03-15", "1", "2024-03-15", "")
                                        + "<RltRepymtInfSgmt><RltRepymtNm>1</RltRepymtNm><RltRepymtInf><InfoIDType>1</InfoIDType>"
                                        + "<ArlpName>OTHER PERSON</ArlpName><ArlpCertType>10</ArlpCertType>"
                                        + "<ArlpCertNum>440300190101310023</ArlpCertNum><ArlpType>2</ArlpType>"
                                        + "<ArlpAmt>120000</ArlpAmt><WartySign>0</WartySign>"
                                        + "<MaxGuarMcc>Z99999999H0001GWK0000000001G1</MaxGuarMcc></RltRepymtInf></RltRepymtInfSgmt>"),
                        record(base("2024-04-15", "30") + state("1", "100000", "2024-04-15", "1", "2024-03-15", "")),
                        record(base("2024-04-20", "40") + state("1", "100000", "2024-04-15", "2", "2024-04-20", "")),
                        record(base("2024-05-10", "20")
                                + state("2", "0", "2024-05-10", "2", "2024-04-20", "2024-05-10")));
    }

    @Test
    void missedNightsAreMadeUpForInOrder() {
        List<Message> all = nights(guarantee().paid("2024-05-15", "20500"), "2024-06-01");
        assertThat(Registrar.brief(all)).containsExactly("230 2024-06-01 10");
        assertThat(Registrar.brief(nights(
                        guarantee()
                                .paid("2024-05-15", "20500")
                                .paid("2024-06-15", "20500")
                                .classed("2024-06-20"),
                        "2024-06-30")))
                .containsExactly("230 2024-06-15 30", "230 2024-06-20 40");
    }

    @Test
    void whatIsNegativeWaitsForTheNotice() {
        Works paid = guarantee().happened(EventKind.COMPENSATION_BY_GUARANTOR, "2024-05-20", "20500", null);
        nights(paid, "2024-03-15", "2024-04-15");
        // Arrears of the debtor alone are not told, and ask for no notice.
        assertThat(nights(guarantee().withoutNotice(), "2024-05-19")).isEmpty();
        Works unwarned =
                guarantee().withoutNotice().happened(EventKind.COMPENSATION_BY_GUARANTOR, "2024-05-20", "20500", null);
        assertThat(registrar.night(unwarned.at("2024-05-20"))).isEmpty();
        assertThat(registrar.findings()).extracting(Finding::getRuleId).containsExactly("PBCRC-NOTICE");
        List<Message> told = nights(paid, "2024-05-20");
        assertThat(Registrar.brief(told)).containsExactly("230 2024-05-20 30");
        assertThat(told.get(0).value("CompAdvFlag")).isEqualTo("1");
        Works bad = guarantee()
                .withoutNotice()
                .happened(EventKind.COMPENSATION_BY_GUARANTOR, "2024-05-20", "20500", null)
                .classed("2024-06-01", RiskClass.LOSS);
        assertThat(registrar.night(bad.at("2024-06-01"))).isEmpty();
        assertThat(registrar.findings()).extracting(Finding::getRuleId).containsExactly("PBCRC-NOTICE");
    }

    @Test
    void isCorrectedAndDeletedSegmentBySegment() {
        nights(guarantee(), "2024-03-15", "2024-04-15");
        assertThat(Registrar.brief(nights(guarantee().named("TEST OTHER"), "2024-04-19")))
                .containsExactly("232 2024-04-15 B");
        Works guaranteed = guarantee().named("TEST OTHER").guaranteedBy("OTHER PERSON");
        List<Message> terms = nights(guaranteed, "2024-04-20");
        assertThat(Registrar.brief(terms)).containsExactly("232 2024-03-15 C");
        List<Message> repayers = nights(guaranteed, "2024-04-21");
        assertThat(Registrar.brief(repayers)).containsExactly("232 2024-04-15 E");
        Works struck =
                guarantee().named("TEST OTHER").guaranteedBy("OTHER PERSON").without("2024-04-15");
        List<Message> deleted = nights(struck, "2024-04-22");
        assertThat(deleted).singleElement().satisfies(message -> {
            assertThat(message.record()).isEqualTo("233");
            assertThat(message.value("DelSgmtCode")).isEqualTo("D");
            assertThat(message.value("DelStartDate")).isEqualTo("2024-04-15");
        });
    }

    @Test
    void whatTheRegistryWouldRefuseIsHeldWithItsCode() {
        // The counter-guarantor is the debtor.
        Works self = guarantee().guaranteedBy("TEST PERSON");
        var record = self.at("2024-03-15");
        record.getParties().get(1).setDocuments(record.getParties().get(0).getDocuments());
        assertThat(registrar.night(record)).isEmpty();
        assertThat(registrar.findings()).extracting(Finding::getRuleId).containsExactly("BAE004");
    }

    @Test
    void aLoanDoesNotBecomeAGuarantee() {
        nights(new Works().kind(AccountKind.GUARANTEE), "2024-03-15");
        assertThat(registrar.night(guarantee().at("2024-04-15"))).isEmpty();
        assertThat(registrar.findings())
                .extracting(Finding::getRuleId, Finding::getMessage)
                .singleElement()
                .satisfies(both -> assertThat(both.toList().toString())
                        .contains("PBCRC-BORROWER", "make it a record 230, the registry has 440"));
    }

    @Test
    void underANewKeyItGoesOn() {
        nights(guarantee(), "2024-03-15", "2024-04-15");
        var renamed = guarantee().at("2024-04-20");
        renamed.getReport().setAccountKey("NEW1");
        renamed.getAccount().setFormerKeys(List.of(new FormerKey("WK0000000001", java.time.LocalDate.of(2024, 4, 19))));
        List<Message> change = registrar.night(renamed, "WK0000000001");
        assertThat(change)
                .singleElement()
                .satisfies(message -> assertThat(new MessageWriter(MessagePack.shipped()).line(message))
                        .isEqualTo("<Document><InSecAcctIDCagsInf><InfRecType>231</InfRecType>"
                                + "<OdBnesCode>Z99999999H0001WK0000000001</OdBnesCode>"
                                + "<NwBnesCode>Z99999999H0001NEW1</NwBnesCode></InSecAcctIDCagsInf></Document>"));
        assertThat(change.get(0).segments()).extracting(Segment::tag).hasSize(1);
    }
}
