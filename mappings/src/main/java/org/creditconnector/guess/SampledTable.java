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
 * @param deliveries the files that say the same rows again; null where no row stands in two files
 */
public record SampledTable(
        String name,
        String sqlName,
        @Nullable FileTable written,
        long rows,
        List<SampledColumn> columns,
        @Nullable Deliveries deliveries) {
    /** The same table under another name in queries, such as a query of some of its rows. */
    SampledTable readAs(String sql) {
        return new SampledTable(name, sql, written, rows, columns, deliveries);
    }

    /** Whether every row counts, and not the last of several files only. */
    boolean isReadWhole() {
        return !sqlName.startsWith("(");
    }

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
