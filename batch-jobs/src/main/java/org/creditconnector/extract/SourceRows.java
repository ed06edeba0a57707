package org.creditconnector.extract;

import java.sql.SQLException;
import java.util.List;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/** The rows of one query, one after the other, in the few types of {@link SourceRow}, whichever way they come. */
abstract class SourceRows implements AutoCloseable {
    private final ResultColumns columns;
    private final KeyType keyType;
    private final String place;
    private final List<String> files;
    private @Nullable Object lastValue;
    private @Nullable Object lastKey;
    private String lastPosition = "";

    SourceRows(ResultColumns columns, SourceQueries queries, LenderSource source) {
        this.columns = columns;
        this.keyType = queries.keyType();
        String query = columns.shape().query();
        this.place = columns.line() == 0 ? query + " " + queries.rangeKey() + " " : query;
        this.files = source.fileNames();
    }

    /** The next row, or null at the end. */
    abstract @Nullable SourceRow next() throws SQLException, NotCopiedException;

    /** Ends the query, whether all rows were read or not. */
    @Override
    public abstract void close() throws SQLException;

    final ResultColumns columns() {
        return columns;
    }

    final RowShape shape() {
        return columns.shape();
    }

    /**
     * A row of values by position of the shape. Rows of one account follow each other and share its key and their place.
     *
     * @param line of a file; of no meaning where the query gives none
     */
    final SourceRow row(@Nullable Object[] values, long line) {
        int key = columns.key();
        Object value = values[key];
        if (value != null && value.equals(lastValue)) {
            values[key] = lastValue;
        } else {
            lastValue = value;
            lastKey = null;
            lastPosition = place + value;
        }
        return new SourceRow(
                columns.shape(), values, columns.line() == 0 ? lastPosition : SourceLines.position(files, place, line));
    }

    /** The range key of a row. */
    final Object key(SourceRow row) {
        Object value = row.value(columns.key());
        if (value != null && value == lastValue && lastKey != null) {
            return lastKey;
        }
        if (value == null) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-KEY " + columns.shape().query() + ": a row without range key "
                            + columns.shape().columns().get(columns.key())
                            + ", expected a key in every row; leave such rows out in the query or mend the source");
        }
        try {
            Object key = keyType.normalise(value);
            if (value == lastValue) {
                lastKey = key;
            }
            return key;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-KEY " + row.position()
                            + ": the range key is no whole number of 64 bits, expected type integer; "
                            + "set `range-key: {type: text}` or mend the source",
                    e);
        }
    }

    /** A value that is called a number and is none. */
    final SourceFaultException notANumber(int position) {
        return new SourceFaultException(
                SourceFaultException.Kind.MAPPING,
                "SRC-NUMBER " + columns.shape().query() + ": the column "
                        + columns.shape().columns().get(position)
                        + " holds NaN or infinity, expected a number or nothing; turn it into null in the query, or mend the source");
    }
}
