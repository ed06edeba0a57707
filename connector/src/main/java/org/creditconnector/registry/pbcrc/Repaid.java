package org.creditconnector.registry.pbcrc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Repayment;
import org.creditconnector.record.RepaymentKind;
import org.jspecify.annotations.Nullable;

/** Money that came in for an account up to the record's as-of date. */
final class Repaid {
    private final List<Repayment> effective;

    private Repaid(List<Repayment> effective) {
        this.effective = effective;
    }

    static Repaid of(CreditRecord record) {
        return new Repaid(record.getRepayments().stream()
                .filter(one -> !one.getReversed())
                .filter(one -> one.getKind() != RepaymentKind.REFUND
                        && one.getKind() != RepaymentKind.DEDUCTED_AT_DISBURSEMENT)
                .toList());
    }

    /** The last day on which money came in; null when there was none. */
    @Nullable LocalDate lastDay() {
        return effective.stream()
                .map(Repayment::getPaidOn)
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    /** The movements of a day, in the record's order. */
    List<Repayment> movements(LocalDate day) {
        return effective.stream().filter(one -> one.getPaidOn().equals(day)).toList();
    }

    /** What came in on a day. */
    BigDecimal on(LocalDate day) {
        return effective.stream()
                .filter(one -> one.getPaidOn().equals(day))
                .map(Repayment::getAmount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Days on which money came in, in (after, before), ascending. */
    List<LocalDate> daysBetween(LocalDate after, LocalDate before) {
        return effective.stream()
                .map(Repayment::getPaidOn)
                .filter(day -> day.isAfter(after) && day.isBefore(before))
                .distinct()
                .sorted()
                .toList();
    }
}
