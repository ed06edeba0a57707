package org.creditconnector.registry.api;

import java.math.BigDecimal;
import org.creditconnector.history.EffectiveRepayment;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Repayment;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/** What an item adds to a package's totals, by the words of {@code registries/registry-api/openapi.yaml}, section "The container". */
final class ItemTotals {
    private ItemTotals() {}

    /** One item; nothing but the count without a record. */
    static ControlTotals of(@Nullable CreditRecord record) {
        return record == null
                ? ControlTotals.ofUnreadable()
                : ControlTotals.of(record.getAccount().getCurrency(), amounts(record));
    }

    static Amounts amounts(CreditRecord record) {
        PeriodState position = record.getPosition();
        return new Amounts(
                record.getAccount().getPrincipal(),
                record.getAccount().getCreditLimit(),
                position == null ? null : position.getBalance(),
                position == null ? null : position.getOverduePrincipal(),
                paid(record));
    }

    private static @Nullable BigDecimal paid(CreditRecord record) {
        BigDecimal paid = null;
        if (record.getRepayments().isEmpty()) {
            for (PeriodState month : record.getMonths()) {
                paid = plus(paid, month.getPaid());
            }
            return paid;
        }
        paid = BigDecimal.ZERO;
        for (Repayment repayment : record.getRepayments()) {
            paid = paid.add(EffectiveRepayment.paidBy(repayment));
        }
        return paid;
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        if (a == null) {
            return b;
        }
        return b == null ? a : a.add(b);
    }
}
