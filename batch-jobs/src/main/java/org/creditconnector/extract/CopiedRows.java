package org.creditconnector.extract;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows by PostgreSQL's {@code COPY (query) TO STDOUT (FORMAT binary)}: the server sends while we read, instead of waiting for each
 * fetch, and nothing is written as text and parsed again. The format is that of the section "Binary Format" under COPY in the
 * server's manual. It runs in the transaction and the snapshot of its connection, and under its {@code statement_timeout}.
 */
final class CopiedRows extends SourceRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int TRAILER = -1;
    private static final int NULL = -1;

    private final Connection connection;
    private final CopyOut copy;
    /** By column of the result; a line of a file, where the query gives one, is the column that becomes no value. */
    private final CopiedType[] types;

    private final ZoneId zone;
    private boolean begun;

    private CopiedRows(
            Connection connection,
            CopyOut copy,
            ResultColumns columns,
            CopiedType[] types,
            SourceQueries queries,
            LenderSource source) {
        super(columns, queries, source);
        this.connection = connection;
        this.copy = copy;
        this.types = types;
        this.zone = source.zone();
    }

    /**
     * Starts to read. The types of the columns are asked in the same transaction, which from then on holds the tables as they are.
     *
     * @param query for messages
     * @param sql its text without parameters
     * @throws NotCopiedException when this query must go by a cursor; the transaction may be lost with it
     * @throws SQLException when a cursor would meet the same
     */
    static CopiedRows of(Connection connection, String query, String sql, SourceQueries queries, LenderSource source)
            throws SQLException, NotCopiedException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            throw new NotCopiedException(query, "its driver is not PostgreSQL's own", null);
        }
        PGConnection postgres = connection.unwrap(PGConnection.class);
        demandUtf8(query, postgres);
        ResultColumns columns;
        CopiedType[] types;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData meta = statement.getMetaData();
            if (meta == null) {
                throw new NotCopiedException(query, "it is no select", null);
            }
            columns = ResultColumns.of(meta, query, queries);
            types = types(query, meta);
        }
        return new CopiedRows(connection, start(connection, postgres, query, sql), columns, types, queries, source);
    }

    private static CopyOut start(Connection connection, PGConnection postgres, String query, String sql)
            throws SQLException, NotCopiedException {
        // Doubled question marks and escapes in braces are undone as for a statement; on lines of its own, since the
        // query may end with a comment.
        String copied = "copy (\n" + connection.nativeSQL(sql) + "\n) to stdout (format binary)";
        try {
            return postgres.getCopyAPI().copyOut(copied);
        } catch (SQLException e) {
            if (DatabaseMessages.isTimeout(e) || DatabaseMessages.isConnectionLoss(e)) {
                throw e;
            }
            throw new NotCopiedException(
                    query, "the database refused to copy it (" + DatabaseMessages.withoutValues(e) + ")", e);
        }
    }

    /** Text comes in the encoding of the client, and from a server without one of its own unchecked. */
    private static void demandUtf8(String query, PGConnection postgres) throws NotCopiedException {
        String client = postgres.getParameterStatus("client_encoding");
        String server = postgres.getParameterStatus("server_encoding");
        if (!"UTF8".equals(client) || server == null || server.equals("SQL_ASCII")) {
            throw new NotCopiedException(
                    query, "the encoding is " + server + " there and " + client + " here, not UTF8", null);
        }
    }

    private static CopiedType[] types(String query, ResultSetMetaData meta) throws SQLException, NotCopiedException {
        CopiedType[] types = new CopiedType[meta.getColumnCount()];
        for (int i = 0; i < types.length; i++) {
            String name = meta.getColumnTypeName(i + 1);
            CopiedType type = CopiedType.of(name, meta.getColumnType(i + 1));
            if (type == null) {
                throw new NotCopiedException(
                        query, "its column " + meta.getColumnLabel(i + 1) + " is of type " + name, null);
            }
            types[i] = type;
        }
        return types;
    }

    @Override
    @Nullable SourceRow next() throws SQLException, NotCopiedException {
        byte[] message = copy.readFromCopy();
        try {
            if (!begun) {
                begun = true;
                message = withoutHeader(message);
            }
            if (message == null) {
                throw malformed(null);
            }
            ByteBuffer row = ByteBuffer.wrap(message);
            int fields = row.getShort();
            if (fields == TRAILER) {
                demandEnd();
                return null;
            }
            if (fields != types.length) {
                throw malformed(null);
            }
            return row(row);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw malformed(e);
        }
    }

    /** The header comes with the first row or before it. */
    private byte @Nullable [] withoutHeader(byte @Nullable [] message) throws SQLException, NotCopiedException {
        if (message == null || !Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw malformed(null);
        }
        ByteBuffer header = ByteBuffer.wrap(message).position(SIGNATURE.length + Integer.BYTES);
        int rest = header.getInt() + header.position();
        return rest == message.length ? copy.readFromCopy() : Arrays.copyOfRange(message, rest, message.length);
    }

    private SourceRow row(ByteBuffer row) throws SQLException, NotCopiedException {
        ResultColumns columns = columns();
        @Nullable Object[] values = new @Nullable Object[columns.results().length];
        int position = 0;
        long line = 0;
        for (int i = 0; i < types.length; i++) {
            int bytes = row.getInt();
            Object value = null;
            if (bytes != NULL) {
                if (!types[i].isLength(bytes)) {
                    throw malformed(null);
                }
                value = types[i].value(row, bytes, zone);
            }
            if (i + 1 == columns.line()) {
                line = value instanceof Long number ? number : 0;
                continue;
            }
            if (value == null && bytes != NULL) {
                throw notANumber(position);
            }
            values[position++] = value;
        }
        if (row.hasRemaining()) {
            throw malformed(null);
        }
        return row(values, line);
    }

    private void demandEnd() throws SQLException, NotCopiedException {
        if (copy.readFromCopy() != null) {
            throw malformed(null);
        }
    }

    private NotCopiedException malformed(@Nullable Exception cause) {
        return new NotCopiedException(
                shape().query(), "what stands between us and the database does not give its binary format", cause);
    }

    /**
     * A connection that still copies takes no other statement, not even the end of its transaction, and is given up: a request to cancel
     * may come late and then stops whatever the next user of the connection asks.
     */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            connection.abort(Runnable::run);
        }
    }
}
