package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import org.creditconnector.mockregistry.pbcrc.PbcrcHolding;
import org.junit.jupiter.api.Test;

/** Debt that is charged off and written off, and money that is taken back, as the central bank's registry is told of it. */
abstract class PbcrcBadDebtContract extends YuanContract {
    private static final String MONTH = "AcctMthlyBlgInfSgmt";

    private PbcrcHolding.Version at(String date) {
        return yuan.registry
                .holdings(YuanNights.PROVIDER + YuanLender.key(1))
                .orElseThrow()
                .at(date)
                .orElseThrow();
    }

    @Test
    void chargedOffItIsPendingBadDebtWrittenOffItIsBadDebtThatIsStillOwed() throws Exception {
        yuan.lender.lend(1, 1).happened(1, "C", "2024-05-20").happened(1, "W", "2024-06-20");
        books.nights("2024-03-15", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-30");
        PbcrcHolding.Version may = at("2024-05-31");
        assertThat(may.value(MONTH, "AcctStatus")).contains("41");
        assertThat(may.value(MONTH, "RpyStatus")).contains("B");
        PbcrcHolding.Version june = at("2024-06-30");
        assertThat(june.value(MONTH, "AcctStatus")).contains("42");
        assertThat(june.value(MONTH, "RpyStatus")).contains("B");
        assertThat(june.value(MONTH, "AcctBal")).contains("12000");
        assertThat(june.value(MONTH, "TotOverd")).contains("3150");
        assertThat(june.value("AcctSpecTrstDspnSgmt", "CagOfTrdInf[1].ChanTranType"))
                .contains("15");
        assertThat(june.value("AcctSpecTrstDspnSgmt", "CagOfTrdInf[1].TranAmt")).contains("12000");
        books.assertMirrored("account:", "210/");
    }

    @Test
    void moneyThatWasTakenBackCorrectsTheMonthThatWasTold() throws Exception {
        yuan.lender.lend(1, 1).pay(1, "2024-04-15", "2024-05-15");
        books.nights("2024-03-15", "2024-03-31", "2024-04-30", "2024-05-31");
        yuan.lender.reverse(1, "2024-05-15", "2024-06-05");
        assertThat(books.night("2024-06-05")).containsExactly("212 2024-05-31 H");
        assertThat(at("2024-05-31").value(MONTH, "RpyStatus")).contains("1");
        books.assertMirrored("account:", "210/");
        yuan.lender.pay(1, "2024-06-06");
        assertThat(books.night("2024-06-06")).containsExactly("210 2024-06-06 40");
        yuan.lender.reverse(1, "2024-06-06", "2024-06-07");
        assertThat(books.night("2024-06-07")).containsExactly("213  J");
        books.assertMirrored("account:", "210/");
    }
}
