package org.creditconnector.command;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.creditconnector.mapping.FieldFill;
import org.creditconnector.mapping.FieldFill.State;
import org.creditconnector.mapping.FieldFills;
import org.creditconnector.mapping.MappingLineage;
import org.creditconnector.mapping.MappingSamples;
import org.creditconnector.mapping.RecordFields;
import org.creditconnector.mapping.RecordFields.RecordField;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.mapping.TracedMapping;
import org.creditconnector.rules.RuleTable;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.jspecify.annotations.Nullable;

/**
 * A page about a mapping, made of its folder: one file without anything from elsewhere. Every field and every column has an anchor. The
 * template escapes all texts; values of the sample are masked by class.
 */
final class MappingPage {
    private static final String TEMPLATE = "pages/mapping.mustache";
    /** Accounts of the sample that are shown. */
    private static final int MOST_ACCOUNTS = 5;

    private static final int MOST_ROWS = 2;

    private final SourceMapping mapping;
    private final MappingLineage lineage;
    private final FieldFills fills;
    private final MappingSamples.@Nullable Rows sample;
    private final PageRegistries registries;

    MappingPage(SourceMapping mapping) {
        this.mapping = mapping;
        this.lineage = mapping.lineage();
        this.fills = mapping.fills();
        this.sample = MappingSamples.exists(mapping) ? MappingSamples.rows(mapping) : null;
        this.registries = new PageRegistries(fills);
    }

    /** The page. */
    String html() {
        Mustache template = new DefaultMustacheFactory().compile(TEMPLATE);
        StringWriter page = new StringWriter();
        template.execute(page, model());
        return page.toString();
    }

    private Map<String, Object> model() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", mapping.name());
        model.put("description", mapping.description());
        model.put("owner", mapping.owner().isEmpty() ? "nobody is named (owner in mapping.yaml)" : mapping.owner());
        model.put("version", mapping.version().substring(0, 12));
        model.put("kind", mapping.kind().name().toLowerCase(Locale.ROOT));
        model.put("accountKey", mapping.accountKey());
        model.put(
                "rangeKey",
                mapping.rangeKey().column() + " ("
                        + mapping.rangeKey().type().name().toLowerCase(Locale.ROOT) + ")");
        model.put("asOf", asOf());
        model.put("states", states());
        model.put("queries", queries());
        model.put("sections", sections());
        model.put("registries", registries.sections());
        model.put("codeTables", codeTables());
        model.put("rules", rules());
        model.put("absent", absent());
        model.put("accounts", accounts());
        model.put("hasSample", sample != null);
        return model;
    }

    private String asOf() {
        if (mapping.asOfRule().fixed() != null) {
            return mapping.asOfRule().fixed().toString();
        }
        String column = mapping.asOfRule().column();
        if (column != null) {
            return "column " + column;
        }
        return mapping.asOfRule().monthEnd() ? "the last month end" : "the business date";
    }

    static Map<String, Object> link(String id, String text) {
        return Map.of("id", id, "text", text);
    }

    /** An anchor that stands for a name: other characters than letters, digits, dots and hyphens become underlines. */
    static String id(String kind, String name) {
        StringBuilder id = new StringBuilder(kind).append('-');
        name.codePoints().forEach(point -> {
            boolean plain = point < 128 && (Character.isLetterOrDigit(point) || point == '.' || point == '-');
            id.append(plain ? Character.toString(point) : "_" + Integer.toHexString(point));
        });
        return id.toString();
    }

    private static String fieldId(String path) {
        return id("field", path);
    }

    private static String columnId(String query, String column) {
        return id("column", query + "." + column);
    }

    // ------------------------------------------------------------------ what there is

    private List<Map<String, Object>> states() {
        Map<State, Integer> counts = new TreeMap<>();
        RecordFields.leaves().stream()
                .filter(MappingPage::isReported)
                .forEach(field -> counts.merge(fills.of(field.path()).state(), 1, Integer::sum));
        List<Map<String, Object>> states = new ArrayList<>();
        counts.forEach((state, count) ->
                states.add(Map.of("state", FieldCoverageRows.words(state), "count", count, "class", styled(state))));
        return states;
    }

    private static boolean isReported(RecordField field) {
        return !field.path().startsWith("lineage.") && !field.path().startsWith("missing[]");
    }

    static String styled(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    // ------------------------------------------------------------------ source

    private List<Map<String, Object>> queries() {
        List<Map<String, Object>> queries = new ArrayList<>();
        mapping.queries().forEach((query, sql) -> {
            List<Map<String, Object>> columns = new ArrayList<>();
            for (String column : columns(query)) {
                columns.add(column(query, column));
            }
            queries.add(Map.of("query", query, "id", id("query", query), "sql", sql.strip(), "columns", columns));
        });
        return queries;
    }

    /** Columns as the sample has them; without a sample those that lines name. */
    private Set<String> columns(String query) {
        Set<String> columns = new LinkedHashSet<>();
        RowShape shape = sample == null ? null : sample.shapes().get(query);
        if (shape != null) {
            columns.addAll(shape.columns());
        }
        lineage.edges().stream().filter(edge -> edge.query().equals(query)).forEach(edge -> columns.add(edge.column()));
        return columns;
    }

    private Map<String, Object> column(String query, String column) {
        List<Map<String, Object>> uses = new ArrayList<>();
        for (MappingLineage.Edge edge : lineage.edges()) {
            if (edge.query().equals(query) && edge.column().equals(column)) {
                RecordField leaf = RecordFields.at(edge.path());
                uses.add(Map.of(
                        "id", leaf == null || !leaf.leaf() ? id("section", top(edge.path())) : fieldId(leaf.path()),
                        "target", edge.target(),
                        "line", edge.line(),
                        "place", shortPlace(edge.place()),
                        "use",
                                edge.use() == MappingLineage.Use.VALUE
                                        ? ""
                                        : edge.use().name().toLowerCase(Locale.ROOT)));
            }
        }
        boolean key = column.equals(mapping.rangeKey().column());
        return Map.of(
                "column",
                column,
                "id",
                columnId(query, column),
                "class",
                lineage.classOf(query, column).name().toLowerCase(Locale.ROOT),
                "uses",
                uses,
                "note",
                uses.isEmpty() ? key ? "range key" : "nobody reads it" : "");
    }

    private static String top(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    /** Without the directory, which differs from reader to reader. */
    private String shortPlace(String place) {
        int name = place.lastIndexOf('/');
        int folder = name < 0 ? -1 : place.lastIndexOf('/', name - 1);
        return place.contains("/codes/") && folder >= 0 ? place.substring(folder + 1) : place.substring(name + 1);
    }

    // ------------------------------------------------------------------ fields

    private List<Map<String, Object>> sections() {
        Map<String, List<Map<String, Object>>> sections = new LinkedHashMap<>();
        for (RecordField field : RecordFields.leaves()) {
            if (isReported(field)) {
                sections.computeIfAbsent(top(field.path()), key -> new ArrayList<>())
                        .add(field(field));
            }
        }
        List<Map<String, Object>> all = new ArrayList<>();
        sections.forEach((section, fields) ->
                all.add(Map.of("section", section, "id", id("section", section), "fields", fields)));
        return all;
    }

    private Map<String, Object> field(RecordField field) {
        FieldFill fill = fills.of(field.path());
        List<Map<String, Object>> columns = new ArrayList<>();
        for (MappingLineage.Edge edge : lineage.ofField(field.path())) {
            Map<String, Object> link = link(columnId(edge.query(), edge.column()), edge.name());
            if (edge.use() == MappingLineage.Use.VALUE && !columns.contains(link)) {
                columns.add(link);
            }
        }
        List<Map<String, Object>> facts = MappingLineage.factsOf(field.path()).stream()
                .filter(fact -> fill.state() == State.DERIVED)
                .map(fact -> link(sectionOrField(fact), fact))
                .toList();
        List<Map<String, Object>> rules = RuleTable.reading(field.path()).stream()
                .map(rule -> link(id("rule", rule.id()), rule.id()))
                .toList();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("path", field.path());
        model.put("id", fieldId(field.path()));
        model.put("doc", field.doc());
        model.put("type", field.type());
        model.put("required", field.required() ? "required" : field.absentMeansNone() ? "if any" : "optional");
        model.put("class", field.dataClass().name().toLowerCase(Locale.ROOT));
        model.put("state", FieldCoverageRows.words(fill.state()));
        model.put("stateClass", styled(fill.state()));
        model.put("how", fill.how());
        model.put("place", shortPlace(fill.place()));
        model.put("groups", String.join(", ", fills.groupsWithout(field.path())));
        model.put("columns", columns);
        model.put("facts", facts);
        model.put("rules", rules);
        model.put("registry", registries.linksOf(field.path()));
        return model;
    }

    static String sectionOrField(String path) {
        RecordField field = RecordFields.at(path);
        return field != null && field.leaf() ? fieldId(field.path()) : id("section", top(path));
    }

    private List<Map<String, Object>> absent() {
        List<Map<String, Object>> absent = new ArrayList<>();
        for (FieldCoverage.Covered one : FieldCoverageRows.together(
                FieldCoverage.of(FieldCoverage.ofRecord(fills), fills).stream()
                        .filter(FieldCoverage.Covered::isAbsent)
                        .toList(),
                FieldCoverage.of(FieldCoverage.ofRecord(fills), fills))) {
            String path = one.field().from().get(0);
            boolean whole = one.field().name().startsWith("(");
            absent.add(Map.of(
                    "path", whole ? one.field().segment() : path,
                    "id", whole ? id("section", top(path)) : fieldId(path),
                    "whole", whole ? one.field().name() : "",
                    "how", one.how(),
                    "place", shortPlace(one.place())));
        }
        return absent;
    }

    // ------------------------------------------------------------------ codes, rules

    private List<Map<String, Object>> codeTables() {
        List<Map<String, Object>> tables = new ArrayList<>();
        mapping.codes().forEach((name, rows) -> {
            List<Map<String, Object>> lines = new ArrayList<>();
            for (SourceMapping.Code row : rows) {
                lines.add(Map.of(
                        "code", row.code(),
                        "canonical", row.canonical(),
                        "from", row.from() == null ? "" : row.from().toString(),
                        "to", row.to() == null ? "" : row.to().toString(),
                        "note", row.note(),
                        "place", shortPlace(row.place())));
            }
            List<Map<String, Object>> uses = lineage.edges().stream()
                    .filter(edge -> (" " + edge.line() + " ").contains(" codes " + name + " "))
                    .map(edge -> link(sectionOrField(edge.path()), edge.target()))
                    .distinct()
                    .toList();
            tables.add(Map.of("name", name, "id", id("codes", name), "rows", lines, "uses", uses));
        });
        return tables;
    }

    private static List<Map<String, Object>> rules() {
        return RuleTable.all().stream()
                .map(rule -> Map.<String, Object>of(
                        "id", id("rule", rule.id()),
                        "rule", rule.id(),
                        "severity", rule.severity().name().toLowerCase(Locale.ROOT),
                        "message", rule.text(),
                        "reads", String.join(", ", rule.reads()),
                        "whatToDo", rule.whatToDo()))
                .toList();
    }

    // ------------------------------------------------------------------ sample

    private List<Map<String, Object>> accounts() {
        MappingSamples.Rows rows = sample;
        if (rows == null) {
            return List.of();
        }
        TracedMapping traced = mapping.trace(rows.shapes());
        List<Map<String, Object>> accounts = new ArrayList<>();
        for (SourceAccount account : rows.accounts()
                .subList(0, Math.min(MOST_ACCOUNTS, rows.accounts().size()))) {
            AccountView view = new AccountView(mapping, account, traced.explain(account, rows.run()));
            accounts.add(Map.of("text", view.text(MOST_ROWS)));
        }
        return accounts;
    }
}
