package org.creditconnector.ledger;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteConverter;

/**
 * Rows in PostgreSQL's binary COPY format (documentation of COPY, "Binary Format"): a head, each row with the number of its columns,
 * each value behind its length, an end. Sent in pieces, so that a range never lies in memory twice.
 */
final class CopyRows {
    private static final byte[] HEAD = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int PIECE = 1 << 16;
    private static final int NULL = -1;
    private static final int END = -1;
    /** PostgreSQL counts days from here. */
    private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private final CopyIn stream;
    private byte[] piece = new byte[2 * PIECE];
    private int filled;

    CopyRows(CopyIn stream) {
        this.stream = stream;
        raw(HEAD);
    }

    /** Begins a row of so many columns. */
    void row(int columns) throws SQLException {
        if (filled >= PIECE) {
            send();
        }
        room(Short.BYTES);
        ByteConverter.int2(piece, filled, columns);
        filled += Short.BYTES;
    }

    void nothing() {
        number(NULL);
    }

    void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void integer(int value) {
        number(Integer.BYTES);
        number(value);
    }

    void bigint(long value) {
        number(Long.BYTES);
        room(Long.BYTES);
        ByteConverter.int8(piece, filled, value);
        filled += Long.BYTES;
    }

    void bool(boolean value) {
        number(1);
        room(1);
        piece[filled++] = (byte) (value ? 1 : 0);
    }

    void date(LocalDate value) {
        integer(Math.toIntExact(value.toEpochDay() - FIRST_DAY));
    }

    void decimal(BigDecimal value) {
        bytes(ByteConverter.numeric(value));
    }

    void bytes(byte[] value) {
        number(value.length);
        raw(value);
    }

    /** After the last row. */
    void end() throws SQLException {
        room(Short.BYTES);
        ByteConverter.int2(piece, filled, END);
        filled += Short.BYTES;
        send();
    }

    private void number(int value) {
        room(Integer.BYTES);
        ByteConverter.int4(piece, filled, value);
        filled += Integer.BYTES;
    }

    private void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, piece, filled, value.length);
        filled += value.length;
    }

    private void room(int more) {
        if (filled + more > piece.length) {
            piece = Arrays.copyOf(piece, Math.max(filled + more, 2 * piece.length));
        }
    }

    private void send() throws SQLException {
        stream.writeToCopy(piece, 0, filled);
        filled = 0;
    }
}
