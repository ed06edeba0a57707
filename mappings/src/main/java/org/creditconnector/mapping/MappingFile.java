package org.creditconnector.mapping;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.creditconnector.yaml.Problems;
import org.creditconnector.yaml.Suggestions;
import org.creditconnector.yaml.YamlDocument;
import org.creditconnector.yaml.YamlMap;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/** {@code mapping.yaml} as read, with its queries and code tables; its lines are not compiled yet. */
record MappingFile(
        String name,
        String description,
        String owner,
        SourceMapping.SourceKind kind,
        Map<String, FileTable> tables,
        Map<String, TableContract> contract,
        RangeKey rangeKey,
        @Nullable YamlValue rangeKeyPlace,
        @Nullable YamlValue accountKey,
        AsOfRule asOf,
        @Nullable YamlValue asOfPlace,
        Map<String, String> queries,
        Map<String, YamlValue> queryPlaces,
        @Nullable String control,
        @Nullable String controlFile,
        @Nullable String changes,
        Map<String, CodeTable> codes,
        Map<String, YamlValue> codePlaces,
        YamlMap fields,
        @Nullable YamlMap missing,
        List<YamlValue> unused,
        List<YamlValue> ownKeys) {
    /** The one file that makes a folder a source folder. */
    static final String FILE = "mapping.yaml";

    /** Reads the folder; null after problems that leave nothing to check further. */
    static @Nullable MappingFile read(SourceFolder folder, Problems problems) {
        String text = folder.text(FILE, problems);
        if (text == null) {
            return null;
        }
        YamlMap top = YamlDocument.read(folder.shown(FILE), text, problems);
        String name = top.text("mapping");
        if (!name.isEmpty() && !name.equals(folder.name())) {
            top.problem(
                    "mapping",
                    MappingRule.MAP_HEADER.id(),
                    "got \"" + name + "\", expected the name of the folder, " + folder.name());
        }
        OpenQuestions.ofDocument(top);
        YamlMap source = top.map("source");
        SourceMapping.SourceKind kind = source.oneOf("kind", SourceMapping.SourceKind.class);
        YamlMap key = top.map("range-key");
        RangeKey rangeKey =
                new RangeKey(key.text("column").toLowerCase(Locale.ROOT), key.oneOf("type", RangeKey.Type.class));
        Map<String, YamlValue> queryPlaces = top.map("queries").named();
        Map<String, YamlValue> codePlaces = named(top, "codes");
        top.text("account-key");
        MappingFile file = new MappingFile(
                name,
                top.textOr("description", ""),
                top.textOr("owner", ""),
                kind,
                tables(source, kind),
                TableContract.read(top.optionalMap("contract")),
                rangeKey,
                key.value("column"),
                top.value("account-key"),
                asOf(top),
                top.value("as-of"),
                queries(folder, queryPlaces, rangeKey, problems),
                queryPlaces,
                control(folder, top, rangeKey, problems),
                controlFile(folder, top),
                changes(folder, top, rangeKey, problems),
                codes(folder, codePlaces, problems),
                codePlaces,
                top.map("fields"),
                top.optionalMap("missing"),
                top.list("unused"),
                top.list("own-keys"));
        if (!queryPlaces.isEmpty() && !queryPlaces.containsKey(SourceMapping.ACCOUNTS)) {
            top.problem(
                    "queries",
                    MappingRule.MAP_HEADER.id(),
                    "there is no query \"accounts\", expected one with a row per account");
        }
        oneToOne(top, file.codes(), problems);
        file.fields().named();
        if (file.missing() != null) {
            file.missing().named();
        }
        top.finish();
        return file;
    }

    /** Tables whose codes must all mean something of their own. */
    private static void oneToOne(YamlMap top, Map<String, CodeTable> codes, Problems problems) {
        for (YamlValue value : top.list("one-to-one")) {
            String name = value.text();
            CodeTable table = name == null ? null : codes.get(name);
            if (table != null) {
                CodeReport.demandOneToOne(table, problems);
            } else if (name != null) {
                value.problem(
                        MappingRule.MAP_CODES_UNKNOWN.id(),
                        "there is no code table \"" + name + "\"" + Suggestions.hint(name, codes.keySet()));
            }
        }
    }

    private static Map<String, YamlValue> named(YamlMap top, String key) {
        YamlMap map = top.optionalMap(key);
        return map == null ? Map.of() : map.named();
    }

    private static AsOfRule asOf(YamlMap top) {
        String text = top.text("as-of");
        YamlValue value = top.value("as-of");
        if (value == null || text.isEmpty() || text.equals("business-date")) {
            return new AsOfRule(null, null, false);
        }
        if (text.startsWith("column ") && !text.substring("column ".length()).isBlank()) {
            return new AsOfRule(null, text.substring("column ".length()).strip(), false);
        }
        if (text.equals("month-end")) {
            return new AsOfRule(null, null, true);
        }
        if (DateSteps.iso(text) == null) {
            value.problem(
                    MappingRule.MAP_HEADER.id(),
                    "got \"" + text
                            + "\", expected business-date, month-end, a date such as 2005-09-30, or column NAME");
        }
        return new AsOfRule(DateSteps.iso(text), null, false);
    }

    private static Map<String, FileTable> tables(YamlMap source, SourceMapping.SourceKind kind) {
        Map<String, FileTable> tables = new LinkedHashMap<>();
        if (kind == SourceMapping.SourceKind.JDBC) {
            if (!source.text("kind").equals("jdbc")) {
                source.has("tables");
            }
            return tables;
        }
        source.map("tables")
                .namedMaps()
                .forEach((name, table) -> tables.put(
                        name,
                        new FileTable(
                                name,
                                table.oneOf("format", FileTable.Format.class, FileTable.Format.CSV),
                                encoding(table),
                                character(table, "delimiter", ','),
                                character(table, "quote", '"'),
                                table.oneOf("header", FileTable.Header.class, FileTable.Header.FIRST_LINE),
                                table.optionalText("nothing"))));
        return tables;
    }

    private static String encoding(YamlMap table) {
        String name = table.textOr("encoding", "UTF-8");
        try {
            return Charset.forName(name).name();
        } catch (IllegalArgumentException unknown) {
            table.problem(
                    "encoding",
                    MappingRule.MAP_HEADER.id(),
                    "unknown character set \"" + name + "\", expected one" + " such as UTF-8, ISO-8859-1 or GB18030");
            return "UTF-8";
        }
    }

    private static char character(YamlMap table, String key, char otherwise) {
        YamlValue value = table.value(key);
        if (value != null && !value.isText()) {
            value.text();
            return otherwise;
        }
        String text = value == null ? String.valueOf(otherwise) : value.raw();
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.length() != 1) {
            table.problem(key, MappingRule.MAP_HEADER.id(), "got \"" + text + "\", expected one character, or tab");
            return otherwise;
        }
        return text.charAt(0);
    }

    private static Map<String, String> queries(
            SourceFolder folder, Map<String, YamlValue> places, RangeKey key, Problems problems) {
        Map<String, String> queries = new LinkedHashMap<>();
        places.forEach((name, value) -> {
            String sql = file(folder, value, problems);
            if (sql != null) {
                SqlText.check(folder.shown(value.raw()), sql, key, true, problems);
                OpenQuestions.ofQuery(folder.shown(value.raw()), sql, problems);
                queries.put(name, sql);
            }
        });
        return queries;
    }

    private static @Nullable String control(SourceFolder folder, YamlMap top, RangeKey key, Problems problems) {
        YamlValue value = top.value("control");
        String sql = value == null ? null : file(folder, value, problems);
        if (value != null && sql != null) {
            SqlText.check(folder.shown(value.raw()), sql, key, false, problems);
            OpenQuestions.ofQuery(folder.shown(value.raw()), sql, problems);
        }
        return sql;
    }

    private static @Nullable String controlFile(SourceFolder folder, YamlMap top) {
        YamlValue value = top.value("control");
        return value == null ? null : folder.shown(value.raw());
    }

    private static @Nullable String changes(SourceFolder folder, YamlMap top, RangeKey key, Problems problems) {
        YamlValue value = top.value("changes");
        String sql = value == null ? null : file(folder, value, problems);
        if (value != null && sql != null) {
            SqlText.checkChanges(folder.shown(value.raw()), sql, key, problems);
            OpenQuestions.ofQuery(folder.shown(value.raw()), sql, problems);
        }
        return sql;
    }

    private static Map<String, CodeTable> codes(SourceFolder folder, Map<String, YamlValue> places, Problems problems) {
        Map<String, CodeTable> codes = new LinkedHashMap<>();
        places.forEach((name, value) -> {
            codes.put(
                    name,
                    file(folder, value, problems) == null
                            ? CodeTable.unreadable(value.raw())
                            : CodeTable.read(folder, value.raw(), problems));
        });
        return codes;
    }

    /** Text of a file that a value names; null with a problem at the value. */
    private static @Nullable String file(SourceFolder folder, YamlValue value, Problems problems) {
        String name = value.text();
        if (name == null) {
            return null;
        }
        if (!folder.files().contains(name)) {
            value.problem(
                    MappingRule.MAP_FILE_MISSING.id(),
                    "there is no file \"" + name + "\" in the folder"
                            + Suggestions.nearest(name, folder.files())
                                    .map(near -> "; did you mean \"" + near + "\"?")
                                    .orElse(""));
            return null;
        }
        return folder.text(name, problems);
    }
}
