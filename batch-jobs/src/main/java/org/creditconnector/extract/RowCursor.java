package org.creditconnector.extract;

import java.math.BigDecimal;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/** Walks over the rows of one query and turns driver values into the few types of {@link SourceRow}. */
final class RowCursor {
    /** Column that file tables carry besides the file's own: the line a row stands on, see {@link SourceLines}. It becomes the row's position. */
    static final String LINE_COLUMN = "source_line";

    private final ResultSet rows;
    private final RowShape shape;
    private final int[] columns;
    private final int[] types;
    private final int lineColumn;
    private final int keyPosition;
    private final KeyType keyType;
    private final ZoneId zone;
    private final String place;
    private final List<String> files;

    RowCursor(ResultSet rows, RangeQuery query, SourceQueries queries, LenderSource source) throws SQLException {
        this.rows = rows;
        this.keyType = query.keyType();
        this.zone = source.zone();
        ResultSetMetaData meta = rows.getMetaData();
        List<String> names = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        int line = 0;
        for (int column = 1; column <= meta.getColumnCount(); column++) {
            String name = meta.getColumnLabel(column).toLowerCase(Locale.ROOT);
            if (name.equals(LINE_COLUMN)) {
                line = column;
            } else {
                names.add(name);
                positions.add(column);
            }
        }
        try {
            this.shape = new RowShape(query.name(), names);
        } catch (IllegalArgumentException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-QUERY " + query.name() + ": " + e.getMessage() + "; give one of them another name with `as`",
                    e);
        }
        this.lineColumn = line;
        this.columns = positions.stream().mapToInt(Integer::intValue).toArray();
        this.types = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            types[i] = meta.getColumnType(columns[i]);
        }
        this.keyPosition = shape.position(queries.rangeKey());
        if (keyPosition < 0) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-QUERY " + query.name() + ": gives no column " + queries.rangeKey() + " (it gives "
                            + String.join(", ", names)
                            + "), expected the range key in every query; add it to the select list");
        }
        this.place = line == 0 ? query.name() + " " + queries.rangeKey() + " " : query.name();
        this.files = source.fileNames();
    }

    RowShape shape() {
        return shape;
    }

    /** The next row, or null at the end. */
    @Nullable SourceRow next() throws SQLException {
        if (!rows.next()) {
            return null;
        }
        @Nullable Object[] values = new @Nullable Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = value(columns[i], types[i]);
        }
        String where = lineColumn == 0
                ? place + values[keyPosition]
                : SourceLines.position(files, place, rows.getLong(lineColumn));
        return new SourceRow(shape, values, where);
    }

    /** The range key of a row. */
    Object key(SourceRow row) {
        Object value = row.value(keyPosition);
        if (value == null) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-KEY " + shape.query() + ": a row without range key "
                            + shape.columns().get(keyPosition)
                            + ", expected a key in every row; leave such rows out in the query or mend the source");
        }
        try {
            return keyType.normalise(value);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-KEY " + row.position()
                            + ": the range key is no whole number of 64 bits, expected type integer; "
                            + "set `range-key: {type: text}` or mend the source",
                    e);
        }
    }

    private @Nullable Object value(int column, int type) throws SQLException {
        return switch (type) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                rows.getString(column);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> wholeNumber(column);
            case Types.NUMERIC, Types.DECIMAL -> rows.getBigDecimal(column);
            case Types.DATE -> rows.getObject(column, LocalDate.class);
            case Types.TIMESTAMP -> rows.getObject(column, LocalDateTime.class);
            case Types.TIMESTAMP_WITH_TIMEZONE -> localTime(rows.getObject(column, OffsetDateTime.class));
            default -> normalised(rows.getObject(column));
        };
    }

    private @Nullable Object wholeNumber(int column) throws SQLException {
        Long number = rows.getLong(column);
        return rows.wasNull() ? null : number;
    }

    private @Nullable Object localTime(@Nullable OffsetDateTime time) {
        return time == null ? null : time.atZoneSameInstant(zone).toLocalDateTime();
    }

    private @Nullable Object normalised(@Nullable Object value) throws SQLException {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Number number) {
            BigDecimal exact = new BigDecimal(number.toString());
            return value instanceof java.math.BigInteger && exact.precision() <= 18
                    ? (Object) exact.longValueExact()
                    : exact;
        }
        if (value instanceof Clob clob) {
            return clob.getSubString(1, Math.toIntExact(clob.length()));
        }
        if (value instanceof java.util.UUID || value instanceof Character) {
            return value.toString();
        }
        throw new SourceFaultException(
                SourceFaultException.Kind.MAPPING,
                "SRC-TYPE " + shape.query() + ": a column of type "
                        + value.getClass().getSimpleName()
                        + " cannot be mapped, expected text, number, boolean, date or time stamp; cast it in the query");
    }
}
