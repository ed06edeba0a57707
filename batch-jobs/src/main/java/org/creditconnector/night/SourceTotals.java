package org.creditconnector.night;

import java.math.BigDecimal;
import java.util.TreeMap;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/** The source's own totals, made comparable with ours. */
final class SourceTotals {
    private SourceTotals() {}

    /**
     * Where the source cannot tell a figure (null), ours stands in its place, so that only what both sides know is compared. A
     * currency that the source does not know at all stays out and shows as a difference.
     */
    static ControlTotals comparable(ControlTotals source, ControlTotals ours) {
        TreeMap<String, Amounts> amounts = new TreeMap<>();
        source.amounts().forEach((currency, told) -> {
            Amounts known = ours.amounts().getOrDefault(currency, Amounts.NONE);
            amounts.put(
                    currency,
                    new Amounts(
                            first(told.principal(), known.principal()),
                            first(told.creditLimit(), known.creditLimit()),
                            first(told.outstanding(), known.outstanding()),
                            first(told.overdue(), known.overdue()),
                            first(told.paid(), known.paid())));
        });
        return new ControlTotals(source.accounts(), amounts);
    }

    private static @Nullable BigDecimal first(@Nullable BigDecimal told, @Nullable BigDecimal ours) {
        return told == null ? ours : told;
    }
}
