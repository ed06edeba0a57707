package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.mapping.ExplainedAccount;
import org.creditconnector.mapping.LineTrace;
import org.creditconnector.mapping.MappingLineage;
import org.creditconnector.mapping.RecordFields;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.mapping.TracedValue;
import org.creditconnector.masking.MaskLevel;
import org.creditconnector.masking.MaskedJson;
import org.creditconnector.night.Json;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Severity;
import org.creditconnector.rules.RecordRules;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One account's rows of the source with what became of each of their columns. Values are masked by class on both sides, as far
 * as the viewer may not see them. */
final class AccountView {
    private final SourceMapping mapping;
    private final MappingLineage lineage;
    private final SourceAccount source;
    private final ExplainedAccount told;
    private final MaskLevel level;
    /** Of the mapping and of the rules that are true for any registry: what the night finds before a registry's own rules. */
    private final List<Finding> findings;
    /** Lines by row and column that they read. */
    private final Map<String, List<LineTrace>> byCell = new LinkedHashMap<>();

    AccountView(SourceMapping mapping, SourceAccount source, ExplainedAccount told) {
        this(mapping, source, told, MaskLevel.EVERYONE);
    }

    /** @param level who looks */
    AccountView(SourceMapping mapping, SourceAccount source, ExplainedAccount told, MaskLevel level) {
        this.level = level;
        this.mapping = mapping;
        this.lineage = mapping.lineage();
        this.source = source;
        this.told = told;
        this.findings = new ArrayList<>(told.account().findings());
        CreditRecord record = told.account().record();
        if (record != null) {
            findings.addAll(RecordRules.check(record));
        }
        for (LineTrace line : told.lines()) {
            line.stages().stream()
                    .flatMap(stage -> stage.reads().stream())
                    .map(read -> cell(read.query(), read.position(), read.column()))
                    .distinct()
                    .forEach(cell -> byCell.computeIfAbsent(cell, key -> new ArrayList<>())
                            .add(line));
        }
    }

    private boolean isHeld() {
        return told.account().record() == null
                || findings.stream().anyMatch(finding -> finding.getSeverity() == Severity.ERROR);
    }

    private static String cell(String query, String position, String column) {
        return query + "\n" + position + "\n" + column;
    }

    /**
     * The account for people.
     *
     * @param most rows of a query that are shown; the others are counted
     */
    String text(int most) {
        StringBuilder text = new StringBuilder(told.account().accountKey());
        text.append(isHeld() ? "  held\n" : "\n");
        for (String query : mapping.queries().keySet()) {
            List<SourceRow> rows = rows(query);
            for (SourceRow row : rows.subList(0, Math.min(most, rows.size()))) {
                text.append("\n  ")
                        .append(query)
                        .append("  ")
                        .append(row.position())
                        .append('\n');
                text.append(table(row));
            }
            if (rows.size() > most) {
                text.append("\n  ")
                        .append(query)
                        .append("  ")
                        .append(rows.size() - most)
                        .append(" more rows\n");
            }
        }
        String rest = withoutColumn();
        if (!rest.isEmpty()) {
            text.append("\n  without a column\n").append(rest);
        }
        for (Finding finding : findings) {
            text.append("\n  ").append(Findings.line(finding));
        }
        return text.append('\n').toString();
    }

    private List<SourceRow> rows(String query) {
        return query.equals(SourceMapping.ACCOUNTS) ? List.of(source.account()) : source.rows(query);
    }

    private String table(SourceRow row) {
        TextTable table = new TextTable("column", "source", "", "field", "record");
        String query = row.shape().query();
        for (String column : row.shape().columns()) {
            String shown = value(row, column).shown(level);
            List<LineTrace> lines = own(row, byCell.getOrDefault(cell(query, row.position(), column), List.of()));
            if (lines.isEmpty()) {
                table.row(column, shown, "", column.equals(mapping.rangeKey().column()) ? "(range key)" : "-", "");
            }
            for (int i = 0; i < lines.size(); i++) {
                LineTrace line = lines.get(i);
                table.row(
                        i == 0 ? column : "",
                        i == 0 ? shown : "",
                        "→",
                        line.path(),
                        line.refused() ? "REFUSED" : line.value().shown(level));
            }
        }
        return table.text("    ");
    }

    /**
     * Lines that read this row of the query. Rows of a query that come of one row of the source, such as months side by side, have one
     * position: of as many elements as rows each row has its own.
     */
    private List<LineTrace> own(SourceRow row, List<LineTrace> lines) {
        List<SourceRow> alike = rows(row.shape().query()).stream()
                .filter(other -> other.position().equals(row.position()))
                .toList();
        if (alike.size() < 2) {
            return lines;
        }
        Map<String, List<LineTrace>> byTarget = new LinkedHashMap<>();
        lines.forEach(line -> byTarget.computeIfAbsent(line.target(), target -> new ArrayList<>())
                .add(line));
        List<LineTrace> own = new ArrayList<>();
        for (List<LineTrace> elements : byTarget.values()) {
            if (elements.size() == alike.size()) {
                own.add(elements.get(indexOf(alike, row)));
            } else {
                own.addAll(elements);
            }
        }
        return own;
    }

    private static int indexOf(List<SourceRow> rows, SourceRow row) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) == row) {
                return i;
            }
        }
        throw new IllegalArgumentException("the row " + row.position() + " is none of the account");
    }

    private TracedValue value(SourceRow row, String column) {
        return new TracedValue(
                row.value(row.shape().position(column)),
                lineage.classOf(row.shape().query(), column));
    }

    /** Fields from literals, and the figures that are derived. */
    private String withoutColumn() {
        TextTable table = new TextTable("field", "record", "from");
        for (LineTrace line : told.lines()) {
            boolean literal =
                    line.stages().stream().allMatch(stage -> stage.reads().isEmpty());
            if (literal && isShown(line.path()) && told.at(line.path()) != null) {
                table.row(line.path(), line.line().substring(1).strip(), "the mapping");
            }
        }
        CreditRecord record = told.account().record();
        PeriodState position = record == null ? null : record.getPosition();
        if (record != null && !record.getMonths().isEmpty()) {
            String origins = record.getMonths().stream()
                    .map(month -> month.getOrigin().name().toLowerCase(java.util.Locale.ROOT))
                    .distinct()
                    .sorted()
                    .reduce((one, other) -> one + " and " + other)
                    .orElse("");
            table.row("months", record.getMonths().size() + " months", origins);
        }
        if (position != null) {
            for (var field : position.getSchema().getFields()) {
                Object value = position.get(field.pos());
                if (value != null) {
                    String path = "position." + field.name();
                    table.row(
                            path,
                            shown(path, value),
                            position.getOrigin().name().toLowerCase(java.util.Locale.ROOT));
                }
            }
        }
        return table.isEmpty() ? "" : table.text("    ");
    }

    /** Elements after the first are made by the same lines. */
    private static boolean isShown(String path) {
        return !path.matches(".*\\[[1-9][0-9]*].*") || path.startsWith("parties[");
    }

    private String shown(String path, Object value) {
        return new TracedValue(
                        value,
                        java.util.Objects.requireNonNull(RecordFields.at(path)).dataClass())
                .shown(level);
    }

    /** The account as a JSON object. */
    Map<String, @Nullable Object> json() {
        CreditRecord record = told.account().record();
        JsonNode shown = record == null ? null : masked(Json.tree(MaskedJson.of(record, level)));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("accountKey", told.account().accountKey());
        json.put("held", isHeld());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String query : mapping.queries().keySet()) {
            rows(query).forEach(row -> rows.add(json(row)));
        }
        json.put("rows", rows);
        json.put("record", shown);
        json.put("findings", Findings.json(findings));
        return json;
    }

    /** Also what is openly shown by its field, but came from a column that is not, such as an identity number taken as a key. */
    private JsonNode masked(JsonNode record) {
        for (LineTrace line : told.lines()) {
            if (!line.isCondition() && level.masks(line.value().dataClass())) {
                String pointer =
                        "/" + line.path().replaceAll("\\[([0-9]+)]", "/$1").replace('.', '/');
                int last = pointer.lastIndexOf('/');
                if (record.at(pointer.substring(0, last)) instanceof ObjectNode section
                        && section.path(pointer.substring(last + 1)).isValueNode()) {
                    section.put(pointer.substring(last + 1), line.value().shown(level));
                }
            }
        }
        return record;
    }

    private Map<String, @Nullable Object> json(SourceRow row) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("query", row.shape().query());
        json.put("position", row.position());
        List<Map<String, @Nullable Object>> columns = new ArrayList<>();
        for (String column : row.shape().columns()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("column", column);
            one.put(
                    "value",
                    value(row, column).value() == null
                            ? null
                            : value(row, column).shown(level));
            one.put(
                    "fields",
                    byCell.getOrDefault(cell(row.shape().query(), row.position(), column), List.of()).stream()
                            .map(LineTrace::path)
                            .toList());
            columns.add(one);
        }
        json.put("columns", columns);
        return json;
    }
}
