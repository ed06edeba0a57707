package org.creditconnector.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.source.SourceRow;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * What a value must be when it arrives, by the words of the lines alone ({@link AnnouncedSteps}), and what arrived otherwise. Counts which
 * lines were ever held against what they announce.
 */
final class AnnouncedValues {
    /**
     * One line.
     *
     * @param target as the mapping writes it
     * @param path canonical path of the field
     * @param column query and name of the column it begins with
     * @param conditional whether a condition or match round it may leave the row out
     * @param asks columns that decide whether the line counts: of conditions round it, of matches and of {@code only-if}
     */
    private record Announced(
            String target,
            String path,
            String column,
            List<Expression.Call> steps,
            boolean conditional,
            Set<String> asks) {}

    private final List<Announced> lines = new ArrayList<>();
    private final Set<String> datePatterns = new LinkedHashSet<>();
    private final Set<String> queries;
    private final Map<String, CodeTable> codes;
    /** Words that lines give a meaning, by column: codes, the two of a flag, those that are asked for. */
    private final Map<String, Set<String>> words = new HashMap<>();
    /** Lines that a value was held against. */
    private final Set<String> compared = new HashSet<>();

    private AnnouncedValues(Set<String> queries, Map<String, CodeTable> codes) {
        this.queries = queries;
        this.codes = codes;
    }

    /** A column as the lines of the announcement name it. */
    static String column(String query, String column) {
        return query + "." + column.toLowerCase(Locale.ROOT);
    }

    static AnnouncedValues of(SourceMapping mapping) {
        AnnouncedValues announced =
                new AnnouncedValues(mapping.queries().keySet(), mapping.file().codes());
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
            announced.noteWords(expression);
            Expression.Word column = expression.column();
            if (column != null && !target.endsWith("." + TargetTree.WHEN)) {
                Set<String> asks = announced.asks(target, fields);
                boolean conditional = !asks.isEmpty();
                expression
                        .steps()
                        .forEach(call ->
                                Expression.columns(call).forEach(word -> asks.add(announced.qualified(word.text()))));
                announced.lines.add(new Announced(
                        target,
                        path.canonical(),
                        announced.qualified(column.text()),
                        expression.steps(),
                        conditional,
                        asks));
            }
        });
        announced.lines.add(new Announced(
                "account-key",
                "report.accountKey",
                announced.qualified(mapping.accountKey()),
                List.of(),
                false,
                new HashSet<>()));
        return announced;
    }

    private void noteWords(Expression expression) {
        Expression.Word first = expression.column();
        if (first == null) {
            return;
        }
        Set<String> own = words.computeIfAbsent(qualified(first.text()), column -> new LinkedHashSet<>());
        for (Expression.Call call : expression.steps()) {
            List<String> said = call.words().stream().map(Expression.Word::text).toList();
            CodeTable table = call.name().equals("codes") ? codes.get(call.argument()) : null;
            if (table != null) {
                table.rows().forEach(row -> own.add(row.code()));
            } else if (call.name().equals("flag") || call.name().equals("is")) {
                own.addAll(said);
            } else if (call.name().equals("only-if")) {
                words.computeIfAbsent(qualified(said.get(0)), column -> new LinkedHashSet<>())
                        .addAll(said.subList(1, said.size()));
            }
        }
    }

    /** Words that lines give a meaning in a column. */
    Set<String> words(String query, String column) {
        return words.getOrDefault(column(query, column), Set.of());
    }

    /** Lines that no value was held against, as the mapping writes them; all of them before anything was. */
    List<String> notCompared() {
        return lines.stream()
                .map(Announced::target)
                .distinct()
                .filter(target -> !compared.contains(target))
                .toList();
    }

    /** How many lines values were held against. */
    int compared() {
        return compared.size();
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
     * @param account the account's row as it was
     * @param row the row as it was
     * @param column the column that was changed
     * @param sent what stands there now
     * @param before the record of the row as it was
     * @param read the record of the changed row, read back
     * @param touched all columns that were changed
     */
    List<String> faults(
            SourceRow account,
            SourceRow row,
            int column,
            @Nullable Object sent,
            CreditRecord before,
            CreditRecord read,
            Set<String> touched) {
        String name = column(row.shape().query(), row.shape().columns().get(column));
        AnnouncedSteps steps =
                new AnnouncedSteps(codes, before.getReport().getAsOf(), asked -> other(asked, account, row));
        List<String> faults = new ArrayList<>();
        for (Announced line : lines) {
            if (!line.column().equals(name) || line.asks().stream().anyMatch(touched::contains)) {
                continue;
            }
            Object was = steps.value(row.value(column), line.steps());
            Object announced = steps.value(sent, line.steps());
            boolean said = was != AnnouncedSteps.OPEN && announced != AnnouncedSteps.OPEN;
            if (said && !isSame(was, announced)) {
                compare(line, was, announced, values(before, line.path()), values(read, line.path()), faults);
            }
        }
        return faults;
    }

    private void compare(
            Announced line, Object was, Object announced, List<Object> before, List<Object> read, List<String> faults) {
        if (was == AnnouncedSteps.NOTHING || was == AnnouncedSteps.REFUSED) {
            // Nothing stood there, so that a value may be another row's: only one that must be there can be looked for.
            if (was == AnnouncedSteps.NOTHING && read.size() > before.size() && isValue(announced)) {
                compared.add(line.target());
                if (count(read, announced) <= count(before, announced)) {
                    faults.add(line.path() + " arrives other than it was sent, and no step says so");
                }
            }
            return;
        }
        // The row's own value must be gone from the field; where it is not, another group of the same list leaves the
        // row out, and its
        // value stays.
        if (count(before, was) <= count(read, was)) {
            boolean stays = isValue(announced) && !line.conditional() && before.size() == 1 && read.size() == 1;
            if (stays) {
                compared.add(line.target());
                faults.add(line.path() + " stays as it was, and no step says so");
            }
            return;
        }
        compared.add(line.target());
        if (announced == AnnouncedSteps.REFUSED) {
            faults.add(line.path() + " went although its line refuses the value");
        } else if (announced == AnnouncedSteps.NOTHING) {
            if (read.size() >= before.size()) {
                faults.add(line.path() + " holds a value although its line gives none");
            }
        } else if (count(read, announced) == 0) {
            faults.add(line.path() + " arrives other than it was sent, and no step says so");
        }
    }

    private static boolean isValue(Object announced) {
        return announced != AnnouncedSteps.NOTHING && announced != AnnouncedSteps.REFUSED;
    }

    private static boolean isSame(Object was, Object announced) {
        return was.equals(announced)
                || was instanceof BigDecimal one && announced instanceof BigDecimal other && one.compareTo(other) == 0;
    }

    /** Another column of the row, or of the account's; nobody can say which row of another query is meant. */
    private Object other(String asked, SourceRow account, SourceRow row) {
        String prefix = QueryColumns.prefix(asked, queries);
        String query = prefix == null ? SourceMapping.ACCOUNTS : prefix;
        String name = prefix == null ? asked : asked.substring(prefix.length() + 1);
        SourceRow owner =
                query.equals(row.shape().query()) ? row : query.equals(SourceMapping.ACCOUNTS) ? account : null;
        int position = owner == null ? -1 : owner.shape().position(name);
        if (owner == null || position < 0) {
            return AnnouncedSteps.OPEN;
        }
        Object value = owner.value(position);
        return value == null ? AnnouncedSteps.NOTHING : value;
    }

    private static long count(List<Object> arrived, Object announced) {
        return arrived.stream().filter(value -> same(value, announced)).count();
    }

    private static boolean same(Object arrived, Object announced) {
        if (announced instanceof BigDecimal number) {
            return arrived instanceof BigDecimal other && other.compareTo(number) == 0
                    || arrived instanceof Integer whole
                            && BigDecimal.valueOf(whole).compareTo(number) == 0
                    || arrived.equals(number.stripTrailingZeros().toPlainString());
        }
        if (announced instanceof String text && arrived instanceof BigDecimal number) {
            // A default of the mapping is announced as it is written.
            BigDecimal other = Numbers.parse(text);
            return other != null && number.compareTo(other) == 0;
        }
        return arrived.equals(announced)
                || announced instanceof String && arrived.toString().equals(announced);
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
