package org.creditconnector.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.source.SourceRow;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * What a value must be when it arrives, by the words of the lines alone: worked out again in the plainest way, by none of the code
 * that maps, so that the one can be held against the other. Where the words depend on more than the value (codes, flags, sums) nothing
 * is announced.
 */
final class AnnouncedValues {
    /** Nothing is announced about the value. */
    private static final Object OPEN = new Object();
    /** The words refuse the value. */
    private static final Object REFUSED = new Object();

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,2})?");
    private static final Pattern PLAIN_FORM = Pattern.compile("([^A-Za-z']|yyyy|MM|dd|HH|mm|ss)+");

    /**
     * One line.
     *
     * @param path canonical path of the field
     * @param column query and name of the column it begins with
     * @param asks columns that decide whether the line counts: of conditions round it, of matches and of {@code only-if}
     */
    private record Announced(String path, String column, List<Expression.Call> steps, Set<String> asks) {}

    private final List<Announced> lines = new ArrayList<>();
    private final Set<String> datePatterns = new LinkedHashSet<>();
    private final Set<String> queries;

    private AnnouncedValues(Set<String> queries) {
        this.queries = queries;
    }

    /** A column as the lines of the announcement name it. */
    static String column(String query, String column) {
        return query + "." + column.toLowerCase(Locale.ROOT);
    }

    static AnnouncedValues of(SourceMapping mapping) {
        AnnouncedValues announced = new AnnouncedValues(mapping.queries().keySet());
        Map<String, YamlValue> fields = mapping.file().fields().named();
        fields.forEach((target, value) -> {
            Expression expression = Expression.parse(value);
            TargetPath path = TargetPath.parse(target);
            if (expression == null || path == null || target.endsWith("." + TargetTree.MATCH)) {
                return;
            }
            for (Expression.Call call : expression.steps()) {
                if (call.name().equals("date") && !call.words().isEmpty()) {
                    announced.datePatterns.add(call.argument());
                }
            }
            Expression.Word column = expression.column();
            if (column != null && !target.endsWith("." + TargetTree.WHEN)) {
                Set<String> asks = announced.asks(target, fields);
                expression
                        .steps()
                        .forEach(call ->
                                Expression.columns(call).forEach(word -> asks.add(announced.qualified(word.text()))));
                announced.lines.add(
                        new Announced(path.canonical(), announced.qualified(column.text()), expression.steps(), asks));
            }
        });
        announced.lines.add(new Announced(
                "report.accountKey", announced.qualified(mapping.accountKey()), List.of(), new HashSet<>()));
        return announced;
    }

    private String qualified(String column) {
        return column(
                QueryColumns.prefix(column, queries) == null
                        ? SourceMapping.ACCOUNTS
                        : column.substring(0, column.indexOf('.')),
                QueryColumns.prefix(column, queries) == null ? column : column.substring(column.indexOf('.') + 1));
    }

    /** Columns that the conditions and matches above a line ask. */
    private Set<String> asks(String target, Map<String, YamlValue> fields) {
        Set<String> asks = new HashSet<>();
        fields.forEach((other, value) -> {
            int end = other.lastIndexOf('.');
            String word = other.substring(end + 1);
            boolean asking = word.equals(TargetTree.WHEN) || word.equals(TargetTree.MATCH);
            if (asking && target.startsWith(other.substring(0, end + 1))) {
                for (String part : value.raw().split("[\\s|=]+")) {
                    asks.add(qualified(part));
                }
            }
        });
        return asks;
    }

    /** Every form of date that a line names. */
    Set<String> datePatterns() {
        return datePatterns;
    }

    /**
     * What arrived other than announced.
     *
     * @param row the row as it was
     * @param column the column that was changed
     * @param sent what stands there now
     * @param before the record of the row as it was
     * @param read the record of the changed row, read back
     * @param touched all columns that were changed
     */
    List<String> faults(
            SourceRow row,
            int column,
            @Nullable Object sent,
            CreditRecord before,
            CreditRecord read,
            Set<String> touched) {
        String name = column(row.shape().query(), row.shape().columns().get(column));
        List<String> faults = new ArrayList<>();
        for (Announced line : lines) {
            if (!line.column().equals(name) || line.asks().stream().anyMatch(touched::contains)) {
                continue;
            }
            Object old = row.value(column);
            // The row's own value is gone from the field: another group of the same list leaves the row out, and its
            // value stays.
            Object was = old == null ? OPEN : value(old, line.steps());
            boolean alive = count(values(before, line.path()), was) > count(values(read, line.path()), was);
            Object announced = sent == null ? OPEN : value(sent, line.steps());
            if (alive && announced != OPEN && !holds(values(read, line.path()), announced)) {
                faults.add(
                        announced == REFUSED
                                ? line.path() + " went although its line refuses the value"
                                : line.path() + " arrives other than it was sent, and no step says so");
            }
        }
        return faults;
    }

    private static boolean holds(List<Object> arrived, Object announced) {
        return count(arrived, announced) > 0;
    }

    private static long count(List<Object> arrived, Object announced) {
        return arrived.stream().filter(value -> same(value, announced)).count();
    }

    private static boolean same(Object arrived, Object announced) {
        if (arrived instanceof BigDecimal number && announced instanceof BigDecimal other) {
            return number.compareTo(other) == 0;
        }
        if (arrived instanceof Integer number && announced instanceof BigDecimal other) {
            return BigDecimal.valueOf(number).compareTo(other) == 0;
        }
        if (arrived instanceof String text && announced instanceof BigDecimal other) {
            return text.equals(other.stripTrailingZeros().toPlainString());
        }
        return arrived.equals(announced);
    }

    private static Object value(Object sent, List<Expression.Call> steps) {
        Object value = sent instanceof Long whole ? BigDecimal.valueOf(whole) : sent;
        if (value instanceof String text && text.isBlank()) {
            return OPEN;
        }
        for (Expression.Call call : steps) {
            value = after(value, call);
            if (value == OPEN || value == REFUSED) {
                return value;
            }
        }
        return value instanceof LocalDateTime ? OPEN : value;
    }

    private static Object after(Object value, Expression.Call call) {
        String argument = call.argument();
        return switch (call.name()) {
            case "trim" -> value instanceof String text && !text.isBlank() ? text.strip() : OPEN;
            case "upper" -> value instanceof String text ? text.toUpperCase(Locale.ROOT) : OPEN;
            case "prefix" -> value instanceof String text ? argument + text : OPEN;
            case "or", "or-missing" -> value;
            case "decimal" -> value instanceof String text ? number(text) : value;
            case "date" -> date(value, argument);
            case "negate" -> value instanceof BigDecimal number ? number.negate() : OPEN;
            case "abs" -> value instanceof BigDecimal number ? number.abs() : OPEN;
            case "times" -> value instanceof BigDecimal number ? number.multiply(new BigDecimal(argument)) : OPEN;
            case "divide-by" -> value instanceof BigDecimal number ? number.divide(new BigDecimal(argument)) : OPEN;
            default -> OPEN;
        };
    }

    private static Object number(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : REFUSED;
    }

    private static Object date(Object value, String form) {
        if (!(value instanceof String text)) {
            return value instanceof LocalDateTime time ? time.toLocalDate() : value instanceof LocalDate ? value : OPEN;
        }
        if (!PLAIN_FORM.matcher(form).matches()) {
            return OPEN;
        }
        String digits = Pattern.quote(form)
                .replace("yyyy", "\\E(?<y>[0-9]{4})\\Q")
                .replace("MM", "\\E(?<m>[0-9]{2})\\Q")
                .replace("dd", "\\E(?<d>[0-9]{2})\\Q")
                .replace("HH", "\\E[0-9]{2}\\Q")
                .replace("mm", "\\E[0-9]{2}\\Q")
                .replace("ss", "\\E[0-9]{2}\\Q");
        Matcher matcher = Pattern.compile(digits).matcher(text);
        if (!matcher.matches()) {
            return REFUSED;
        }
        try {
            return LocalDate.of(
                    Integer.parseInt(matcher.group("y")),
                    Integer.parseInt(matcher.group("m")),
                    Integer.parseInt(matcher.group("d")));
        } catch (DateTimeException impossible) {
            return REFUSED;
        }
    }

    /** Every value of a record at a path. */
    private static List<Object> values(IndexedRecord record, String path) {
        List<Object> at = List.of(record);
        for (String part : path.split("\\.", -1)) {
            String name = part.replace("[]", "");
            List<Object> below = new ArrayList<>();
            for (Object section : at) {
                IndexedRecord owner = (IndexedRecord) section;
                Schema.Field field = owner.getSchema().getField(name);
                Object value = owner.get(field.pos());
                if (value instanceof List<?> list) {
                    below.addAll(list);
                } else if (value != null) {
                    below.add(value);
                }
            }
            at = below;
        }
        return at;
    }
}
