package org.creditconnector.extract;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.creditconnector.source.RowShape;

/**
 * What the columns of a query are: the shape of its rows, the range key and the line of a file among them.
 *
 * @param shape the columns that become a row
 * @param results numbers of these columns in the result, from 1
 * @param types their types after {@link java.sql.Types}
 * @param typeNames their types as the database calls them, in lower case
 * @param line number of the column that holds the line of a file; 0 where there is none
 * @param key position of the range key in the shape
 */
@SuppressWarnings("ArrayRecordComponent") // read for every value of every row, compared never
record ResultColumns(RowShape shape, int[] results, int[] types, List<String> typeNames, int line, int key) {
    /**
     * Reads them from what a driver says.
     *
     * @throws SourceFaultException when a name stands twice or the range key is missing
     */
    static ResultColumns of(ResultSetMetaData meta, String query, SourceQueries queries) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> typeNames = new ArrayList<>();
        List<Integer> results = new ArrayList<>();
        int line = 0;
        for (int column = 1; column <= meta.getColumnCount(); column++) {
            String name = meta.getColumnLabel(column).toLowerCase(Locale.ROOT);
            if (name.equals(RowCursor.LINE_COLUMN)) {
                line = column;
            } else {
                names.add(name);
                typeNames.add(String.valueOf(meta.getColumnTypeName(column)).toLowerCase(Locale.ROOT));
                results.add(column);
            }
        }
        RowShape shape = shape(query, names);
        int key = shape.position(queries.rangeKey());
        if (key < 0) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-QUERY " + query + ": gives no column " + queries.rangeKey() + " (it gives "
                            + String.join(", ", names)
                            + "), expected the range key in every query; add it to the select list");
        }
        int[] types = new int[names.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = meta.getColumnType(results.get(i));
        }
        return new ResultColumns(
                shape,
                results.stream().mapToInt(Integer::intValue).toArray(),
                types,
                List.copyOf(typeNames),
                line,
                key);
    }

    private static RowShape shape(String query, List<String> names) {
        try {
            return new RowShape(query, names);
        } catch (IllegalArgumentException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-QUERY " + query + ": " + e.getMessage() + "; give one of them another name with `as`",
                    e);
        }
    }
}
