package org.creditconnector.extract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column of a lender's file or table that no query of the mapping names.
 *
 * @param table the table that the mapping calls the file, or the table of the database that a query selects from
 * @param column the column
 * @param rows rows of the table; null where nobody counted
 * @param filled how many of them have a value in it; null where nobody counted
 */
public record UnreadColumn(
        String table,
        String column,
        @Nullable Long rows,
        @Nullable Long filled) {
    /** As a JSON object. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("table", table);
        json.put("column", column);
        json.put("filled", filled);
        json.put("rows", rows);
        return json;
    }
}
