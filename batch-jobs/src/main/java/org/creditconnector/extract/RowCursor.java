package org.creditconnector.extract;

import java.math.BigDecimal;
import java.sql.Clob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/** Rows by a JDBC cursor: turns whatever a driver gives into the types of {@link SourceRow}. */
final class RowCursor extends SourceRows {
    /** Column that file tables carry besides the file's own: the line a row stands on, see {@link SourceLines}. It becomes the row's position. */
    static final String LINE_COLUMN = "source_line";

    /** SQL state of a number that has no place in the type asked for; with a driver that knows NaN, of that. */
    private static final String OUT_OF_RANGE = "22003";

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final int[] results;
    private final int[] types;
    private final ZoneId zone;

    private RowCursor(
            PreparedStatement statement,
            ResultSet rows,
            ResultColumns columns,
            SourceQueries queries,
            LenderSource source) {
        super(columns, queries, source);
        this.statement = statement;
        this.rows = rows;
        this.results = columns.results();
        this.types = columns.types().clone();
        for (int i = 0; i < types.length; i++) {
            // PostgreSQL's driver calls it a TIMESTAMP and does not give it as one.
            if (columns.typeNames().get(i).equals("timestamptz")) {
                types[i] = Types.TIMESTAMP_WITH_TIMEZONE;
            }
        }
        this.zone = source.zone();
    }

    /** Runs a statement, which the cursor closes. */
    static RowCursor of(PreparedStatement statement, String query, SourceQueries queries, LenderSource source)
            throws SQLException {
        try {
            ResultSet rows = statement.executeQuery();
            return new RowCursor(
                    statement, rows, ResultColumns.of(rows.getMetaData(), query, queries), queries, source);
        } catch (SQLException | RuntimeException e) {
            try {
                statement.close();
            } catch (SQLException alsoGone) {
                e.addSuppressed(alsoGone);
            }
            throw e;
        }
    }

    @Override
    @Nullable SourceRow next() throws SQLException {
        if (!rows.next()) {
            return null;
        }
        @Nullable Object[] values = new @Nullable Object[results.length];
        for (int i = 0; i < results.length; i++) {
            values[i] = value(i, results[i], types[i]);
        }
        return row(values, columns().line() == 0 ? 0 : rows.getLong(columns().line()));
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    private @Nullable Object value(int position, int column, int type) throws SQLException {
        return switch (type) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                rows.getString(column);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> wholeNumber(column);
            case Types.NUMERIC, Types.DECIMAL -> decimal(position, column);
            case Types.DATE -> rows.getObject(column, LocalDate.class);
            case Types.TIMESTAMP -> rows.getObject(column, LocalDateTime.class);
            case Types.TIMESTAMP_WITH_TIMEZONE -> localTime(rows.getObject(column, OffsetDateTime.class));
            default -> normalised(position, rows.getObject(column));
        };
    }

    private @Nullable Object wholeNumber(int column) throws SQLException {
        Long number = rows.getLong(column);
        return rows.wasNull() ? null : number;
    }

    private @Nullable Object decimal(int position, int column) throws SQLException {
        try {
            return rows.getBigDecimal(column);
        } catch (SQLException e) {
            if (OUT_OF_RANGE.equals(e.getSQLState())) {
                throw notANumber(position);
            }
            throw e;
        }
    }

    /** Infinite times have no offset that could be added. */
    private @Nullable Object localTime(@Nullable OffsetDateTime time) {
        if (time == null) {
            return null;
        }
        if (time.equals(OffsetDateTime.MAX)) {
            return LocalDateTime.MAX;
        }
        return time.equals(OffsetDateTime.MIN)
                ? LocalDateTime.MIN
                : time.atZoneSameInstant(zone).toLocalDateTime();
    }

    private @Nullable Object normalised(int position, @Nullable Object value) throws SQLException {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            if (!Double.isFinite(((Number) value).doubleValue())) {
                throw notANumber(position);
            }
            return new BigDecimal(value.toString());
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
                "SRC-TYPE " + shape().query() + ": a column of type "
                        + value.getClass().getSimpleName()
                        + " cannot be mapped, expected text, number, boolean, date or time stamp; cast it in the query");
    }
}
