package org.creditconnector.synthetic;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.creditconnector.extract.DatabaseMessages;
import org.creditconnector.extract.SourceFaultException;

/** The tables in a database, all columns text, made anew; they must not be there before. */
final class DatabaseRows implements LenderRows {
    private static final int BATCH = 1_000;

    private final Connection connection;
    private final Map<LenderTable, PreparedStatement> inserts = new EnumMap<>(LenderTable.class);
    private final Map<LenderTable, Integer> waiting = new EnumMap<>(LenderTable.class);
    private final Map<LenderTable, Long> lines = new EnumMap<>(LenderTable.class);

    /**
     * Makes the tables.
     *
     * @param connection closed with the rows
     * @throws SQLException when a table is there already, or may not be made
     */
    DatabaseRows(Connection connection, List<LenderTable> tables) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        for (LenderTable table : tables) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table " + table.table() + " ("
                        + table.columns().stream()
                                .map(column -> column + " varchar(200)")
                                .collect(Collectors.joining(", "))
                        + ", source_line bigint)");
            }
            inserts.put(
                    table,
                    connection.prepareStatement("insert into " + table.table() + " values ("
                            + IntStream.rangeClosed(0, table.columns().size())
                                    .mapToObj(column -> "?")
                                    .collect(Collectors.joining(", "))
                            + ")"));
        }
    }

    @Override
    public void row(LenderTable table, String... values) {
        PreparedStatement insert = java.util.Objects.requireNonNull(inserts.get(table));
        try {
            for (int i = 0; i < values.length; i++) {
                insert.setString(i + 1, values[i].isEmpty() ? null : values[i]);
            }
            // The header of the file is line 1.
            insert.setLong(values.length + 1, 1 + lines.merge(table, 1L, Long::sum));
            insert.addBatch();
            if (waiting.merge(table, 1, Integer::sum) >= BATCH) {
                insert.executeBatch();
                waiting.put(table, 0);
            }
        } catch (SQLException e) {
            throw fault("rows of " + table.table() + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            for (PreparedStatement insert : inserts.values()) {
                insert.executeBatch();
                insert.close();
            }
            try (Statement statement = connection.createStatement()) {
                for (LenderTable table : inserts.keySet()) {
                    String key = table.columns().get(0);
                    statement.execute("create index " + table.table() + "_key on " + table.table() + " (" + key + ")");
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw fault("the tables cannot be finished", e);
        }
    }

    private static SourceFaultException fault(String what, SQLException e) {
        return new SourceFaultException(
                SourceFaultException.Kind.UNAVAILABLE,
                "SRC-TABLES " + what + " (" + DatabaseMessages.withoutValues(e)
                        + "); drop the tables, check room and permissions, then generate again",
                e);
    }
}
