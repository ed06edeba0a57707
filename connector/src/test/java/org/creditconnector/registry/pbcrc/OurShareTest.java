package org.creditconnector.registry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FunderShare;
import org.creditconnector.record.Funding;
import org.creditconnector.record.FundingKind;
import org.creditconnector.registry.pbcrc.message.Message;
import org.junit.jupiter.api.Test;

/** Of a loan that several lenders fund together each reports its own part. */
class OurShareTest {
    private static CreditRecord joint(String night, String ours) {
        CreditRecord record = new Yuan().paid("2024-04-15", "1050").at(night);
        BigDecimal part = new BigDecimal(ours).setScale(8);
        record.setFunding(Funding.newBuilder()
                .setKind(FundingKind.JOINT_LENDING)
                .setShares(List.of(
                        FunderShare.newBuilder()
                                .setFunderKey("us")
                                .setShare(part)
                                .setReportedByUs(true)
                                .build(),
                        FunderShare.newBuilder()
                                .setFunderKey("them")
                                .setShare(BigDecimal.ONE.setScale(8).subtract(part))
                                .setReportedByUs(false)
                                .build()))
                .build());
        return record;
    }

    @Test
    void everyAmountIsOurPartOfIt() {
        Registrar registrar = Registrar.of(Registrar.SETTINGS);
        Message opening = registrar.night(joint("2024-03-15", "0.3")).get(0);
        assertThat(opening.value("FundSou")).isEqualTo("8");
        assertThat(opening.value("LoanAmt")).isEqualTo("3600");
        assertThat(opening.value("AcctBal")).isEqualTo("3600");
        registrar.night(joint("2024-03-31", "0.3"));
        registrar.night(joint("2024-04-30", "0.3"));
        Message may = registrar.night(joint("2024-05-31", "0.3")).get(0);
        assertThat(may.value("TotOverd")).isEqualTo("315");
        assertThat(may.value("OverdPrinc")).isEqualTo("286");
        assertThat(may.value("RpyStatus")).isEqualTo("1");
    }

    @Test
    void whatOthersReportIsNotTold() {
        Registrar registrar = Registrar.of(Registrar.SETTINGS);
        assertThat(registrar.night(joint("2024-03-31", "0"))).isEmpty();
        assertThat(registrar.findings()).isEmpty();
    }
}
