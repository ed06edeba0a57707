package org.creditconnector.mapping;

import org.jspecify.annotations.Nullable;

/**
 * One table that the configuration must give a file source, and how its files are written. Every column is read as text.
 *
 * @param name the table's name in the queries
 * @param format how the files are written
 * @param encoding character set of text formats, as Java names it
 * @param delimiter between two values of a CSV line
 * @param quote round a value of a CSV line
 * @param header whether the first line of a CSV file names the columns
 * @param missing text that means nothing is there besides an empty value, e.g. {@code NULL}; null where there is none
 */
public record FileTable(
        String name,
        Format format,
        String encoding,
        char delimiter,
        char quote,
        Header header,
        @Nullable String missing) {
    /** Where the columns of separated values have their names from. */
    public enum Header {
        /** The first line holds them. */
        FIRST_LINE,
        /** There is none: the first line is a row, and the columns are called {@code c1}, {@code c2} and so on. */
        NONE
    }

    /** How files are written. */
    public enum Format {
        /** Separated values. */
        CSV,
        /** Apache Parquet. */
        PARQUET,
        /** One JSON object a line. */
        JSON
    }
}
