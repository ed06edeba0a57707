package org.creditconnector.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of a line make of a value, by their words alone: worked out again in the plainest way, by none of the code that maps, so
 * that the one can be held against the other.
 */
final class AnnouncedSteps {
    /** Nothing is announced about the value. */
    static final Object OPEN = new Object();
    /** The words refuse the value. */
    static final Object REFUSED = new Object();
    /** There is nothing, and no step puts anything in its place. */
    static final Object NOTHING = new Object();

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,2})?");
    private static final Pattern PLAIN_FORM = Pattern.compile("([^A-Za-z']|yyyy|yy|MM|dd|HH|mm|ss)+");
    private static final Pattern PIVOT = Pattern.compile("(.*\\S)\\s+pivot\\s+([0-9]{4})");

    private final Map<String, CodeTable> codes;
    private final LocalDate asOf;
    private final Function<String, Object> others;

    /**
     * Of one row.
     *
     * @param asOf day that picks rows of code tables
     * @param others the other columns of the row and of the account, as lines name them; {@link #OPEN} where nobody can say
     */
    AnnouncedSteps(Map<String, CodeTable> codes, LocalDate asOf, Function<String, Object> others) {
        this.codes = codes;
        this.asOf = asOf;
        this.others = others;
    }

    /** A column's value as the first step finds it: a blank text is nothing there. */
    static Object column(@Nullable Object raw) {
        if (raw == OPEN || raw == NOTHING) {
            return raw;
        }
        Object value = raw instanceof Long whole ? BigDecimal.valueOf(whole) : raw;
        return value == null || value instanceof String text && text.isBlank() ? NOTHING : value;
    }

    /** What arrives of a value. */
    Object value(@Nullable Object raw, List<Expression.Call> steps) {
        Object value = column(raw);
        for (Expression.Call call : steps) {
            value = after(value, call);
            if (value == OPEN || value == REFUSED) {
                return value;
            }
        }
        return value instanceof LocalDateTime ? OPEN : value;
    }

    private Object after(Object value, Expression.Call call) {
        return switch (call.name()) {
            case "or" -> value == NOTHING ? otherwise(call) : value;
            case "present" -> value != NOTHING;
            case "is" -> value != NOTHING && isOne(value, words(call, 0));
            case "only-if" -> onlyIf(value, call);
            case "plus" -> sum(value, call, false);
            case "minus" -> sum(value, call, true);
            case "join" -> join(value, call);
            default -> value == NOTHING ? NOTHING : usable(value, call);
        };
    }

    private Object usable(Object value, Expression.Call call) {
        String argument = call.argument();
        return switch (call.name()) {
            case "trim" -> value instanceof String text ? text.strip() : OPEN;
            case "upper" -> value instanceof String text ? text.toUpperCase(Locale.ROOT) : OPEN;
            case "prefix" -> spelt(value) == null ? REFUSED : argument + spelt(value);
            case "or-missing" -> value;
            case "codes" -> code(value, argument);
            case "flag" -> flag(value, call);
            case "not" -> value instanceof Boolean flag ? !flag : REFUSED;
            case "decimal" -> value instanceof String text ? number(text) : value;
            case "date" -> date(value, argument);
            case "negate" -> value instanceof BigDecimal number ? number.negate() : OPEN;
            case "abs" -> value instanceof BigDecimal number ? number.abs() : OPEN;
            case "times" -> value instanceof BigDecimal number ? number.multiply(new BigDecimal(argument)) : OPEN;
            case "divide-by" -> value instanceof BigDecimal number ? number.divide(new BigDecimal(argument)) : OPEN;
            case "round" -> value instanceof BigDecimal number ? rounded(number, call) : OPEN;
            default -> OPEN;
        };
    }

    private Object otherwise(Expression.Call call) {
        List<String> words = words(call, 0);
        return words.get(0).equals("=")
                ? String.join(" ", words.subList(1, words.size()))
                : column(others.apply(words.get(0)));
    }

    private static List<String> words(Expression.Call call, int from) {
        return call.words().stream().skip(from).map(Expression.Word::text).toList();
    }

    /** A value as a code, a flag's word or a key is written: whole numbers without places. */
    private static @Nullable String spelt(Object value) {
        if (value instanceof BigDecimal number) {
            BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            return plain.scale() <= 0 ? plain.toPlainString() : null;
        }
        return value instanceof String || value instanceof Boolean ? value.toString() : null;
    }

    private static boolean isOne(Object value, List<String> words) {
        if (value instanceof BigDecimal number) {
            return words.stream()
                    .anyMatch(word -> NUMBER.matcher(word).matches() && new BigDecimal(word).compareTo(number) == 0);
        }
        return words.contains(String.valueOf(spelt(value)));
    }

    private Object onlyIf(Object value, Expression.Call call) {
        Object asked = others.apply(words(call, 0).get(0));
        if (asked == OPEN) {
            return OPEN;
        }
        Object condition = column(asked);
        return condition != NOTHING && isOne(condition, words(call, 1)) ? value : NOTHING;
    }

    private Object sum(Object value, Expression.Call call, boolean negate) {
        Object raw = others.apply(call.argument());
        Object right = raw == OPEN ? OPEN : column(raw);
        if (right == OPEN || right == NOTHING) {
            return right == OPEN ? OPEN : value;
        }
        Object added = right instanceof String text ? number(text) : right;
        if (!(added instanceof BigDecimal number)) {
            return REFUSED;
        }
        BigDecimal signed = negate ? number.negate() : number;
        if (value == NOTHING) {
            return signed;
        }
        return value instanceof BigDecimal base ? base.add(signed) : REFUSED;
    }

    private Object join(Object value, Expression.Call call) {
        Object raw = others.apply(call.argument());
        Object right = raw == OPEN ? OPEN : column(raw);
        if (right == OPEN || right == NOTHING) {
            return right == OPEN ? OPEN : value;
        }
        String more = spelt(right);
        String text = value == NOTHING ? "" : spelt(value);
        if (more == null || text == null) {
            return REFUSED;
        }
        return value == NOTHING ? more : text + " " + more;
    }

    /** An unmapped code holds the account, or leaves the field out. */
    private Object code(Object value, String name) {
        CodeTable table = codes.get(name);
        String code = spelt(value);
        if (table == null || code == null) {
            return table == null ? OPEN : REFUSED;
        }
        return table.rows().stream()
                .filter(row -> row.code().equals(code))
                .filter(row -> row.from() == null || !asOf.isBefore(row.from()))
                .filter(row -> row.to() == null || !asOf.isAfter(row.to()))
                .map(row -> (Object) row.canonical())
                .findFirst()
                .orElse(NOTHING);
    }

    private static Object flag(Object value, Expression.Call call) {
        if (value instanceof Boolean) {
            return value;
        }
        List<String> words = words(call, 0);
        String text = spelt(value);
        return words.get(0).equals(text) ? Boolean.TRUE : words.get(1).equals(text) ? Boolean.FALSE : REFUSED;
    }

    private static Object rounded(BigDecimal number, Expression.Call call) {
        List<String> words = words(call, 0);
        BigDecimal round = number.setScale(Integer.parseInt(words.get(0)), RoundingMode.HALF_EVEN);
        return round.subtract(number).abs().compareTo(new BigDecimal(words.get(2))) > 0 ? REFUSED : round;
    }

    private static Object number(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : REFUSED;
    }

    private static Object date(Object value, String written) {
        if (!(value instanceof String text)) {
            return value instanceof LocalDateTime time ? time.toLocalDate() : value instanceof LocalDate ? value : OPEN;
        }
        Matcher pivoted = PIVOT.matcher(written);
        String form = pivoted.matches() ? pivoted.group(1) : written;
        boolean shortYear = pivoted.matches();
        if (!PLAIN_FORM.matcher(form).matches()) {
            return OPEN;
        }
        String digits = Pattern.quote(form)
                .replace("yyyy", "\\E(?<y>[0-9]{4})\\Q")
                .replace("yy", "\\E(?<y>[0-9]{2})\\Q")
                .replace("MM", "\\E(?<m>[0-9]{2})\\Q")
                .replace("dd", "\\E(?<d>[0-9]{2})\\Q")
                .replace("HH", "\\E(?:[01][0-9]|2[0-3])\\Q")
                .replace("mm", "\\E[0-5][0-9]\\Q")
                .replace("ss", "\\E[0-5][0-9]\\Q");
        Matcher matcher = Pattern.compile(digits).matcher(text);
        if (!matcher.matches()) {
            return REFUSED;
        }
        int year = Integer.parseInt(matcher.group("y"));
        if (shortYear) {
            // The first year with these two digits that is not before the pivot.
            int pivot = Integer.parseInt(pivoted.group(2));
            year += pivot - pivot % 100;
            year += year < pivot ? 100 : 0;
        }
        try {
            return LocalDate.of(year, Integer.parseInt(matcher.group("m")), Integer.parseInt(matcher.group("d")));
        } catch (DateTimeException impossible) {
            return REFUSED;
        }
    }
}
