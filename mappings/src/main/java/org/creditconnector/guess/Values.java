package org.creditconnector.guess;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.creditconnector.identifier.IdentifierVerdict;
import org.creditconnector.identifier.ResidentIdentityNumber;
import org.creditconnector.identifier.UnifiedSocialCreditCode;
import org.jspecify.annotations.Nullable;

/**
 * What the sampled values of a column have in common.
 *
 * @param column the column
 * @param filled values that are neither null nor blank, trimmed, in their order
 * @param rows sampled rows
 * @param distinct each value and how often it stands there, most frequent first
 * @param padded whether blanks stand round some of them
 * @param number how numbers are written; null where the values are no numbers
 * @param date how dates are written; null where the values are no dates
 */
record Values(
        SampledColumn column,
        List<String> filled,
        int rows,
        Map<String, Integer> distinct,
        boolean padded,
        @Nullable NumberForm number,
        @Nullable DateForm date) {
    private static final Pattern MOBILE = Pattern.compile("(?:\\+?86-?)?1[3-9][0-9]{9}");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());
    private static final double NEARLY_ALL = 0.9;

    static Values of(SampledColumn column) {
        List<String> filled = new ArrayList<>();
        boolean padded = false;
        for (String value : column.values()) {
            if (value != null && !value.isBlank()) {
                padded |= !value.equals(value.strip());
                filled.add(value.strip());
            }
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        filled.forEach(value -> counts.merge(value, 1, Integer::sum));
        Map<String, Integer> distinct = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> distinct.put(entry.getKey(), entry.getValue()));
        boolean text = column.type() == SampledColumn.Type.TEXT;
        return new Values(
                column,
                filled,
                column.values().size(),
                distinct,
                padded,
                NumberForm.of(filled),
                text || isDay(column) ? DateForm.of(filled) : null);
    }

    private static boolean isDay(SampledColumn column) {
        return column.type() == SampledColumn.Type.DATE || column.type() == SampledColumn.Type.TIMESTAMP;
    }

    Values withDatesLike(Set<String> certain) {
        return date == null ? this : new Values(column, filled, rows, distinct, padded, number, date.like(certain));
    }

    /** How many sampled rows have no value. */
    int blanks() {
        return rows - filled.size();
    }

    boolean isEmpty() {
        return filled.isEmpty();
    }

    boolean areResidentIdentities() {
        return nearlyAll(
                value -> value.length() == 18 && ResidentIdentityNumber.check(value) == IdentifierVerdict.VALID);
    }

    boolean areSocialCreditCodes() {
        return nearlyAll(value -> UnifiedSocialCreditCode.check(value) == IdentifierVerdict.VALID);
    }

    boolean areCurrencies() {
        return nearlyAll(value -> value.length() == 3 && CURRENCIES.contains(value));
    }

    boolean areMobiles() {
        return nearlyAll(value -> MOBILE.matcher(value).matches());
    }

    boolean areMails() {
        return nearlyAll(value -> MAIL.matcher(value).matches());
    }

    /** Letters of the Han script, two to four each: names of persons, perhaps. */
    boolean areShortHanNames() {
        return distinct.size() > 2 && nearlyAll(value -> value.matches("\\p{IsHan}{2,4}"));
    }

    boolean nearlyAll(Predicate<String> test) {
        return !filled.isEmpty() && filled.stream().filter(test).count() >= NEARLY_ALL * filled.size();
    }

    /** Few different values, each of them again and again. */
    boolean areCodes() {
        int most = filled.size() < 20 ? Math.max(2, filled.size() / 2 + 1) : Math.min(60, filled.size() / 3);
        return !filled.isEmpty() && distinct.size() <= most && filled.stream().allMatch(v -> v.length() <= 40);
    }

    /** Whole numbers only. */
    boolean areWhole() {
        return !filled.isEmpty() && filled.stream().allMatch(value -> value.matches("-?[0-9]{1,18}(\\.0+)?"));
    }

    /** Numbers that are no larger than a count may be. */
    boolean areCountedUpTo(int most) {
        BigDecimal largest = largest();
        return largest == null || largest.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    /** A number with a leading zero, or of more digits than any count or amount has: it is a name made of digits. */
    boolean lookLikeIdentifiers() {
        return filled.stream().anyMatch(value -> value.matches("0[0-9]+") || value.matches("[0-9]{15,}"))
                || filled.stream().anyMatch(value -> value.matches(".*[A-Za-z].*[0-9].*|.*[0-9].*[A-Za-z].*"));
    }

    @Nullable BigDecimal largest() {
        NumberForm form = number;
        return form == null
                ? null
                : filled.stream()
                        .map(form::value)
                        .filter(java.util.Objects::nonNull)
                        .map(BigDecimal::abs)
                        .max(BigDecimal::compareTo)
                        .orElse(null);
    }
}
