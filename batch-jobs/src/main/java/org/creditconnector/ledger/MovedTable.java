package org.creditconnector.ledger;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One table on its way to another database. Values are read by the types of the database they come from, on both sides.
 *
 * @param name in lower-case letters
 * @param columns names with the types ({@link Types}) of the database they come from
 */
record MovedTable(String name, Map<String, Integer> columns) {
    private static final String HISTORY_OF_MIGRATIONS = "flyway_schema_history";
    private static final int BATCH = 200;
    private static final int DIGEST_BYTES = 32;
    /** Sequences of Spring Batch with the table and column that they number. */
    private static final Map<String, String> SEQUENCES = Map.of(
            "batch_job_instance_seq", "batch_job_instance job_instance_id",
            "batch_job_execution_seq", "batch_job_execution job_execution_id",
            "batch_step_execution_seq", "batch_step_execution step_execution_id");

    /** All tables of the store, each after those that it refers to. */
    static List<String> inOrder(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String schema = connection.getSchema();
        Map<String, Set<String>> needs = new TreeMap<>();
        try (ResultSet tables = data.getTables(null, schema, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                if (!lower(table).equals(HISTORY_OF_MIGRATIONS)) {
                    needs.put(table, new TreeSet<>());
                }
            }
        }
        for (Map.Entry<String, Set<String>> table : needs.entrySet()) {
            try (ResultSet keys = data.getImportedKeys(null, schema, table.getKey())) {
                while (keys.next()) {
                    table.getValue().add(keys.getString("PKTABLE_NAME"));
                }
            }
        }
        Set<String> ordered = new LinkedHashSet<>();
        while (ordered.size() < needs.size()) {
            int before = ordered.size();
            needs.forEach((table, needed) -> {
                if (ordered.containsAll(needed)) {
                    ordered.add(table);
                }
            });
            if (ordered.size() == before) {
                throw new IllegalStateException("tables refer to each other in a circle: " + needs.keySet());
            }
        }
        return ordered.stream().map(MovedTable::lower).toList();
    }

    static MovedTable of(Connection source, String name) throws SQLException {
        Map<String, Integer> columns = new LinkedHashMap<>();
        try (Statement statement = source.createStatement();
                ResultSet none = statement.executeQuery("select * from " + name + " where 1 = 0")) {
            ResultSetMetaData data = none.getMetaData();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                columns.put(lower(data.getColumnName(i)), data.getColumnType(i));
            }
        }
        return new MovedTable(name, columns);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private String select() {
        return "select " + String.join(", ", columns.keySet()) + " from " + name;
    }

    /**
     * Copies all rows and compares what arrived.
     *
     * @return how many there are
     * @throws StoreException when what arrived is not what was sent
     */
    long copy(Connection source, Connection goal) throws SQLException {
        byte[] sent = new byte[DIGEST_BYTES];
        long count = 0;
        String insert = "insert into " + name + " (" + String.join(", ", columns.keySet()) + ") values ("
                + String.join(", ", columns.keySet().stream().map(any -> "?").toList()) + ")";
        try (Statement reading = source.createStatement();
                ResultSet rows = reading.executeQuery(select());
                PreparedStatement writing = goal.prepareStatement(insert)) {
            while (rows.next()) {
                List<@Nullable Object> row = row(rows);
                mix(sent, row);
                bind(writing, row);
                writing.addBatch();
                if (++count % BATCH == 0) {
                    writing.executeBatch();
                }
            }
            writing.executeBatch();
        }
        byte[] arrived = new byte[DIGEST_BYTES];
        long there = 0;
        try (Statement reading = goal.createStatement()) {
            reading.setFetchSize(BATCH);
            try (ResultSet rows = reading.executeQuery(select())) {
                while (rows.next()) {
                    mix(arrived, row(rows));
                    there++;
                }
            }
        }
        if (there != count || !MessageDigest.isEqual(sent, arrived)) {
            throw new StoreException("STORE-MOVE table " + name + ": " + count + " rows were sent and " + there
                    + " arrived, which are not the same; nothing was changed there, report it");
        }
        return count;
    }

    private List<@Nullable Object> row(ResultSet rows) throws SQLException {
        List<@Nullable Object> row = new ArrayList<>();
        int place = 0;
        for (int type : columns.values()) {
            place++;
            Object value = switch (type) {
                case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> rows.getBytes(place);
                case Types.TIMESTAMP_WITH_TIMEZONE -> rows.getObject(place, OffsetDateTime.class);
                case Types.TIMESTAMP -> rows.getObject(place, LocalDateTime.class);
                case Types.DATE -> rows.getObject(place, LocalDate.class);
                case Types.DECIMAL, Types.NUMERIC -> rows.getBigDecimal(place);
                case Types.BOOLEAN, Types.BIT -> rows.getBoolean(place);
                case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> rows.getLong(place);
                default -> rows.getString(place);
            };
            row.add(rows.wasNull() ? null : value);
        }
        return row;
    }

    private void bind(PreparedStatement statement, List<@Nullable Object> row) throws SQLException {
        int place = 0;
        for (int type : columns.values()) {
            Object value = row.get(place);
            place++;
            if (value instanceof byte[] bytes) {
                statement.setBytes(place, bytes);
            } else if (value == null) {
                statement.setNull(place, type == Types.BLOB ? Types.BINARY : type == Types.CLOB ? Types.VARCHAR : type);
            } else {
                statement.setObject(place, value);
            }
        }
    }

    /** The sum of rows does not depend on their order: the databases order text differently. */
    private static void mix(byte[] sum, List<@Nullable Object> row) {
        StringBuilder text = new StringBuilder();
        for (Object value : row) {
            text.append(shown(value)).append('\u001f');
        }
        byte[] digest = Digests.sha256(text.toString());
        for (int i = 0; i < DIGEST_BYTES; i++) {
            sum[i] ^= digest[i];
        }
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "\u0000";
        }
        if (value instanceof byte[] bytes) {
            return Digests.hex(bytes);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().toPlainString();
        }
        return value instanceof OffsetDateTime time ? time.toInstant().toString() : value.toString();
    }

    /** Lets the numbers that the database gives go on after the highest that came. */
    static void continueNumbers(Connection goal, List<String> tables) throws SQLException {
        for (Map.Entry<String, String> sequence : SEQUENCES.entrySet()) {
            String[] numbered = sequence.getValue().split(" ");
            restart(goal, "alter sequence " + sequence.getKey(), numbered[0], numbered[1]);
        }
        DatabaseMetaData data = goal.getMetaData();
        for (String table : tables) {
            for (String column : identities(data, goal.getSchema(), table)) {
                restart(goal, "alter table " + table + " alter column " + column, table, column);
            }
        }
    }

    private static List<String> identities(DatabaseMetaData data, String schema, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        String stored = data.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
        try (ResultSet found = data.getColumns(null, schema, stored, "%")) {
            while (found.next()) {
                if ("YES".equals(found.getString("IS_AUTOINCREMENT"))) {
                    columns.add(lower(found.getString("COLUMN_NAME")));
                }
            }
        }
        return columns;
    }

    private static void restart(Connection goal, String what, String table, String column) throws SQLException {
        try (Statement statement = goal.createStatement()) {
            long highest;
            try (ResultSet max = statement.executeQuery("select coalesce(max(" + column + "), 0) from " + table)) {
                max.next();
                highest = max.getLong(1);
            }
            statement.execute(what + " restart with " + (highest + 1));
        }
    }
}
