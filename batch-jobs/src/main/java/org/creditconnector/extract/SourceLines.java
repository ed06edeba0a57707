package org.creditconnector.extract;

import java.util.List;

/**
 * Values of the column {@code source_line}: the line a row stands on and, for every file of the source before its own, {@link #FILE}
 * more. One number survives joins, unions and aggregates of a query; which table an alias means does not.
 */
final class SourceLines {
    /** More than any file has lines; a power of ten, so that a person can read the number as well. */
    static final long FILE = 1_000_000_000_000L;

    private SourceLines() {}

    /** The value of a row. */
    static long of(int file, long line) {
        return file * FILE + line;
    }

    /** The line of the file that a value names. */
    static long lineOf(long value) {
        return value % FILE;
    }

    /**
     * The place that a value names.
     *
     * @param files names of the source's files, in the order in which they were copied
     * @param query stands for the file where there is none: rows of a database, or a number that a query made itself
     * @return {@code file:line}
     */
    static String position(List<String> files, String query, long value) {
        long file = value / FILE;
        return value < 0 || file >= files.size() ? query + ":" + value : files.get((int) file) + ":" + value % FILE;
    }
}
