package org.creditconnector.registry.pbcrc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Repayment;
import org.creditconnector.record.RepaymentKind;
import org.jspecify.annotations.Nullable;

/**
 * The last day on which money came in up to the record's as-of date, and what it did to the principal owed.
 *
 * @param day the day
 * @param amount all that came in on it
 * @param principal the part that was principal: as the lender splits it, else by how much more would be owed without it
 * @param kind what it was, of the last movement of the day
 */
record LastRepayment(LocalDate day, BigDecimal amount, BigDecimal principal, RepaymentKind kind) {
    /** Null where nothing came in yet. */
    static @Nullable LastRepayment of(CreditRecord record) {
        Repaid repaid = Repaid.of(record);
        LocalDate day = repaid.lastDay();
        if (day == null) {
            return null;
        }
        List<Repayment> ofDay = repaid.movements(day);
        BigDecimal amount = repaid.on(day);
        return new LastRepayment(
                day,
                amount,
                principal(record, ofDay).max(BigDecimal.ZERO).min(amount),
                ofDay.get(ofDay.size() - 1).getKind());
    }

    private static BigDecimal principal(CreditRecord record, List<Repayment> ofDay) {
        BigDecimal split = BigDecimal.ZERO;
        for (Repayment one : ofDay) {
            AmountSplit parts = one.getSplit();
            if (parts == null) {
                return difference(record, ofDay);
            }
            split = split.add(parts.getPrincipal());
        }
        return split;
    }

    private static BigDecimal difference(CreditRecord record, List<Repayment> ofDay) {
        BigDecimal owed = balance(with(
                record,
                record.getRepayments().stream()
                        .filter(one -> !ofDay.contains(one))
                        .toList()));
        // What ends an account settles all of it, also where interest that was not due yet was given up.
        return record.getState().getStatus().getValue() == AccountStatus.CLOSED ? owed : owed.subtract(balance(record));
    }

    /** The record as it would stand with other money. */
    static CreditRecord with(CreditRecord record, List<Repayment> repayments) {
        CreditRecord other = WrittenOff.shallow(record, new CreditRecord());
        other.setRepayments(repayments);
        return HistoryDerivation.derive(other).record();
    }

    private static BigDecimal balance(CreditRecord record) {
        PeriodState position = record.getPosition();
        BigDecimal balance = position == null ? null : position.getBalance();
        return balance == null ? BigDecimal.ZERO : balance;
    }
}
