package org.creditconnector.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The columns of one query of a source, in the order in which the query gives them. Rows share one shape and are read by
 * position; names are compared in lower case, because databases fold unquoted names either way.
 */
public final class RowShape {
    private final String query;
    private final List<String> columns;
    private final Map<String, Integer> positions = new LinkedHashMap<>();

    /**
     * @param query name of the query as the mapping calls it, e.g. {@code instalments}
     * @param columns column labels in result order
     * @throws IllegalArgumentException when a label stands twice
     */
    public RowShape(String query, List<String> columns) {
        this.query = query;
        this.columns =
                columns.stream().map(column -> column.toLowerCase(Locale.ROOT)).toList();
        for (String column : this.columns) {
            if (positions.put(column, positions.size()) != null) {
                throw new IllegalArgumentException("query " + query + " gives the column " + column + " twice");
            }
        }
    }

    /** Name of the query. */
    public String query() {
        return query;
    }

    /** Column names in lower case, in result order. */
    public List<String> columns() {
        return columns;
    }

    /** Position of a column from zero, or -1 when the query does not give it. */
    public int position(String column) {
        return positions.getOrDefault(column.toLowerCase(Locale.ROOT), -1);
    }
}
