package org.creditconnector.mockregistry;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one record adds to the totals of its currency.
 *
 * @param currency the record's currency as it stands there
 * @param amounts the figures that the record has; a figure that is null in the record is absent
 */
record Figures(String currency, Map<Figure, BigDecimal> amounts) {
    private static final Set<String> PAYING =
            Set.of("REPAYMENT", "PREPAYMENT", "SETTLEMENT", "RECOVERY", "COMPENSATION");

    static Figures of(Object record) {
        Map<Figure, BigDecimal> amounts = new EnumMap<>(Figure.class);
        put(amounts, Figure.PRINCIPAL, Facts.number(record, "account", "principal"));
        put(amounts, Figure.CREDIT_LIMIT, Facts.number(record, "account", "creditLimit"));
        put(amounts, Figure.OUTSTANDING, Facts.number(record, "position", "balance"));
        put(amounts, Figure.OVERDUE, Facts.number(record, "position", "overduePrincipal"));
        put(amounts, Figure.PAID, paid(record));
        String currency = Facts.text(record, "account", "currency");
        return new Figures(currency == null ? "" : currency, amounts);
    }

    private static void put(Map<Figure, BigDecimal> amounts, Figure figure, @Nullable BigDecimal amount) {
        if (amount != null) {
            amounts.put(figure, amount);
        }
    }

    private static @Nullable BigDecimal paid(Object record) {
        List<?> repayments = Facts.list(record, "repayments");
        if (repayments.isEmpty()) {
            return paidByMonth(record);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Object repayment : repayments) {
            BigDecimal amount = Facts.number(repayment, "amount");
            String kind = Facts.text(repayment, "kind");
            if (amount == null || kind == null || Boolean.TRUE.equals(Facts.at(repayment, "reversed"))) {
                continue;
            }
            if (PAYING.contains(kind)) {
                sum = sum.add(amount);
            } else if (kind.equals("REFUND")) {
                sum = sum.subtract(amount);
            }
        }
        return sum;
    }

    private static @Nullable BigDecimal paidByMonth(Object record) {
        BigDecimal sum = null;
        for (Object month : Facts.list(record, "months")) {
            BigDecimal paid = Facts.number(month, "paid");
            if (paid != null) {
                sum = sum == null ? paid : sum.add(paid);
            }
        }
        return sum;
    }
}
