package org.creditconnector.mockregistry;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one record adds to the totals of its currency. Does not change. */
final class Figures {
    /** What is looked at in an item. */
    static final List<List<String>> PATHS = List.of(
            List.of("record", "account", "principal"),
            List.of("record", "account", "creditLimit"),
            List.of("record", "account", "currency"),
            List.of("record", "position", "balance"),
            List.of("record", "position", "overduePrincipal"),
            List.of("record", "repayments", "amount"),
            List.of("record", "repayments", "kind"),
            List.of("record", "repayments", "reversed"),
            List.of("record", "months", "paid"));

    private static final Set<String> PAYING =
            Set.of("REPAYMENT", "PREPAYMENT", "SETTLEMENT", "RECOVERY", "COMPENSATION");

    private final String currency;
    // A place for each figure: a map would take more memory than the amounts.
    private final @Nullable BigDecimal[] amounts;

    /**
     * Figures of one currency.
     *
     * @param currency the record's currency as it stands there; empty where there is none
     * @param amounts the figures that the record has
     */
    Figures(String currency, Map<Figure, BigDecimal> amounts) {
        this.currency = currency;
        this.amounts = new BigDecimal[Figure.ALL.size()];
        amounts.forEach((figure, amount) -> this.amounts[figure.ordinal()] = amount);
    }

    private Figures(String currency, @Nullable BigDecimal[] amounts) {
        this.currency = currency;
        this.amounts = amounts;
    }

    static Figures of(String currency, Object record) {
        var amounts = new BigDecimal[Figure.ALL.size()];
        amounts[Figure.PRINCIPAL.ordinal()] = Facts.number(record, "account", "principal");
        amounts[Figure.CREDIT_LIMIT.ordinal()] = Facts.number(record, "account", "creditLimit");
        amounts[Figure.OUTSTANDING.ordinal()] = Facts.number(record, "position", "balance");
        amounts[Figure.OVERDUE.ordinal()] = Facts.number(record, "position", "overduePrincipal");
        amounts[Figure.PAID.ordinal()] = paid(record);
        return new Figures(currency, amounts);
    }

    String currency() {
        return currency;
    }

    /** Null where the record has none. */
    @Nullable BigDecimal amount(Figure figure) {
        return amounts[figure.ordinal()];
    }

    /** The same with another amount; null for none. */
    Figures with(Figure figure, @Nullable BigDecimal amount) {
        @Nullable BigDecimal[] other = amounts.clone();
        other[figure.ordinal()] = amount;
        return new Figures(currency, other);
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
