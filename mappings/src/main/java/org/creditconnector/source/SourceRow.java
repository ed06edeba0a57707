package org.creditconnector.source;

import org.jspecify.annotations.Nullable;

/**
 * One row of a lender's query, still in the lender's words. A value is one of {@link String}, {@link Long} (whole numbers),
 * {@link java.math.BigDecimal}, {@link Boolean}, {@link java.time.LocalDate}, {@link java.time.LocalDateTime} or null; a file
 * source gives every value as {@link String}.
 *
 * @param shape the columns
 * @param values the values by position of the shape; not copied, never changed after construction
 * @param position how a person finds the row again: {@code query key} or {@code file:line}
 */
@SuppressWarnings("ArrayRecordComponent") // millions of rows: read by position, compared never
public record SourceRow(RowShape shape, @Nullable Object[] values, String position) {
    /** The value at a position of the shape. */
    public @Nullable Object value(int column) {
        return values[column];
    }

    /** Never shows values: rows hold personal data. */
    @Override
    public String toString() {
        return "row of " + shape.query() + " at " + position;
    }
}
