package org.creditconnector.delivery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * Sums of a package by currency, added up item by item. An item without a record (a deletion) has no currency and adds nothing.
 * Not thread-safe.
 */
public final class PackageTotals {
    private static final int SCALE = 6;

    private final SortedMap<String, Amounts> amounts = new TreeMap<>();
    private final Map<String, Integer> items = new TreeMap<>();

    /** Adds one item of one currency. */
    public PackageTotals add(String currency, Amounts more) {
        amounts.merge(currency, more, Amounts::plus);
        items.merge(currency, 1, Integer::sum);
        return this;
    }

    /** Adds one item by its own totals, which name at most one currency. */
    public PackageTotals add(ControlTotals item) {
        item.amounts().forEach(this::add);
        return this;
    }

    /** Sums sorted by currency, as a package's manifest holds them. */
    public List<CurrencyTotals> byCurrency() {
        List<CurrencyTotals> sums = new ArrayList<>();
        amounts.forEach((currency, sum) -> sums.add(new CurrencyTotals(
                currency,
                items.getOrDefault(currency, 0),
                scaled(sum.principal()),
                scaled(sum.creditLimit()),
                scaled(sum.outstanding()),
                scaled(sum.overdue()),
                scaled(sum.paid()))));
        return sums;
    }

    /** Totals of a manifest, a feedback or a statement as control totals; the number of items stands for accounts. */
    public static ControlTotals controlTotals(Collection<CurrencyTotals> sums) {
        long count = 0;
        TreeMap<String, Amounts> amounts = new TreeMap<>();
        for (CurrencyTotals sum : sums) {
            count += sum.getItems();
            Amounts more = new Amounts(
                    sum.getPrincipal(), sum.getCreditLimit(), sum.getOutstanding(), sum.getOverdue(), sum.getPaid());
            amounts.merge(sum.getCurrency(), more, Amounts::plus);
        }
        return new ControlTotals(count, amounts);
    }

    private static @Nullable BigDecimal scaled(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.setScale(SCALE, RoundingMode.UNNECESSARY);
    }
}
