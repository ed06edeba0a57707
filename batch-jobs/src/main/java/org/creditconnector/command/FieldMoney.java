package org.creditconnector.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.totals.RecordAmounts;
import org.jspecify.annotations.Nullable;

/**
 * Sums of every amount field of the record before and after, by currency. A sum of few accounts would tell what one of them owes: it
 * is withheld, and the ratio of the two is told in its place.
 */
final class FieldMoney {
    /** A sum of fewer accounts is not shown. */
    static final int FEWEST = 10;

    private static final MathContext RATIO = new MathContext(4, RoundingMode.HALF_UP);

    private final SortedMap<String, SortedMap<String, Pair>> currencies = new TreeMap<>();

    /** One field of one currency. */
    private static final class Pair {
        private @Nullable BigDecimal before;
        private @Nullable BigDecimal after;
        private long accounts;

        private boolean isOtherwise() {
            return before == null || after == null || before.compareTo(after) != 0;
        }

        private boolean isWithheld() {
            return accounts < FEWEST;
        }

        /** After in parts of before; null where there is nothing to divide. */
        private @Nullable String ratio() {
            return before == null || after == null || before.signum() == 0
                    ? null
                    : after.divide(before, RATIO).stripTrailingZeros().toPlainString();
        }
    }

    /** Adds an account; null where a version has no record of it. */
    void add(@Nullable CreditRecord before, @Nullable CreditRecord after) {
        SortedMap<String, SortedMap<String, BigDecimal>> old =
                before == null ? new TreeMap<>() : RecordAmounts.of(before);
        SortedMap<String, SortedMap<String, BigDecimal>> fresh =
                after == null ? new TreeMap<>() : RecordAmounts.of(after);
        TreeSet<String> codes = new TreeSet<>(old.keySet());
        codes.addAll(fresh.keySet());
        for (String currency : codes) {
            SortedMap<String, BigDecimal> left = old.getOrDefault(currency, new TreeMap<>());
            SortedMap<String, BigDecimal> right = fresh.getOrDefault(currency, new TreeMap<>());
            TreeSet<String> paths = new TreeSet<>(left.keySet());
            paths.addAll(right.keySet());
            for (String path : paths) {
                Pair pair = currencies
                        .computeIfAbsent(currency, any -> new TreeMap<>())
                        .computeIfAbsent(path, any -> new Pair());
                pair.before = sum(pair.before, left.get(path));
                pair.after = sum(pair.after, right.get(path));
                pair.accounts++;
            }
        }
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal more) {
        return one == null ? more : more == null ? one : one.add(more);
    }

    /** A table of the fields whose sums are otherwise, and a line about the others. */
    String text() {
        TextTable table =
                new TextTable("currency", "field", "accounts", "before", "after", "difference", "after/before");
        int same = 0;
        boolean withheld = false;
        for (Map.Entry<String, SortedMap<String, Pair>> currency : currencies.entrySet()) {
            for (Map.Entry<String, Pair> field : currency.getValue().entrySet()) {
                Pair pair = field.getValue();
                if (pair.isOtherwise()) {
                    withheld |= pair.isWithheld();
                    row(table, currency.getKey(), field.getKey(), pair);
                } else {
                    same++;
                }
            }
        }
        StringBuilder text = new StringBuilder(table.isEmpty() ? "" : "\n" + table.text("  "));
        if (withheld) {
            text.append("  withheld: a sum of fewer than ")
                    .append(FEWEST)
                    .append(" accounts would tell what one of them owes\n");
        }
        if (same > 0) {
            text.append(table.isEmpty() ? "\n" : "")
                    .append("  the sums of ")
                    .append(same)
                    .append(table.isEmpty() ? "" : " other")
                    .append(same == 1 ? " amount field are the same\n" : " amount fields are the same\n");
        }
        return text.toString();
    }

    private static void row(TextTable table, String currency, String field, Pair pair) {
        table.row(
                currency,
                field,
                pair.accounts,
                pair.isWithheld() ? "withheld" : plain(pair.before),
                pair.isWithheld() ? "withheld" : plain(pair.after),
                pair.isWithheld() ? "withheld" : plain(difference(pair)),
                pair.ratio());
    }

    private static BigDecimal difference(Pair pair) {
        return (pair.after == null ? BigDecimal.ZERO : pair.after)
                .subtract(pair.before == null ? BigDecimal.ZERO : pair.before);
    }

    private static @Nullable String plain(@Nullable BigDecimal amount) {
        return amount == null
                ? null
                : amount.setScale(Math.max(2, amount.stripTrailingZeros().scale()))
                        .toPlainString();
    }

    /** All fields; a sum that is withheld is null, and {@code withheld} says so. */
    List<Map<String, @Nullable Object>> json() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        currencies.forEach((currency, fields) -> fields.forEach((field, pair) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("currency", currency);
            one.put("field", field);
            one.put("accounts", pair.accounts);
            one.put("before", pair.isWithheld() ? null : pair.before);
            one.put("after", pair.isWithheld() ? null : pair.after);
            one.put("ratio", pair.ratio());
            one.put("same", !pair.isOtherwise());
            one.put("withheld", pair.isWithheld());
            all.add(one);
        }));
        return all;
    }
}
