package org.creditconnector.guess;

import java.util.List;
import org.creditconnector.mapping.FileTable;
import org.jspecify.annotations.Nullable;

/**
 * One table with a sample of its rows.
 *
 * @param name short name; of a file the name that the configuration gives it
 * @param sqlName as queries write it
 * @param written how the file is written; null for a table of a database
 * @param rows rows of the whole table, as far as known
 * @param columns in their order; all with values of the same rows
 */
public record SampledTable(
        String name, String sqlName, @Nullable FileTable written, long rows, List<SampledColumn> columns) {
    /** Whether the columns have no names of their own. */
    public boolean isNameless() {
        return written != null && written.header() == FileTable.Header.NONE;
    }

    /** A column by its name; null where there is none. */
    @Nullable SampledColumn column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .orElse(null);
    }
}
