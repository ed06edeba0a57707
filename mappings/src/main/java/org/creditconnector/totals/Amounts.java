package org.creditconnector.totals;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one account, or all accounts of one currency, add to the control totals. A null says that the source does not have the
 * figure; null and a number add up to the number.
 *
 * @param principal amount lent
 * @param creditLimit limit in force
 * @param outstanding principal owed at the as-of date; revolving: the balance, negative for a credit
 * @param overdue overdue principal at the as-of date
 * @param paid effective repayments by the borrower up to the as-of date, net of refunds, without charges kept back from a
 *     pay-out
 */
public record Amounts(
        @Nullable BigDecimal principal,
        @Nullable BigDecimal creditLimit,
        @Nullable BigDecimal outstanding,
        @Nullable BigDecimal overdue,
        @Nullable BigDecimal paid) {
    /** No figure at all. */
    public static final Amounts NONE = new Amounts(null, null, null, null, null);

    /** The sum, figure by figure. */
    public Amounts plus(Amounts other) {
        return new Amounts(
                plus(principal, other.principal),
                plus(creditLimit, other.creditLimit),
                plus(outstanding, other.outstanding),
                plus(overdue, other.overdue),
                plus(paid, other.paid));
    }

    /** The sum with every sign turned: {@code a.plus(b.negated())} is the difference. */
    public Amounts negated() {
        return new Amounts(
                negated(principal), negated(creditLimit), negated(outstanding), negated(overdue), negated(paid));
    }

    /** Whether every figure that is there is zero. */
    public boolean isZero() {
        return isZero(principal) && isZero(creditLimit) && isZero(outstanding) && isZero(overdue) && isZero(paid);
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        if (a == null) {
            return b;
        }
        return b == null ? a : a.add(b);
    }

    private static @Nullable BigDecimal negated(@Nullable BigDecimal a) {
        return a == null ? null : a.negate();
    }

    private static boolean isZero(@Nullable BigDecimal a) {
        return a == null || a.signum() == 0;
    }
}
