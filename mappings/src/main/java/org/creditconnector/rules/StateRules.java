package org.creditconnector.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.history.MonthName;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.PeriodState;
import org.jspecify.annotations.Nullable;

/** Rules about state, position and months. */
final class StateRules {
    private static final int MOST_MONTHS = 60;

    private StateRules() {}

    static void closedWithBalance(Checked checked) {
        CreditRecord record = checked.record;
        boolean closed = record.getState().getClosing() != null
                || record.getState().getStatus().getValue() == AccountStatus.CLOSED;
        BigDecimal balance =
                record.getPosition() == null ? null : record.getPosition().getBalance();
        if (closed && balance != null && balance.signum() > 0) {
            checked.find("REC-CLOSED-WITH-BALANCE", "position.balance", balance);
        }
    }

    static void overdueDaysPastDue(Checked checked) {
        int i = 0;
        for (PeriodState month : checked.record.getMonths()) {
            overdueDaysPastDue(checked, "months[" + i++ + "]", month);
        }
        List<PeriodState> months = checked.record.getMonths();
        PeriodState position = checked.record.getPosition();
        if (position != null
                && (months.isEmpty() || !months.get(months.size() - 1).equals(position))) {
            overdueDaysPastDue(checked, "position", position);
        }
    }

    private static void overdueDaysPastDue(Checked checked, String path, PeriodState state) {
        Boolean late = state.getDaysPastDue() == null ? null : state.getDaysPastDue() > 0;
        Boolean overdue =
                state.getOverdueTotal() == null ? null : state.getOverdueTotal().signum() > 0;
        boolean dated = state.getOldestUnpaidDueOn() != null;
        if (disagree(late, overdue) || (dated && (isFalse(late) || isFalse(overdue)))) {
            checked.find("REC-OVERDUE-DPD", path + ".daysPastDue", state.getDaysPastDue());
        }
    }

    private static boolean disagree(@Nullable Boolean a, @Nullable Boolean b) {
        return a != null && b != null && !a.equals(b);
    }

    private static boolean isFalse(@Nullable Boolean value) {
        return value != null && !value;
    }

    static void monthOrder(Checked checked) {
        LocalDate asOf = checked.record.getReport().getAsOf();
        List<PeriodState> months = checked.record.getMonths();
        String previous = "";
        int i = 0;
        for (PeriodState month : months) {
            boolean wellFormed = month.getMonth().equals(MonthName.of(month.getStateOn()));
            if (!wellFormed
                    || month.getMonth().compareTo(previous) <= 0
                    || month.getStateOn().isAfter(asOf)) {
                checked.find("REC-MONTH-ORDER", "months[" + i + "].stateOn", month.getStateOn());
            }
            previous = month.getMonth();
            i++;
        }
        if (months.size() > MOST_MONTHS) {
            checked.findAt("REC-MONTH-ORDER", "months");
        }
    }
}
