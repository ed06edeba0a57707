package org.creditconnector.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.creditconnector.fixture.Records;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.MissingReason;
import org.creditconnector.record.MissingValue;
import org.creditconnector.record.PeriodState;
import org.junit.jupiter.api.Test;

class LenderMonthsTest {
    @Test
    void lenderMonthsAreTakenAsTheyAreAndThePositionIsTheOneThatHoldsTheAsOfDate() {
        CreditRecord card = Records.card("50000", "2005-01-01", "2005-09-30");
        PeriodState august = Records.lenderMonth(card, "2005-08-31", "3102", "689", 2);
        PeriodState september = Records.lenderMonth(card, "2005-09-30", "3913", "0", 3);

        CreditRecord derived = HistoryDerivation.derive(card).record();

        assertThat(derived.getMonths()).containsExactly(august, september);
        assertThat(derived.getPosition()).isSameAs(september);
    }

    @Test
    void withoutALenderMonthForTheAsOfDateThereIsNoPosition() {
        CreditRecord card = Records.card("50000", "2005-01-01", "2005-09-30");
        Records.lenderMonth(card, "2005-08-31", "3102", "689", 2);

        CreditRecord derived = HistoryDerivation.derive(card).record();

        assertThat(derived.getPosition()).isNull();
        assertThat(derived.getMissing()).contains(new MissingValue("position", MissingReason.UNKNOWN));
    }

    @Test
    void aLenderMonthThatEndsAfterTheAsOfDateTellsNothing() {
        CreditRecord card = Records.card("50000", "2005-01-01", "2005-09-15");
        Records.lenderMonth(card, "2005-09-30", "3913", "0", 3);

        CreditRecord derived = HistoryDerivation.derive(card).record();

        assertThat(derived.getMonths()).isEmpty();
        assertThat(derived.getPosition()).isNull();
    }

    @Test
    void reasonsOfTheLendersMonthsExplainThePositionToo() {
        CreditRecord card = Records.card("50000", "2005-01-01", "2005-09-30");
        Records.explained(card, "months[].due", MissingReason.WITHHELD);
        Records.lenderMonth(card, "2005-09-30", "3913", "0", 3);

        assertThat(HistoryDerivation.derive(card).record().getMissing())
                .contains(
                        new MissingValue("months[].due", MissingReason.WITHHELD),
                        new MissingValue("position.due", MissingReason.WITHHELD));
    }

    @Test
    void lenderMonthsFillInBesideDerivedOnes() {
        CreditRecord loan = Records.loan("200", "2023-01-15", "2023-03-31");
        Records.instalment(loan, "2023-02-15", "principal=100", "interest=10");
        PeriodState february = Records.lenderMonth(loan, "2023-02-28", "150", "50", 7);
        PeriodState before = Records.lenderMonth(loan, "2022-12-31", "10", "0", 0);

        List<PeriodState> months = HistoryDerivation.derive(loan).record().getMonths();

        assertThat(months.stream().map(PeriodState::getMonth))
                .containsExactly("2022-12", "2023-01", "2023-02", "2023-03");
        assertThat(months.get(0)).isSameAs(before);
        assertThat(months.get(2)).isSameAs(february);
        assertThat(months.get(3).getOrigin()).isEqualTo(FigureOrigin.DERIVED);
        assertThat(months.get(3).getInstalmentsOverdue()).isEqualTo(1);
    }

    @Test
    void derivingAgainMakesDerivedMonthsAnewAndKeepsTheLenders() {
        CreditRecord loan = Records.loan("200", "2023-01-15", "2023-03-31");
        Records.instalment(loan, "2023-02-15", "principal=100", "interest=10");
        Records.lenderMonth(loan, "2023-02-28", "150", "50", 7);

        CreditRecord once = HistoryDerivation.derive(loan).record();

        assertThat(HistoryDerivation.derive(once).record()).isEqualTo(once);
    }

    @Test
    void aLenderWithoutMovementsTellsNothingAboutArrearsByItsScheduleAlone() {
        CreditRecord loan = Records.loan("200", "2023-01-15", "2023-02-28");
        Records.instalment(loan, "2023-02-15", "principal=100", "interest=10");
        Records.explained(loan, "repayments[]", MissingReason.UNKNOWN);

        PeriodState position = HistoryDerivation.derive(loan).record().getPosition();

        assertThat(position.getDue()).isEqualByComparingTo("110");
        assertThat(position.getPaid()).isNull();
        assertThat(position.getOverdueTotal()).isNull();
        assertThat(position.getBalance()).isNull();
    }

    @Test
    void atMostSixtyMonthsAreKept() {
        CreditRecord loan = Records.loan("200", "2010-01-15", "2023-03-15");
        Records.instalment(loan, "2010-02-15", "principal=100");
        Records.lenderMonth(loan, "2018-03-31", "1", "0", 0);

        List<PeriodState> months = HistoryDerivation.derive(loan).record().getMonths();

        assertThat(months).hasSize(60);
        assertThat(months.get(0).getMonth()).isEqualTo("2018-04");
        assertThat(months.get(0).getDaysPastDue()).isEqualTo(2996);
        assertThat(months.get(59).getStateOn()).isEqualTo("2023-03-15");
    }

    @Test
    void reasonsThatAreNoLongerNeededGo() {
        CreditRecord loan = Records.loan("200", "2023-01-15", "2023-02-28");
        Records.explained(loan, "months[].balance", MissingReason.UNKNOWN);
        Records.explained(loan, "position", MissingReason.UNKNOWN);

        assertThat(HistoryDerivation.derive(loan).record().getMissing().stream().map(MissingValue::getPath))
                .doesNotContain("months[].balance", "position")
                .contains("months[].overdueTotal", "position.overdueTotal", "position.riskClass")
                .isSorted();
    }
}
