package org.creditconnector.guess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The text of one query while it is put together. */
final class Query {
    private static final Set<String> RESERVED = Set.of(
            "all",
            "and",
            "as",
            "asc",
            "between",
            "by",
            "case",
            "check",
            "column",
            "constraint",
            "create",
            "current_date",
            "date",
            "day",
            "default",
            "desc",
            "distinct",
            "else",
            "end",
            "exists",
            "from",
            "grant",
            "group",
            "having",
            "hour",
            "in",
            "index",
            "interval",
            "into",
            "is",
            "join",
            "key",
            "left",
            "like",
            "limit",
            "minute",
            "month",
            "not",
            "null",
            "number",
            "of",
            "offset",
            "on",
            "or",
            "order",
            "primary",
            "references",
            "right",
            "row",
            "rows",
            "second",
            "select",
            "session",
            "set",
            "table",
            "then",
            "time",
            "timestamp",
            "to",
            "type",
            "union",
            "unique",
            "user",
            "using",
            "value",
            "values",
            "view",
            "when",
            "where",
            "with",
            "year");

    /**
     * One column of the result.
     *
     * @param sql the expression
     * @param values what the source's column holds; null where it is counted or made
     */
    record Column(String sql, @Nullable Values values) {}

    private final SampledSource source;
    private final String name;
    private final String key;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final List<String> comments = new ArrayList<>();
    private final StringBuilder from = new StringBuilder();
    private final List<String> order = new ArrayList<>();
    private boolean line;
    private String keySql = "";
    private String where = "";

    Query(SampledSource source, String name, String key) {
        this.source = source;
        this.name = name;
        this.key = key;
    }

    String name() {
        return name;
    }

    Map<String, Column> columns() {
        return columns;
    }

    /**
     * The expression of a column.
     *
     * @throws IllegalArgumentException when the query has none of that name
     */
    String columnSql(String alias) {
        Column column = columns.get(alias);
        if (column == null) {
            throw new IllegalArgumentException("the query " + name + " has no column " + alias);
        }
        return column.sql();
    }

    /** A name as this source's queries write it. */
    static String quoted(SampledSource source, String name) {
        boolean plain = name.matches("[A-Za-z_][A-Za-z0-9_]*")
                && !RESERVED.contains(name.toLowerCase(Locale.ROOT))
                && switch (source.plainNames()) {
                    case UPPER -> name.equals(name.toUpperCase(Locale.ROOT));
                    case LOWER -> name.equals(name.toLowerCase(Locale.ROOT));
                    case ANY -> true;
                };
        String mark = source.quote().isBlank() ? "\"" : source.quote();
        return plain ? name : mark + name.replace(mark, mark + mark) + mark;
    }

    /** Whether a word means something else to a database. */
    static boolean isReserved(String name) {
        return RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    /** A column's name as this source's queries write it. */
    String name(String column) {
        return quoted(source, column);
    }

    /** A column of a table; blanks round the values are left out where the sample has some. */
    String sql(String table, Values values) {
        String column = table + "." + quoted(source, values.column().name());
        return values.padded() ? "trim(" + column + ")" : column;
    }

    /** The name under which a mapping may read a column. */
    static String plainName(String name) {
        String plain = name.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_]+", "_")
                .replaceAll("^_+|_+$", "");
        String safe = plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "c_" + plain : plain;
        return RESERVED.contains(safe) ? safe + "_" : safe;
    }

    /** Adds a column of a table and gives the name of it. */
    String add(String table, Values values, String sql) {
        String alias = plainName(values.column().name());
        return add(columns.containsKey(alias) ? table + "_" + alias : alias, sql, values);
    }

    String add(String alias, String sql, @Nullable Values values) {
        String free = alias;
        for (int i = 2; columns.containsKey(free); i++) {
            free = alias + "_" + i;
        }
        columns.put(free, new Column(sql, values));
        return free;
    }

    Query key(String sql, @Nullable Values values) {
        keySql = sql;
        columns.put(key, new Column(sql, values));
        return this;
    }

    /** The expression of the range key. */
    String keySql() {
        return keySql;
    }

    Query from(String text) {
        from.append(text);
        return this;
    }

    Query comment(String text) {
        comments.add(text);
        return this;
    }

    /** Rows of files know their line. */
    Query withLine(String table) {
        line = source.files();
        if (line) {
            columns.put("source_line", new Column(table + ".source_line", null));
        }
        return this;
    }

    /** Whether rows know their line. */
    boolean hasLine() {
        return line;
    }

    /** A further condition, with the word before it. */
    void where(String condition) {
        where = condition + "\n";
    }

    void orderBy(String sql) {
        if (!order.contains(sql)) {
            order.add(sql);
        }
    }

    /** The text of the file. */
    String text(boolean textKey) {
        StringBuilder sql = new StringBuilder();
        comments.forEach(comment -> sql.append("-- ").append(comment).append('\n'));
        sql.append("select ");
        List<String> list = new ArrayList<>();
        columns.forEach((alias, column) -> {
            if (!alias.equals("source_line")) {
                list.add(column.sql().endsWith("." + alias) ? column.sql() : column.sql() + " as " + alias);
            }
        });
        if (line) {
            list.add(columnSql("source_line"));
        }
        sql.append(String.join(",\n       ", list)).append('\n').append(from);
        sql.append(" where :range(").append(keySql).append(")\n");
        sql.append(where.replaceFirst("^\n", ""));
        sql.append(" order by ").append(textKey ? ":key(" + keySql + ")" : keySql);
        order.forEach(column -> sql.append(", ").append(column));
        return sql.append('\n').toString();
    }
}
