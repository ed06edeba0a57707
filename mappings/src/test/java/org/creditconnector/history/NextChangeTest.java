package org.creditconnector.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.fixture.Records;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.ClosingReason;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FormerKey;
import org.creditconnector.record.StatusSince;
import org.junit.jupiter.api.Test;

class NextChangeTest {
    private static final LocalDate AS_OF = LocalDate.of(2024, 3, 10);
    private static final LocalDate MONTH_END = LocalDate.of(2024, 3, 31);

    private static CreditRecord record() {
        return Records.loan("100", "2024-01-01", AS_OF.toString());
    }

    private static LocalDate after(CreditRecord record) {
        return NextChange.after(HistoryDerivation.derive(record).record());
    }

    @Test
    void aMonthEndBringsEveryAccountUp() {
        assertThat(after(record())).isEqualTo(MONTH_END);
        assertThat(after(Records.loan("100", "2024-01-01", "2024-03-31")))
                .as("on the last day of a month")
                .isEqualTo(LocalDate.of(2024, 4, 30));
    }

    @Test
    void datesThatNothingIsComparedWithBringNothing() {
        CreditRecord record = record();
        record.getAccount().setMaturesOn(AS_OF.plusDays(3));
        record.getAccount().setInterestOnlyUntil(AS_OF);
        record.getAccount().setFormerKeys(List.of(new FormerKey("old", AS_OF.plusDays(2))));
        Records.instalment(record, AS_OF.toString(), "principal=50");
        Records.instalment(record, "2024-03-12", "principal=50", "interest=5");
        Records.repayment(record, AS_OF.toString(), "50");
        assertThat(after(record)).isEqualTo(MONTH_END);
    }

    @Test
    void anAccountThatBeginsLaterComesUpOnItsFirstDay() {
        CreditRecord record = record();
        record.getAccount().setOpenedOn(null);
        record.getAccount().setFirstDrawnOn(AS_OF.plusDays(4));
        assertThat(after(record)).isEqualTo(AS_OF.plusDays(4));
    }

    @Test
    void theLendersMonthsBringUpWhenTheOldestLeaves() {
        CreditRecord record = record();
        Records.lenderMonth(record, "2024-02-29", "50", "0", 0);
        assertThat(after(record)).isEqualTo(MONTH_END);

        CreditRecord full = Records.loan("100", "2018-01-01", "2024-03-31");
        Records.lenderMonth(full, "2019-04-30", "50", "0", 0);
        assertThat(after(full)).as("a month of five years ago").isEqualTo(LocalDate.of(2024, 4, 1));
    }

    @Test
    void aNewMonthMayShowABalanceOfAClosedAccountThatItsLenderGaveNone() {
        CreditRecord record = Records.loan("100", "2024-01-01", "2024-03-31");
        Records.closed(record, "2024-03-20", ClosingReason.PAID_AS_AGREED);
        assertThat(after(record)).isEqualTo(LocalDate.of(2024, 4, 30));
        Records.lenderMonth(record, "2024-03-31", "0", "100", 0);
        assertThat(after(record)).isEqualTo(LocalDate.of(2024, 4, 1));
    }

    @Test
    void whereFiguresWithoutADayDecideEveryDateCounts() {
        CreditRecord waived = record();
        Records.instalment(waived, "2024-03-20", "principal=100", "interest=5").setWaived(Records.split("interest=5"));
        assertThat(after(waived)).as("waived before it is due").isEqualTo(LocalDate.of(2024, 3, 20));

        CreditRecord writtenOff = record();
        writtenOff.getState().setStatus(new StatusSince(AccountStatus.WRITTEN_OFF, null));
        Records.repayment(writtenOff, AS_OF.toString(), "10");
        assertThat(after(writtenOff)).as("written off, nobody knows when").isEqualTo(AS_OF.plusDays(1));

        CreditRecord noGrace = record();
        noGrace.getAccount().setGraceDays(-5);
        Records.instalment(noGrace, "2024-03-18", "principal=100");
        assertThat(after(noGrace)).as("late before it is due").isEqualTo(LocalDate.of(2024, 3, 14));

        CreditRecord huge = record();
        Records.instalment(huge, "2024-03-18", "principal=999999999999999");
        Records.instalment(huge, "2024-03-19", "principal=999999999999999");
        assertThat(after(huge)).as("sums beyond the limit").isEqualTo(LocalDate.of(2024, 3, 18));
    }
}
