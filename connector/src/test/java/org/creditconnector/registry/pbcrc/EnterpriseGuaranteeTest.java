package org.creditconnector.registry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.Segment;
import org.junit.jupiter.api.Test;

/** A guarantee for the loan of an enterprise, from the day it is given to its end. */
class EnterpriseGuaranteeTest {
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
        return new Works().kind(AccountKind.GUARANTEE).paid("2024-04-15", "20500");
    }

    private static String standing(Message message) {
        return message.value("AcctStatus") + " " + message.value("LoanAmt") + " " + message.value("RepayPrd") + " "
                + message.value("CompAdvFlag");
    }

    @Test
    void isToldWhenItIsGivenWhenItFallsWhenItIsClassedAndWhenItEnds() {
        Works guarantee = guarantee().classed("2024-04-20").closed("2024-05-10", "100500");
        List<Message> all = nights(guarantee, "2024-03-15", "2024-03-31", "2024-04-15", "2024-04-30", "2024-05-10");
        assertThat(Registrar.brief(all))
                .containsExactly("440 2024-03-15 10", "440 2024-04-15 30", "440 2024-04-20 40", "440 2024-05-10 20");
        assertThat(all.stream().map(EnterpriseGuaranteeTest::standing))
                .containsExactly(
                        "1 120000 2024-03-15 0", "1 100000 2024-04-15 0", "1 100000 2024-04-15 0", "2 0 2024-05-10 0");
        assertThat(all.get(0).segments())
                .extracting(Segment::tag)
                .containsExactly("GuarAcctBsSgmt", "GuarAcctBsInfSgmt", "GuarRltRepymtInfSgmt");
        assertThat(all.get(0).value("GuarAmt")).isEqualTo("120000");
        assertThat(all.get(1).segments())
                .extracting(Segment::tag)
                .containsExactly("GuarAcctBsSgmt", "GuarRltRepymtInfSgmt");
    }

    @Test
    void whatTheLenderPaidInTheDebtorsPlaceIsTold() {
        Works paid = guarantee().happened(EventKind.COMPENSATION_BY_GUARANTOR, "2024-05-20", "20500", null);
        List<Message> all = nights(paid, "2024-03-15", "2024-04-15", "2024-05-20");
        assertThat(Registrar.brief(all)).endsWith("440 2024-05-20 30");
        assertThat(standing(all.get(2))).endsWith(" 1");
    }

    @Test
    void isCorrectedAndDeletedSegmentBySegment() {
        nights(guarantee(), "2024-03-15", "2024-04-15");
        List<Message> renamed = nights(guarantee().named("另名有限公司"), "2024-04-19");
        assertThat(Registrar.brief(renamed)).containsExactly("442 2024-04-15 B");
        Works struck = guarantee().named("另名有限公司").without("2024-04-15");
        List<Message> deleted = nights(struck, "2024-04-20");
        assertThat(deleted).singleElement().satisfies(message -> {
            assertThat(message.record()).isEqualTo("443");
            assertThat(message.value("DelSgmtCode")).isEqualTo("D");
            assertThat(message.value("DelStartDate")).isEqualTo("2024-04-15");
        });
    }
}
