package org.creditconnector.totals;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static ControlTotals totals(long accounts, @Nullable String principal, @Nullable String overdue) {
        return new ControlTotals(
                accounts,
                new TreeMap<>(Map.of("EUR", new Amounts(amount(principal), null, null, amount(overdue), null))));
    }

    private static @Nullable BigDecimal amount(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    @Test
    void eachFigureThatDiffersIsToldWithBothSidesAndWhatLiesBetween() {
        assertThat(Difference.sentence(
                        totals(3, "1000000000.500000", null).differences(totals(4, "999999999", "20")),
                        "here",
                        "there"))
                .isEqualTo(
                        "accounts 3 here, 4 there, 1 less; EUR principal 1000000000.5 here, 999999999 there, 1.5 more;"
                                + " EUR overdue none here, 20 there, 20 less");
    }

    @Test
    void whatIsNotThereAndNothingAreTheSameAndScalesDoNotCount() {
        ControlTotals one = totals(3, "1.00", null);
        ControlTotals other = totals(3, "1", "0.00");
        assertThat(one.differences(other)).isEmpty();
        assertThat(one.minus(other).isZero()).isTrue();
    }

    @Test
    void aCurrencyOfOneSideOnlyIsADifference() {
        ControlTotals none = new ControlTotals(3, new TreeMap<>());
        assertThat(none.differences(totals(3, "5", null)))
                .extracting(Difference::name, Difference::amount)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("EUR principal", new BigDecimal("-5")));
    }

    @Test
    void aLongListIsCut() {
        TreeMap<String, Amounts> many = new TreeMap<>();
        for (String currency : new String[] {"AUD", "CHF", "CNY", "EUR", "GBP", "HKD", "JPY", "USD"}) {
            many.put(currency, new Amounts(BigDecimal.ONE, null, null, null, null));
        }
        assertThat(Difference.sentence(new ControlTotals(0, many).differences(ControlTotals.NOTHING), "here", "there"))
                .contains("HKD principal 1 here, none there, 1 more")
                .doesNotContain("JPY")
                .endsWith("; and 2 more figures");
    }
}
