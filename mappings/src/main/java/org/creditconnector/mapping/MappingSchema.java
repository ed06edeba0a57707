package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.creditconnector.record.MissingReason;

/**
 * The JSON Schema of {@code mapping.yaml}, made from the schema of the credit record and the list of steps, so that an editor
 * completes paths, shows what they mean and flags names that do not exist. It says what can be said without looking at columns;
 * {@code mapping check} says the rest.
 */
public final class MappingSchema {
    /** Name of the copy that stands beside a mapping; hidden, so that it is no part of the folder's version. */
    public static final String FILE = ".mapping.schema.json";

    private static final String GROUP = "\\[[a-z0-9-]*\\]";

    private MappingSchema() {}

    /** The schema (draft 2020-12) as nested maps and lists in a stable order, ready to be written as JSON. */
    public static Map<String, Object> document() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("mapping", text("Name of the mapping: the name of its folder."));
        properties.put("description", text("What a reader should know about the source."));
        properties.put(
                "owner",
                text("Who in the lender's house answers for the source and is asked about it: a team, a mailbox."));
        properties.put("source", source());
        properties.put("range-key", rangeKey());
        properties.put(
                "account-key", text("Column of the accounts query that holds the key an account is reported under."));
        properties.put(
                "as-of",
                text("Date that the content is true for: business-date, a date such as 2024-05-31, or column NAME."));
        properties.put("control", text("File with the query of the source's own totals of a range."));
        properties.put(
                "changes",
                text(
                        "File with the query that names the accounts changed since a moment, so that a night reads no others."));
        properties.put(
                "queries",
                named("File of each query, accounts among them.", "[a-z][a-zA-Z0-9_-]*", List.of("accounts")));
        properties.put("codes", named("File of each code table.", "[^ |]+", List.of()));
        properties.put("one-to-one", list("Code tables in which no two codes may mean the same at the same time."));
        properties.put("contract", contract());
        properties.put("fields", fields());
        properties.put("missing", missing());
        properties.put(
                "own-keys",
                list(
                        "Columns whose values are the lender's own keys, even where one has the form of an identity number."));
        properties.put("unused", list("Columns that nobody needs: column, or query.column."));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Mapping of a lender's source into credit records");
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("required", List.of("mapping", "source", "range-key", "account-key", "as-of", "queries", "fields"));
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> source() {
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("format", symbols("How the file is written. Default: csv.", List.of("csv", "parquet", "json")));
        table.put("encoding", text("Character set, such as UTF-8 or GB18030. Default: UTF-8."));
        table.put("delimiter", text("Between two values: one character, or tab. Default: a comma."));
        table.put("quote", text("Round a value: one character. Default: a double quotation mark."));
        table.put(
                "header",
                symbols(
                        "Whether the first line names the columns; without, they are c1, c2 … Default: first-line.",
                        List.of("first-line", "none")));
        table.put("nothing", text("A text that means that there is no value, such as NULL."));
        Map<String, Object> tables = new LinkedHashMap<>();
        tables.put("description", "Tables that the configuration must give files for.");
        tables.put("type", "object");
        tables.put("additionalProperties", object("How the table's file is written.", table, List.of()));
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("kind", symbols("How the source is reached.", List.of("jdbc", "files")));
        keys.put("tables", tables);
        return object("Where the rows are.", keys, List.of("kind"));
    }

    private static Map<String, Object> rangeKey() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("column", text("Column of every query."));
        keys.put("type", symbols("Text is ordered by its bytes.", List.of("integer", "text")));
        return object("What ranges and the merge go by.", keys, List.of("column", "type"));
    }

    private static Map<String, Object> contract() {
        Map<String, Object> newest = new LinkedHashMap<>();
        newest.put("column", text("Column of dates."));
        newest.put("pattern", text("How a text is written as a date, such as dd.MM.yyyy."));
        Map<String, Object> days = new LinkedHashMap<>();
        days.put("description", "Most days before the business date.");
        days.put("type", "integer");
        newest.put("within-days", days);
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("columns", list("Columns that must be there; others may be, too."));
        table.put("types", free("What columns hold.", symbols("What the column holds.", kinds())));
        table.put("key", list("Columns that tell each row apart and are never empty."));
        table.put(
                "refers", free("Columns whose every value is there.", text("The other table's column: table.COLUMN.")));
        table.put("rows", text("How many rows there are: 1000..50000, or 1000.."));
        table.put("newest", object("How fresh the rows must be.", newest, List.of("column", "within-days")));
        return free(
                "What the lender's tables are agreed to be; checked before anything is read.",
                object("One table.", table, List.of()));
    }

    private static List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        for (TableContract.ColumnKind kind : TableContract.ColumnKind.values()) {
            kinds.add(kind.name().toLowerCase(Locale.ROOT));
        }
        return kinds;
    }

    /** A map whose keys are names of the lender. */
    private static Map<String, Object> free(String doc, Map<String, Object> value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("description", doc);
        map.put("type", "object");
        map.put("additionalProperties", value);
        return map;
    }

    private static Map<String, Object> fields() {
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> patterns = new LinkedHashMap<>();
        for (RecordField field : RecordField.fields()) {
            put(properties, patterns, field.path(), line(field));
        }
        RecordField.sections().forEach((section, doc) -> {
            put(
                    properties,
                    patterns,
                    section + "." + TargetTree.WHEN,
                    text("Condition: whether " + section + " is there. " + doc));
            if (section.indexOf("[]") < section.lastIndexOf("[]")) {
                put(
                        properties,
                        patterns,
                        section + "." + TargetTree.MATCH,
                        text("Which rows belong to which element: query.COLUMN = outer.COLUMN. " + doc));
            }
        });
        Map<String, Object> schema =
                object("One line per field: column | step | step, or = literal.", properties, List.of());
        schema.put("patternProperties", patterns);
        return schema;
    }

    /** A path as it is written, and with names of groups of rows in its brackets. */
    private static void put(
            Map<String, Object> properties, Map<String, Object> patterns, String path, Map<String, Object> line) {
        properties.put(path, line);
        if (path.contains("[]")) {
            String pattern = Pattern.compile("\\[\\]")
                    .splitAsStream(path)
                    .map(part -> part.replace(".", "\\."))
                    .reduce((one, other) -> one + GROUP + other)
                    .orElse("");
            patterns.put("^" + pattern + (path.endsWith("[]") ? GROUP : "") + "$", line);
        }
    }

    private static Map<String, Object> line(RecordField field) {
        Map<String, Object> line = new LinkedHashMap<>();
        StringBuilder doc =
                new StringBuilder(field.doc().replaceAll("\\s+", " ").strip());
        doc.append(" Holds ").append(field.words());
        if (field.type().getType() == Schema.Type.ENUM) {
            doc.append(": ").append(String.join(", ", field.type().getEnumSymbols()));
        }
        doc.append(". Class ")
                .append(field.dataClass().name().toLowerCase(Locale.ROOT))
                .append("; ");
        doc.append(
                field.optional()
                        ? field.absentMeansNone() ? "may be absent." : "absent only with a reason."
                        : "required.");
        line.put("description", doc.toString());
        line.put("type", "string");
        line.put("minLength", 1);
        line.put("pattern", right(field));
        if (field.type().getType() == Schema.Type.ENUM) {
            line.put("defaultSnippets", snippets(field.type().getEnumSymbols()));
        }
        return line;
    }

    /** What may stand behind a path: a literal, or a column and steps that exist; TODO before it is left to the check. */
    private static String right(RecordField field) {
        String step = "\\s*\\|\\s*(?:" + String.join("|", Steps.names()) + ")(?:\\s[^|]*)?";
        String literal = field.type().getType() == Schema.Type.ENUM
                ? "(?:" + String.join("|", field.type().getEnumSymbols()) + ")"
                : "\\S.*";
        return "^(?:TODO$|(?:TODO\\s+)?(?:=\\s*" + literal + "|[^=|\\s][^|\\s]*(?:" + step + ")*)\\s*$)";
    }

    private static List<Map<String, Object>> snippets(List<String> symbols) {
        List<Map<String, Object>> snippets = new ArrayList<>();
        symbols.forEach(symbol -> snippets.add(Map.of("label", "= " + symbol)));
        return snippets;
    }

    private static Map<String, Object> missing() {
        List<String> reasons = new ArrayList<>();
        for (MissingReason reason : MissingReason.values()) {
            reasons.add(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("others", symbols("Stands for every field that has neither a line nor a reason.", reasons));
        RecordField.sections()
                .forEach((section, doc) -> properties.put(TargetNode.absence(section), symbols(doc, reasons)));
        for (RecordField field : RecordField.fields()) {
            properties.put(TargetNode.absence(field.path()), symbols(field.doc(), reasons));
        }
        properties.put("position", symbols("The account at the as-of date.", reasons));
        return object("Why what no line fills is missing.", properties, List.of());
    }

    private static Map<String, Object> object(String doc, Map<String, Object> properties, List<String> required) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("description", doc);
        object.put("type", "object");
        object.put("additionalProperties", false);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("properties", properties);
        return object;
    }

    private static Map<String, Object> named(String doc, String name, List<String> required) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("description", doc);
        object.put("type", "object");
        object.put("additionalProperties", false);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("patternProperties", Map.of("^" + name + "$", text("A file of the folder.")));
        return object;
    }

    private static Map<String, Object> text(String doc) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("description", doc.replaceAll("\\s+", " ").strip());
        text.put("type", "string");
        text.put("minLength", 1);
        return text;
    }

    private static Map<String, Object> list(String doc) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("description", doc);
        list.put("type", "array");
        list.put("items", Map.of("type", "string"));
        return list;
    }

    private static Map<String, Object> symbols(String doc, List<String> symbols) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("description", doc.replaceAll("\\s+", " ").strip());
        map.put("enum", symbols);
        return map;
    }
}
