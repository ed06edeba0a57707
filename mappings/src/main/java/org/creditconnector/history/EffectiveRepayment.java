package org.creditconnector.history;

import java.math.BigDecimal;
import org.creditconnector.record.Repayment;

/** What a movement adds to what was paid by or for the borrower. */
public final class EffectiveRepayment {
    private EffectiveRepayment() {}

    /**
     * The amount of a repayment, prepayment, settlement, recovery or compensation; less than zero for a refund; zero for a
     * reversed movement, for charges deducted at disbursement and for a movement of unknown kind.
     */
    public static BigDecimal paidBy(Repayment repayment) {
        if (repayment.getReversed()) {
            return Slots.ZERO;
        }
        return switch (repayment.getKind()) {
            case REPAYMENT, PREPAYMENT, SETTLEMENT, RECOVERY, COMPENSATION -> repayment.getAmount();
            case REFUND -> repayment.getAmount().negate();
            case DEDUCTED_AT_DISBURSEMENT, OTHER -> Slots.ZERO;
        };
    }
}
