package org.creditconnector.totals;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A figure that two totals tell differently.
 *
 * @param currency ISO 4217; null for the number of accounts
 * @param figure accounts, principal, credit limit, outstanding, overdue or paid
 * @param one what the first totals say; null where they have no such figure
 * @param other what the second ones say; null where they have no such figure
 */
public record Difference(
        @Nullable String currency,
        String figure,
        @Nullable BigDecimal one,
        @Nullable BigDecimal other) {
    private static final int MOST_TOLD = 6;

    /** The figure with its currency, such as {@code EUR principal}. */
    public String name() {
        return currency == null ? figure : currency + " " + figure;
    }

    /** First less second; a figure that is not there counts as nothing. */
    public BigDecimal amount() {
        return orZero(one).subtract(orZero(other));
    }

    /**
     * One sentence of all: {@code EUR principal 3001 by the control query, 3000 by our books, 1 more}.
     *
     * @param first whose the first totals are, such as {@code by the control query}
     * @param second whose the second ones are
     */
    public static String sentence(List<Difference> differences, String first, String second) {
        String told = differences.stream()
                .limit(MOST_TOLD)
                .map(one -> one.name() + " " + shown(one.one) + " " + first + ", " + shown(one.other) + " " + second
                        + ", " + plain(one.amount().abs()) + (one.amount().signum() < 0 ? " less" : " more"))
                .collect(Collectors.joining("; "));
        int more = differences.size() - MOST_TOLD;
        return more > 0 ? told + "; and " + more + " more figures" : told;
    }

    private static String shown(@Nullable BigDecimal amount) {
        return amount == null ? "none" : plain(amount);
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
