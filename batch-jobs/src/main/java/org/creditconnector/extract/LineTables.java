package org.creditconnector.extract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the file that a query's rows stand in: the table whose column {@code source_line} it selects. */
final class LineTables {
    private static final Pattern QUALIFIED =
            Pattern.compile("\\b(\\w+)\\." + RowCursor.LINE_COLUMN + "\\b", Pattern.CASE_INSENSITIVE);

    private LineTables() {}

    /** The table; empty where the query does not make it plain. */
    static Optional<String> of(String sql, Set<String> tables) {
        if (tables.size() == 1) {
            return Optional.of(tables.iterator().next());
        }
        Matcher qualified = QUALIFIED.matcher(sql);
        String alias = qualified.find() ? qualified.group(1) : null;
        List<String> read = tables.stream()
                .filter(table -> alias == null
                        ? names(sql, table, "")
                        : table.equalsIgnoreCase(alias)
                                || names(sql, table, "\"?\\s+(as\\s+)?" + Pattern.quote(alias) + "\\b")
                                || names(sql, table, "[^()]*\\)\\s*(as\\s+)?" + Pattern.quote(alias) + "\\b"))
                .toList();
        if (read.isEmpty() && alias != null) {
            // The alias is that of a subquery: plain where only one table is read at all.
            read = tables.stream().filter(table -> names(sql, table, "")).toList();
        }
        return read.size() == 1 ? Optional.of(read.get(0)) : Optional.empty();
    }

    private static boolean names(String sql, String table, String andThen) {
        return Pattern.compile("\\b" + Pattern.quote(table) + "\\b" + andThen, Pattern.CASE_INSENSITIVE)
                .matcher(sql)
                .find();
    }
}
