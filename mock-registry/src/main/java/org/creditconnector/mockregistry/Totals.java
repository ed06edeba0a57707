package org.creditconnector.mockregistry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Number of items and sums of figures by currency. A figure that no item has stays null. Not thread-safe. */
final class Totals {
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private final Map<String, Sums> byCurrency = new TreeMap<>();

    private static final class Sums {
        private int items;
        private final Map<Figure, BigDecimal> amounts = new EnumMap<>(Figure.class);
    }

    void add(@Nullable Figures figures) {
        if (figures == null) {
            return;
        }
        Sums sums = byCurrency.computeIfAbsent(figures.currency(), currency -> new Sums());
        sums.items++;
        for (Figure figure : Figure.ALL) {
            BigDecimal amount = figures.amount(figure);
            if (amount != null) {
                sums.amounts.merge(figure, amount, BigDecimal::add);
            }
        }
    }

    /** In the form of the contract's schema {@code Totals}. */
    ObjectNode json() {
        ObjectNode all = Json.object();
        byCurrency.forEach((currency, sums) -> {
            ObjectNode node = all.putObject(currency).put("items", sums.items);
            for (Figure figure : Figure.values()) {
                BigDecimal amount = sums.amounts.get(figure);
                node.put(figure.key(), amount == null ? null : amount.toPlainString());
            }
        });
        return all;
    }

    /**
     * Reads totals as they stand in the metadata of a package.
     *
     * @throws RefusalException when they are not of the contract's form
     */
    static Totals read(JsonNode json) {
        if (!json.isObject()) {
            throw bad("is not a JSON object");
        }
        var totals = new Totals();
        json.properties()
                .forEach(entry -> totals.byCurrency.put(entry.getKey(), sums(entry.getKey(), entry.getValue())));
        return totals;
    }

    private static Sums sums(String currency, JsonNode json) {
        var sums = new Sums();
        if (!json.path("items").isInt()) {
            throw bad("has no whole number at " + currency + ".items");
        }
        sums.items = json.path("items").intValue();
        for (Figure figure : Figure.values()) {
            JsonNode amount = json.get(figure.key());
            if (amount != null
                    && amount.isTextual()
                    && AMOUNT.matcher(amount.textValue()).matches()) {
                sums.amounts.put(figure, new BigDecimal(amount.textValue()));
            } else if (amount == null || !amount.isNull()) {
                throw bad("has neither a decimal text nor null at " + currency + "." + figure.key());
            }
        }
        return sums;
    }

    private static RefusalException bad(String what) {
        return RefusalException.incompleteMetadata("registry.totals " + what + ".");
    }

    /** Where the stated totals differ from these counted ones, e.g. {@code CNY.paid}; compared by value. */
    List<String> differencesFrom(Totals stated) {
        List<String> differences = new ArrayList<>();
        Set<String> currencies = new TreeSet<>(byCurrency.keySet());
        currencies.addAll(stated.byCurrency.keySet());
        for (String currency : currencies) {
            Sums ours = byCurrency.get(currency);
            Sums theirs = stated.byCurrency.get(currency);
            if (ours == null || theirs == null) {
                differences.add(currency);
                continue;
            }
            if (ours.items != theirs.items) {
                differences.add(currency + ".items");
            }
            for (Figure figure : Figure.values()) {
                if (!sameValue(ours.amounts.get(figure), theirs.amounts.get(figure))) {
                    differences.add(currency + "." + figure.key());
                }
            }
        }
        return differences;
    }

    private static boolean sameValue(@Nullable BigDecimal left, @Nullable BigDecimal right) {
        return left == null || right == null ? left == right : left.compareTo(right) == 0;
    }
}
