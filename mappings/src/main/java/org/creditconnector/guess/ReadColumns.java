package org.creditconnector.guess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which columns of the lender's tables the proposed lines read, found through the queries. */
final class ReadColumns {
    private final Map<String, Query> queries;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    ReadColumns(Map<String, Query> queries, List<Line> lines) {
        this.queries = queries;
        lines.forEach(line -> this.lines.put(line.path(), line));
    }

    /** The line of a path; null where there is none. */
    @Nullable Line line(String path) {
        return lines.get(path);
    }

    /** What a line reads; null for literals and for what a query makes of several columns. */
    Query.@Nullable Column column(Line line) {
        if (line.value().isEmpty() || line.value().startsWith("=")) {
            return null;
        }
        String word = line.value().replaceFirst(" .*", "");
        int dot = word.indexOf('.');
        Query query = queries.get(dot < 0 ? TableRole.ACCOUNT.query() : word.substring(0, dot));
        return query == null ? null : query.columns().get(word.substring(dot + 1));
    }

    /** The line that reads a column as a number; null where none does. */
    @Nullable Line numberOf(SampledColumn column) {
        return lines.values().stream()
                .filter(line -> line.value().contains("| decimal"))
                .filter(line -> {
                    Query.Column one = column(line);
                    return one != null && one.values() != null && one.values().column() == column;
                })
                .findFirst()
                .orElse(null);
    }

    /** Columns of a table that lines read, in the table's order. */
    List<SampledColumn> of(SampledTable table) {
        List<SampledColumn> read = lines.values().stream()
                .map(this::column)
                .filter(column -> column != null && column.values() != null)
                .map(column -> java.util.Objects.requireNonNull(
                                java.util.Objects.requireNonNull(column).values())
                        .column())
                .toList();
        return table.columns().stream()
                .filter(column -> read.stream().anyMatch(one -> one == column))
                .toList();
    }
}
