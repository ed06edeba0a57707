package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.history.Figure;
import org.creditconnector.masking.DataClass;
import org.creditconnector.masking.SchemaClasses;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.yaml.YamlMap;
import org.creditconnector.yaml.YamlValue;

/** Which columns of a source go into which fields of the credit record, read from the lines, in the order of the mapping. */
public final class MappingLineage {
    private static final Pattern COLUMN = Pattern.compile("[^\\s=]+");
    /** Steps behind which a value says only something about what was in the column. */
    private static final Set<String> ASKING = Set.of("present", "is");

    /** What a line does with a column. */
    public enum Use {
        /** Its value goes into the field. */
        VALUE,
        /** It decides whether a value, a section or an element is there. */
        CONDITION,
        /** It says which rows belong to which element. */
        MATCH
    }

    /**
     * One line that names one column.
     *
     * @param query the query
     * @param column the column in lower case
     * @param target the path as written
     * @param path the path without names of groups, {@code parties[].role}; of a condition or match the section
     * @param use what the line does with the column
     * @param place file and line
     * @param line the right side as written
     */
    public record Edge(String query, String column, String target, String path, Use use, String place, String line) {
        /** The column as lines write it. */
        public String name() {
            return query.equals(SourceMapping.ACCOUNTS) ? column : query + "." + column;
        }
    }

    private final List<Edge> edges = new ArrayList<>();
    private final Map<String, Set<String>> groups = new LinkedHashMap<>();
    private final Map<String, DataClass> classes = new ConcurrentHashMap<>();
    private final Set<String> queries;
    private final String rangeKey;

    private MappingLineage(Set<String> queries, String rangeKey) {
        this.queries = queries;
        this.rangeKey = rangeKey;
    }

    static MappingLineage of(MappingFile file) {
        MappingLineage lineage =
                new MappingLineage(file.queryPlaces().keySet(), file.rangeKey().column());
        YamlValue key = file.accountKey();
        if (key != null) {
            lineage.add(key.raw(), "account-key", "report.accountKey", Use.VALUE, key);
        }
        String asOf = file.asOf().column();
        if (asOf != null && file.asOfPlace() != null) {
            lineage.add(asOf, "as-of", "report.asOf", Use.VALUE, file.asOfPlace());
        }
        lineage.lines(file.fields());
        return lineage;
    }

    private void lines(YamlMap fields) {
        fields.named().forEach((target, value) -> {
            TargetPath path = TargetPath.parse(target);
            if (path == null) {
                return;
            }
            String canonical = path.canonical();
            path.segments().stream()
                    .filter(segment ->
                            segment.group() != null && !segment.group().isEmpty())
                    .forEach(segment -> groups.computeIfAbsent(segment.name(), key -> new LinkedHashSet<>())
                            .add(segment.group()));
            String last = canonical.substring(canonical.lastIndexOf('.') + 1);
            String section = canonical.substring(0, Math.max(0, canonical.lastIndexOf('.')));
            if (last.equals(TargetTree.MATCH)) {
                Matcher columns = COLUMN.matcher(value.raw());
                while (columns.find()) {
                    add(columns.group(), target, section, Use.MATCH, value);
                }
                return;
            }
            boolean condition = last.equals(TargetTree.WHEN);
            Expression expression = Expression.parse(value);
            if (expression != null) {
                line(expression, target, condition ? section : canonical, condition, value);
            }
        });
    }

    private void line(Expression expression, String target, String path, boolean condition, YamlValue value) {
        List<Expression.Call> steps = expression.steps();
        Expression.Word column = expression.column();
        if (column != null) {
            add(column.text(), target, path, use(condition || asks(steps, 0)), value);
        }
        for (int i = 0; i < steps.size(); i++) {
            boolean asked = steps.get(i).name().equals("only-if") || asks(steps, i + 1);
            for (Expression.Word other : Expression.columns(steps.get(i))) {
                add(other.text(), target, path, use(condition || asked), value);
            }
        }
    }

    private static boolean asks(List<Expression.Call> steps, int from) {
        return steps.stream().skip(from).anyMatch(call -> ASKING.contains(call.name()));
    }

    private static Use use(boolean asked) {
        return asked ? Use.CONDITION : Use.VALUE;
    }

    private void add(String written, String target, String path, Use use, YamlValue place) {
        String prefix = QueryColumns.prefix(written, queries);
        String column = prefix == null ? written : written.substring(prefix.length() + 1);
        edges.add(new Edge(
                prefix == null ? SourceMapping.ACCOUNTS : prefix,
                column.toLowerCase(Locale.ROOT),
                target,
                path,
                use,
                place.file() + ":" + place.line(),
                place.raw().strip()));
    }

    /** Every line with every column that it names. */
    public List<Edge> edges() {
        return List.copyOf(edges);
    }

    /** The lines that name a column, written as lines write it: {@code amount}, {@code payments.amount}. */
    public List<Edge> ofColumn(String name) {
        String asked = name.toLowerCase(Locale.ROOT);
        String bare = asked.startsWith(SourceMapping.ACCOUNTS + ".")
                ? asked.substring(SourceMapping.ACCOUNTS.length() + 1)
                : asked;
        return edges.stream()
                .filter(edge -> edge.name().toLowerCase(Locale.ROOT).equals(bare))
                .toList();
    }

    /** The lines that make a field, a section with all its fields, or that decide whether it is there; {@code parties[].role}. */
    public List<Edge> ofField(String path) {
        return edges.stream()
                .filter(edge -> isAtOrBelow(edge.path(), path)
                        || edge.use() != Use.VALUE && !edge.path().isEmpty() && isAtOrBelow(path, edge.path()))
                .toList();
    }

    /** The figures of months and position that are derived from a field, by path; {@code position.balance}. */
    public static List<String> figuresFrom(String path) {
        List<String> figures = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            if (figure.reads().stream().anyMatch(read -> isAtOrBelow(path, read) || isAtOrBelow(read, path))) {
                figures.add("position." + figure.field());
                figures.add("months[]." + figure.field());
            }
        }
        return figures;
    }

    /** The fields from which a figure of months or position is derived; empty where the path is none. */
    public static List<String> factsOf(String path) {
        Figure figure = Figure.at(path);
        return figure == null ? List.of() : figure.reads();
    }

    private static boolean isAtOrBelow(String path, String top) {
        return path.equals(top)
                || path.startsWith(top) && (path.charAt(top.length()) == '.' || path.charAt(top.length()) == '[');
    }

    /** Names of the groups of rows that make a list: {@code borrower} and {@code guarantor} of {@code parties}. */
    public List<String> groups(String list) {
        return groups.getOrDefault(list, Set.of()).stream().toList();
    }

    /** All columns that lines name, by query and column as lines write them. */
    public Set<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        edges.forEach(edge -> names.add(edge.name()));
        return names;
    }

    /**
     * How careful to be with a column: as careful as with the strictest field that it goes into. What goes into none is treated as if
     * it identified a person, except the key that ranges go by.
     */
    public DataClass classOf(String query, String column) {
        return classes.computeIfAbsent(query + "." + column.toLowerCase(Locale.ROOT), key -> strictest(query, column));
    }

    private DataClass strictest(String query, String column) {
        DataClass strictest = null;
        for (Edge edge : edges) {
            if (edge.use() == Use.VALUE
                    && edge.query().equals(query)
                    && edge.column().equals(column.toLowerCase(Locale.ROOT))) {
                DataClass one = fieldClass(edge.path());
                strictest = strictest == null || one.compareTo(strictest) > 0 ? one : strictest;
            }
        }
        if (strictest != null) {
            return strictest;
        }
        return column.equalsIgnoreCase(rangeKey) ? DataClass.INTERNAL : DataClass.SENSITIVE;
    }

    private static DataClass fieldClass(String path) {
        return SchemaClasses.dataClass(CreditRecord.getClassSchema(), path);
    }
}
