package org.creditconnector.ledger;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.creditconnector.totals.Amounts;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;

/**
 * Many rows into one table, within the open transaction: by COPY on PostgreSQL, which parses no text and writes whole pages at a time,
 * and by batches on H2, which lives in this process. What each column holds is said once, for both.
 *
 * @param <T> what a row is made of
 */
final class BulkInsert<T> {
    private static final int BATCH = 1_000;

    private final List<Column<T>> columns;
    private final String copy;
    private final String insert;

    /**
     * @param table name of the table
     * @param columns the columns that are written; all others keep their default
     */
    BulkInsert(String table, List<Column<T>> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        String into = table + " (" + String.join(", ", names) + ")";
        this.columns = List.copyOf(columns);
        this.copy = "copy " + into + " from stdin (format binary)";
        this.insert =
                "insert into " + into + " values (" + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
    }

    /** The types that our tables have; each knows how both databases take a value. */
    enum Type {
        /** {@link String}. */
        TEXT(Types.VARCHAR) {
            @Override
            void copy(CopyRows out, Object value) {
                out.text((String) value);
            }
        },
        /** {@link Integer}. */
        INTEGER(Types.INTEGER) {
            @Override
            void copy(CopyRows out, Object value) {
                out.integer((Integer) value);
            }
        },
        /** {@link Long}. */
        BIGINT(Types.BIGINT) {
            @Override
            void copy(CopyRows out, Object value) {
                out.bigint((Long) value);
            }
        },
        /** {@link Boolean}. */
        BOOLEAN(Types.BOOLEAN) {
            @Override
            void copy(CopyRows out, Object value) {
                out.bool((Boolean) value);
            }
        },
        /** {@link LocalDate}. */
        DATE(Types.DATE) {
            @Override
            void copy(CopyRows out, Object value) {
                out.date((LocalDate) value);
            }
        },
        /** {@link BigDecimal} with {@link AmountColumns#SCALE} places behind the point. */
        DECIMAL(Types.DECIMAL) {
            @Override
            void copy(CopyRows out, Object value) {
                out.decimal((BigDecimal) value);
            }
        },
        /** {@code byte[]}. */
        BYTES(Types.VARBINARY) {
            @Override
            void copy(CopyRows out, Object value) {
                out.bytes((byte[]) value);
            }
        };

        private final int sqlType;

        Type(int sqlType) {
            this.sqlType = sqlType;
        }

        abstract void copy(CopyRows out, Object value);
    }

    /**
     * A column.
     *
     * @param name in the table
     * @param type of the values
     * @param value what a row has in it; null where it has nothing
     * @param <T> what a row is made of
     */
    record Column<T>(String name, Type type, Function<T, ? extends @Nullable Object> value) {
        static <T> Column<T> text(String name, Function<T, @Nullable String> value) {
            return new Column<>(name, Type.TEXT, value);
        }

        static <T> Column<T> integer(String name, Function<T, @Nullable Integer> value) {
            return new Column<>(name, Type.INTEGER, value);
        }

        static <T> Column<T> bigint(String name, Function<T, @Nullable Long> value) {
            return new Column<>(name, Type.BIGINT, value);
        }

        static <T> Column<T> bool(String name, Function<T, @Nullable Boolean> value) {
            return new Column<>(name, Type.BOOLEAN, value);
        }

        static <T> Column<T> date(String name, Function<T, @Nullable LocalDate> value) {
            return new Column<>(name, Type.DATE, value);
        }

        static <T> Column<T> bytes(String name, Function<T, byte @Nullable []> value) {
            return new Column<>(name, Type.BYTES, value);
        }

        /** The five columns of {@link AmountColumns}. */
        static <T> List<Column<T>> amounts(Function<T, Amounts> value) {
            List<Function<Amounts, @Nullable BigDecimal>> figures = List.of(
                    Amounts::principal, Amounts::creditLimit, Amounts::outstanding, Amounts::overdue, Amounts::paid);
            List<Column<T>> columns = new ArrayList<>();
            String[] names = AmountColumns.NAMES.split(", ");
            for (int i = 0; i < names.length; i++) {
                Function<Amounts, @Nullable BigDecimal> figure = figures.get(i);
                columns.add(new Column<>(
                        names[i], Type.DECIMAL, row -> AmountColumns.scaled(figure.apply(value.apply(row)))));
            }
            return columns;
        }
    }

    /**
     * Writes the rows; all or, with the transaction, none.
     *
     * @throws org.springframework.dao.DuplicateKeyException when one of them is there already
     */
    void insert(Store store, Collection<T> rows) {
        if (rows.isEmpty()) {
            return;
        }
        if (store.vendor().copiesIn()) {
            store.template().execute((ConnectionCallback<Long>) connection -> copy(connection, rows));
        } else {
            store.template().batchUpdate(insert, rows, BATCH, this::bind);
        }
    }

    private void bind(PreparedStatement statement, T row) throws SQLException {
        for (int place = 0; place < columns.size(); place++) {
            Column<T> column = columns.get(place);
            statement.setObject(place + 1, column.value().apply(row), column.type().sqlType);
        }
    }

    private Long copy(Connection connection, Collection<T> rows) throws SQLException {
        CopyIn stream = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            CopyRows out = new CopyRows(stream);
            for (T row : rows) {
                out.row(columns.size());
                for (Column<T> column : columns) {
                    Object value = column.value().apply(row);
                    if (value == null) {
                        out.nothing();
                    } else {
                        column.type().copy(out, value);
                    }
                }
            }
            out.end();
            return stream.endCopy();
        } finally {
            if (stream.isActive()) {
                stream.cancelCopy();
            }
        }
    }
}
