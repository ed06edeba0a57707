package org.creditconnector.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.mapping.MappingLineage;
import org.creditconnector.mapping.RecordFields;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.ExitCode;
import org.creditconnector.registry.RegistryField;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mapping lineage}: which columns go into which fields, in both directions. */
@Command(
        name = "lineage",
        sortOptions = false,
        description = {
            "Says which fields of the record, and of a registry, depend on a column, or which columns a field depends on.",
            "Without --column and --field it tells all. It reads the folder and no rows."
        })
final class MappingLineageCommand extends Action {
    @Parameters(paramLabel = "SOURCE", description = "Configured source, folder name or directory.")
    String source = "";

    @Option(
            names = "--column",
            paramLabel = "C",
            description = "A column as lines write it: amount, payments.amount. What is lost when it is dropped?")
    @Nullable String column;

    @Option(
            names = "--field",
            paramLabel = "F",
            description =
                    "A field or section of the record: account.openedOn, parties[].documents[], position.balance.")
    @Nullable String field;

    @Option(names = "--target", paramLabel = "T", description = "Also the fields of this target or kind of registry.")
    @Nullable String target;

    @Override
    Answer act(CreditConnector app) {
        if (column != null && field != null) {
            throw usage("--column and --field are two questions; ask one");
        }
        ConnectorConfig config = app.hasConfig() ? app.config() : null;
        List<RegistryField> registry = target == null ? List.of() : FieldCoverage.fields(this, config, target, null);
        try (MappingSubject subject = MappingSubject.of(app, source, null)) {
            SourceMapping mapping = subject.mapping();
            MappingLineage lineage = mapping.lineage();
            List<MappingLineage.Edge> edges = edges(lineage);
            Map<String, List<String>> derived = derived(lineage, edges);
            Set<RegistryField> fields = told(registry, edges, derived.keySet());
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("mapping", mapping.name());
            json.put("version", mapping.version());
            json.put("pins", mapping.pins());
            json.put("column", column);
            json.put("field", field);
            json.put("lines", edges.stream().map(MappingLineageCommand::json).toList());
            json.put("derived", derived);
            json.put(
                    "registryFields",
                    fields.stream()
                            .map(one -> one.record() + "." + one.name())
                            .distinct()
                            .toList());
            return new Answer(ExitCode.DONE, json, text(edges, derived, fields));
        }
    }

    private List<MappingLineage.Edge> edges(MappingLineage lineage) {
        if (column != null) {
            List<MappingLineage.Edge> edges = lineage.ofColumn(column);
            if (edges.isEmpty()) {
                throw usage(
                        "no line reads the column \"" + column + "\"" + Suggestions.hint(column, lineage.columns()));
            }
            return edges;
        }
        if (field == null) {
            return lineage.edges();
        }
        FieldAsked asked = FieldAsked.parse(field);
        if (asked == null || RecordFields.at(asked.general()) == null) {
            throw usage("the record has no field \"" + field + "\""
                    + RecordFields.hint(asked == null ? field : asked.general()));
        }
        Set<MappingLineage.Edge> edges = new LinkedHashSet<>(lineage.ofField(asked.general()));
        for (String fact : MappingLineage.factsOf(asked.general())) {
            edges.addAll(lineage.ofField(fact));
        }
        return List.copyOf(edges);
    }

    /** Figures that are derived from what the lines fill, each with the fields that it comes from. */
    private Map<String, List<String>> derived(MappingLineage lineage, List<MappingLineage.Edge> edges) {
        Map<String, List<String>> derived = new LinkedHashMap<>();
        if (lineage.edges().stream().anyMatch(edge -> edge.path().startsWith("months[]."))) {
            // The lender's own months are taken as they are.
            return derived;
        }
        Set<String> paths = new LinkedHashSet<>();
        edges.forEach(edge -> paths.add(edge.path()));
        for (String path : paths) {
            for (String figure : MappingLineage.figuresFrom(path)) {
                boolean isAsked = field == null || figure.equals(field);
                if (figure.startsWith("position.") && isAsked || figure.equals(field)) {
                    derived.computeIfAbsent(figure, key -> new ArrayList<>()).add(path);
                }
            }
        }
        return derived;
    }

    private Set<RegistryField> told(
            List<RegistryField> registry, List<MappingLineage.Edge> edges, Set<String> derived) {
        Set<String> paths = new LinkedHashSet<>(derived);
        derived.forEach(figure -> paths.add(figure.replace("position.", "months[].")));
        edges.forEach(edge -> paths.add(edge.path()));
        Set<RegistryField> fields = new LinkedHashSet<>();
        Set<String> places = new HashSet<>();
        for (RegistryField one : registry) {
            boolean touches =
                    one.from().stream().anyMatch(from -> paths.stream().anyMatch(path -> isWithin(from, path)));
            if (touches
                    && (field == null || one.from().stream().anyMatch(from -> isWithin(from, field)))
                    && places.add(one.place())) {
                fields.add(one);
            }
        }
        return fields;
    }

    private static boolean isWithin(String path, String top) {
        return path.equals(top) || path.startsWith(top + ".") || path.startsWith(top + "[]");
    }

    private String text(
            List<MappingLineage.Edge> edges, Map<String, List<String>> derived, Set<RegistryField> registry) {
        TextTable lines = new TextTable("column", "use", "field", "line", "at");
        edges.forEach(edge -> lines.row(
                edge.name(), edge.use().name().toLowerCase(Locale.ROOT), edge.target(), edge.line(), edge.place()));
        StringBuilder text = new StringBuilder(lines.isEmpty() ? "no column\n" : lines.text(""));
        TextTable figures = new TextTable("derived", "from");
        derived.forEach((figure, from) -> figures.row(figure, String.join(", ", from)));
        if (!figures.isEmpty()) {
            text.append('\n').append(figures.text(""));
        }
        TextTable fields = new TextTable("field of " + target, "meaning", "from", "at");
        registry.forEach(one ->
                fields.row(one.record() + "." + one.name(), one.meaning(), String.join(", ", one.from()), one.place()));
        if (!fields.isEmpty()) {
            text.append('\n').append(fields.text(""));
        }
        return text.toString();
    }

    private static Map<String, @Nullable Object> json(MappingLineage.Edge edge) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("column", edge.name());
        json.put("query", edge.query());
        json.put("use", edge.use().name());
        json.put("field", edge.target());
        json.put("path", edge.path());
        json.put("line", edge.line());
        json.put("place", edge.place());
        return json;
    }
}
