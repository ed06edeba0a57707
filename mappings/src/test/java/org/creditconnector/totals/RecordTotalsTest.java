package org.creditconnector.totals;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.creditconnector.fixture.Records;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.RepaymentKind;
import org.junit.jupiter.api.Test;

class RecordTotalsTest {
    @Test
    void totalsOfALoanAreItsPrincipalPositionAndEffectiveRepayments() {
        CreditRecord loan = Records.loan("200", "2023-01-15", "2023-03-31");
        Records.instalment(loan, "2023-02-15", "principal=100", "interest=10");
        Records.instalment(loan, "2023-03-15", "principal=100", "interest=10");
        Records.repayment(loan, "2023-02-15", "110");
        Records.repayment(loan, "2023-02-16", "500").setReversed(true);
        Records.repayment(loan, RepaymentKind.DEDUCTED_AT_DISBURSEMENT, "2023-01-15", "7");
        Records.repayment(loan, RepaymentKind.COMPENSATION, "2023-03-20", "30");
        Records.repayment(loan, RepaymentKind.REFUND, "2023-03-21", "5");
        Records.repayment(loan, "2023-04-01", "1000");

        Amounts amounts = amounts(HistoryDerivation.derive(loan).record());

        assertThat(amounts.principal()).isEqualByComparingTo("200");
        assertThat(amounts.creditLimit()).isNull();
        assertThat(amounts.outstanding()).isEqualByComparingTo("85");
        assertThat(amounts.overdue()).isEqualByComparingTo("85");
        assertThat(amounts.paid()).isEqualByComparingTo("135");
    }

    @Test
    void totalsOfACardAreTheLendersMonths() {
        CreditRecord card = Records.card("50000", "2005-01-01", "2005-09-30");
        Records.lenderMonth(card, "2005-08-31", "3102", "689", 2);
        Records.lenderMonth(card, "2005-09-30", "-40", "1000", 0);

        ControlTotals totals = RecordTotals.of(HistoryDerivation.derive(card).record());

        assertThat(totals.accounts()).isEqualTo(1);
        assertThat(totals.amounts()).containsOnlyKeys("XOF");
        Amounts amounts = totals.amounts().get("XOF");
        assertThat(amounts.principal()).isNull();
        assertThat(amounts.creditLimit()).isEqualByComparingTo("50000");
        assertThat(amounts.outstanding()).isEqualByComparingTo("-40");
        assertThat(amounts.overdue()).isNull();
        assertThat(amounts.paid()).isEqualByComparingTo("1689");
    }

    @Test
    void whatIsNotThereIsNotZero() {
        CreditRecord card = Records.card("50000", "2005-01-01", "2005-09-30");

        assertThat(amounts(card)).isEqualTo(new Amounts(null, new BigDecimal("50000.000000"), null, null, null));
    }

    private static Amounts amounts(CreditRecord record) {
        return RecordTotals.of(record).amounts().get(record.getAccount().getCurrency());
    }
}
