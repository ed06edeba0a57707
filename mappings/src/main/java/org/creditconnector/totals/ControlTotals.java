package org.creditconnector.totals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /** Copies the map so that totals never change. */
    public ControlTotals {
        amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
    }

    /**
     * One account of a currency. Amounts under something that is no currency code cannot be booked: the account counts as one of
     * which not even the currency could be read.
     */
    public static ControlTotals of(String currency, Amounts amounts) {
        if (!isCurrency(currency)) {
            return ofUnreadable();
        }
        return new ControlTotals(1, new TreeMap<>(java.util.Map.of(currency, amounts)));
    }

    /** One account of which not even the currency could be read. */
    public static ControlTotals ofUnreadable() {
        return new ControlTotals(1, new TreeMap<>());
    }

    /** Whether it has the form of an ISO 4217 code: three capital letters. */
    public static boolean isCurrency(String code) {
        return CURRENCY.matcher(code).matches();
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

    /** Every figure that the other totals tell otherwise, accounts first; empty where {@link #minus} leaves nothing. */
    public List<Difference> differences(ControlTotals other) {
        List<Difference> found = new ArrayList<>();
        add(found, null, "accounts", BigDecimal.valueOf(accounts), BigDecimal.valueOf(other.accounts));
        TreeSet<String> currencies = new TreeSet<>(amounts.keySet());
        currencies.addAll(other.amounts.keySet());
        for (String currency : currencies) {
            Amounts here = amounts.getOrDefault(currency, Amounts.NONE);
            Amounts there = other.amounts.getOrDefault(currency, Amounts.NONE);
            add(found, currency, "principal", here.principal(), there.principal());
            add(found, currency, "credit limit", here.creditLimit(), there.creditLimit());
            add(found, currency, "outstanding", here.outstanding(), there.outstanding());
            add(found, currency, "overdue", here.overdue(), there.overdue());
            add(found, currency, "paid", here.paid(), there.paid());
        }
        return found;
    }

    private static void add(
            List<Difference> found,
            @Nullable String currency,
            String figure,
            @Nullable BigDecimal one,
            @Nullable BigDecimal other) {
        Difference difference = new Difference(currency, figure, one, other);
        if (difference.amount().signum() != 0) {
            found.add(difference);
        }
    }

    /** Whether no account and no amount is left. */
    public boolean isZero() {
        return accounts == 0 && amounts.values().stream().allMatch(Amounts::isZero);
    }
}
