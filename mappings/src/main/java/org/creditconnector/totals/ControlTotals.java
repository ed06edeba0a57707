package org.creditconnector.totals;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many accounts and how much of each currency: what is compared at every step of the night. Amounts of different currencies
 * are never added up.
 *
 * @param accounts number of accounts, or of items where a book counts items
 * @param amounts sums by ISO 4217 code, sorted
 */
public record ControlTotals(long accounts, SortedMap<String, Amounts> amounts) {
    /** Nothing. */
    public static final ControlTotals NOTHING = new ControlTotals(0, new TreeMap<>());

    /** Copies the map so that totals never change. */
    public ControlTotals {
        amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
    }

    /** One account of a currency. */
    public static ControlTotals of(String currency, Amounts amounts) {
        return new ControlTotals(1, new TreeMap<>(java.util.Map.of(currency, amounts)));
    }

    /** One account of which not even the currency could be read. */
    public static ControlTotals ofUnreadable() {
        return new ControlTotals(1, new TreeMap<>());
    }

    /** The sum. */
    public ControlTotals plus(ControlTotals other) {
        TreeMap<String, Amounts> sum = new TreeMap<>(amounts);
        other.amounts.forEach((currency, more) -> sum.merge(currency, more, Amounts::plus));
        return new ControlTotals(accounts + other.accounts, sum);
    }

    /** This less the other: what is left is what does not balance. */
    public ControlTotals minus(ControlTotals other) {
        TreeMap<String, Amounts> difference = new TreeMap<>(amounts);
        other.amounts.forEach((currency, less) -> difference.merge(currency, less.negated(), Amounts::plus));
        return new ControlTotals(accounts - other.accounts, difference);
    }

    /** Whether no account and no amount is left. */
    public boolean isZero() {
        return accounts == 0 && amounts.values().stream().allMatch(Amounts::isZero);
    }
}
