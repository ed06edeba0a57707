package org.creditconnector.totals;

import java.math.BigDecimal;
import org.creditconnector.history.EffectiveRepayment;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Repayment;
import org.jspecify.annotations.Nullable;

/**
 * What a credit record adds to the control totals: the amount lent, the limit, the balance and the overdue principal of its
 * position, and what was paid up to its as-of date. A figure the record does not have is null, not zero.
 */
public final class RecordTotals {
    private RecordTotals() {}

    /** The totals of one record, derived or not: outstanding and overdue are null without a position. */
    public static ControlTotals of(CreditRecord record) {
        PeriodState position = record.getPosition();
        return ControlTotals.of(
                record.getAccount().getCurrency(),
                new Amounts(
                        record.getAccount().getPrincipal(),
                        record.getAccount().getCreditLimit(),
                        position == null ? null : position.getBalance(),
                        position == null ? null : position.getOverduePrincipal(),
                        paid(record)));
    }

    /**
     * Effective repayments up to the as-of date; where the record has no repayments at all, what its months say was paid; null
     * where they do not say it either.
     */
    private static @Nullable BigDecimal paid(CreditRecord record) {
        BigDecimal paid = null;
        if (record.getRepayments().isEmpty()) {
            for (PeriodState month : record.getMonths()) {
                BigDecimal inMonth = month.getPaid();
                if (inMonth != null) {
                    paid = paid == null ? inMonth : paid.add(inMonth);
                }
            }
            return paid;
        }
        paid = BigDecimal.ZERO.setScale(6);
        for (Repayment repayment : record.getRepayments()) {
            if (!repayment.getPaidOn().isAfter(record.getReport().getAsOf())) {
                paid = paid.add(EffectiveRepayment.paidBy(repayment));
            }
        }
        return paid;
    }
}
