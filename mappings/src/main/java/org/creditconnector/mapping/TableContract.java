package org.creditconnector.mapping;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.yaml.YamlMap;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * What a table of the lender must look like before anything of it is read; each part may be left out.
 *
 * @param table the table as the queries name it
 * @param columns columns that must be there
 * @param types kinds of columns of a database; in files, columns whose every value must be a number
 * @param key columns that together tell each row apart and are never empty
 * @param refers columns whose every value must be in a column of another table, as {@code TABLE.COLUMN}
 * @param leastRows fewest rows
 * @param mostRows most rows
 * @param newest which column tells how fresh the rows are; null where none does
 */
public record TableContract(
        String table,
        List<String> columns,
        Map<String, ColumnKind> types,
        List<String> key,
        Map<String, String> refers,
        long leastRows,
        long mostRows,
        @Nullable Newest newest) {
    private static final Pattern BAND = Pattern.compile("([0-9]{1,15})\\s*\\.\\.\\s*([0-9]{1,15})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
    private static final int MOST_DAYS = 3_660;

    /** Kind of a column's values. */
    public enum ColumnKind {
        TEXT,
        NUMBER,
        DATE,
        TIMESTAMP,
        BOOLEAN
    }

    /**
     * How fresh the rows must be.
     *
     * @param column the column that tells
     * @param pattern how a text is written; null for dates of a database
     * @param days how many days before the business date the newest value may lie
     */
    public record Newest(
            String column,
            @Nullable String pattern,
            @Nullable DateTimeFormatter format,
            int days) {
        /** The date of a text; null where it is none. */
        public @Nullable LocalDate date(String text) {
            return format == null ? DateSteps.iso(text) : DateSteps.parse(text, format);
        }
    }

    /** Reads the section; mistakes become problems. */
    static Map<String, TableContract> read(@Nullable YamlMap section) {
        Map<String, TableContract> contracts = new LinkedHashMap<>();
        if (section != null) {
            section.namedMaps().forEach((name, table) -> contracts.put(name, one(name, table)));
        }
        return contracts;
    }

    private static TableContract one(String name, YamlMap table) {
        if (!NAME.matcher(name).matches()) {
            table.problemBelow(
                    table.path(),
                    MappingRule.MAP_HEADER.id(),
                    "got \"" + name + "\", expected a table's name of letters, digits and _");
        }
        Map<String, ColumnKind> types = new LinkedHashMap<>();
        YamlMap kinds = table.optionalMap("types");
        if (kinds != null) {
            for (String column : List.copyOf(kinds.keys())) {
                types.put(column, kinds.oneOf(column, ColumnKind.class));
            }
        }
        Map<String, String> refers = new LinkedHashMap<>();
        YamlMap others = table.optionalMap("refers");
        if (others != null) {
            others.named().forEach((column, value) -> {
                String text = value.text();
                if (text != null && !(NAME.matcher(text).matches() && text.contains("."))) {
                    value.problem(MappingRule.MAP_HEADER.id(), "got \"" + text + "\", expected TABLE.COLUMN");
                }
                refers.put(column, text == null ? "" : text);
            });
        }
        long[] band = band(table);
        return new TableContract(
                name,
                texts(table, "columns"),
                types,
                texts(table, "key"),
                refers,
                band[0],
                band[1],
                newest(table.optionalMap("newest")));
    }

    private static List<String> texts(YamlMap table, String key) {
        return table.value(key) == null ? List.of() : table.texts(key);
    }

    private static long[] band(YamlMap table) {
        YamlValue value = table.value("rows");
        String text = value == null ? null : value.text();
        if (value == null || text == null) {
            return new long[] {0, Long.MAX_VALUE};
        }
        Matcher band = BAND.matcher(text);
        boolean read = band.matches();
        long least = read ? Long.parseLong(band.group(1)) : 0;
        long most = read && band.group(2) != null ? Long.parseLong(band.group(2)) : Long.MAX_VALUE;
        if (!read || least > most) {
            value.problem(
                    MappingRule.MAP_HEADER.id(),
                    "got \"" + text + "\", expected a band such as 1000..50000, or 1.. without an upper end");
        }
        return new long[] {least, most};
    }

    private static @Nullable Newest newest(@Nullable YamlMap newest) {
        if (newest == null) {
            return null;
        }
        String pattern = newest.optionalText("pattern");
        DateTimeFormatter format = null;
        if (pattern != null) {
            DateSteps.Format read = DateSteps.format(pattern);
            format = read.format();
            if (format == null) {
                newest.problem("pattern", MappingRule.MAP_HEADER.id(), "the pattern " + pattern + " " + read.problem());
            }
        }
        return new Newest(
                newest.text("column"), pattern, format, (int) newest.wholeNumber("within-days", 0, MOST_DAYS));
    }
}
