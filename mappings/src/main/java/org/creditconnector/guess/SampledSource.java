package org.creditconnector.guess;

import java.util.List;

/**
 * What was seen of a source.
 *
 * @param name name of the folder to be
 * @param files whether it is made of files; else it is a database
 * @param quote what a database puts round names that are no plain words
 * @param plainNames which names need no quotes: letters of this case, and of both in files
 * @param tables in the order they were given or found
 * @param references columns whose values stand in a unique column of another table
 */
public record SampledSource(
        String name,
        boolean files,
        String quote,
        NameCase plainNames,
        List<SampledTable> tables,
        List<Reference> references) {
    /** Rows of a table that are looked at. */
    public static final int MOST_ROWS = 2_000;

    /** Case of names that a database understands without quotes. */
    public enum NameCase {
        /** Capital letters. */
        UPPER,
        /** Small letters. */
        LOWER,
        /** Any. */
        ANY
    }

    /**
     * A column whose values point at another table.
     *
     * @param table the table that points
     * @param column its column
     * @param toTable the table pointed at
     * @param toColumn a unique column of it
     * @param share of the sampled values that are found there, 0 to 1
     */
    public record Reference(String table, String column, String toTable, String toColumn, double share) {}
}
