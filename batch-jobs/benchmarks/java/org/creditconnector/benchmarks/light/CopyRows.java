package org.creditconnector.benchmarks.light;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Rows of PostgreSQL's binary COPY, column by column; the first column is the account id. */
final class CopyRows {
    private static final int HEADER = 19;
    /** Days from 1970 to 2000, where PostgreSQL counts from. */
    private static final int EPOCH = 10_957;

    private static final long MICROS_OF_A_DAY = 86_400_000_000L;
    private static final int BASE = 10_000;

    private final CopyOut copy;
    private byte[] row;
    private int at;
    private boolean first = true;
    private boolean done;
    private long account;

    CopyRows(Connection connection, String sql) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + sql + ") TO STDOUT (FORMAT binary)");
        next();
    }

    /** Whether the current row belongs to an account at or before this one. */
    boolean until(long id) {
        return !done && account <= id;
    }

    boolean isDone() {
        return done;
    }

    long account() {
        return account;
    }

    void next() throws SQLException {
        row = copy.readFromCopy();
        at = 0;
        if (first && row != null) {
            first = false;
            at = HEADER;
            if (row.length <= HEADER) {
                row = copy.readFromCopy();
                at = 0;
            }
        }
        if (row == null || shortNumber() < 0) {
            done = true;
            while (row != null) {
                row = copy.readFromCopy();
            }
            return;
        }
        at += Integer.BYTES;
        account = longNumber();
    }

    private int shortNumber() {
        int value = (row[at] << 8) | (row[at + 1] & 0xff);
        at += 2;
        return value;
    }

    private int number() {
        int value =
                (row[at] << 24) | (row[at + 1] & 0xff) << 16 | (row[at + 2] & 0xff) << 8 | (row[at + 3] & 0xff);
        at += 4;
        return value;
    }

    private long longNumber() {
        long high = number();
        return high << 32 | (number() & 0xffffffffL);
    }

    String text() {
        int length = number();
        if (length < 0) {
            return null;
        }
        String value = new String(row, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    int small() {
        return number() < 0 ? LightAccount.NONE : shortNumber();
    }

    int date() {
        return number() < 0 ? LightAccount.NONE : number() + EPOCH;
    }

    int dayOfTime() {
        return number() < 0 ? LightAccount.NONE : (int) Math.floorDiv(longNumber(), MICROS_OF_A_DAY) + EPOCH;
    }

    /** A numeric of a scale of at most four (cents) or six (millionths), from groups of four digits. */
    long amount(int scale) {
        if (number() < 0) {
            return LightAccount.NO_AMOUNT;
        }
        int groups = shortNumber();
        int weight = shortNumber();
        boolean negative = shortNumber() != 0;
        at += 2;
        long whole = 0;
        int group = 0;
        while (group <= weight) {
            whole = whole * BASE + (group < groups ? shortNumber() : 0);
            group++;
        }
        long first = group < groups && weight - group == -1 ? shortNumber() : 0;
        group += group < groups && weight - group == -1 ? 1 : 0;
        long second = group < groups ? shortNumber() : 0;
        long value = scale == 2 ? whole * 100 + first / 100 : whole * 1_000_000 + first * 100 + second / 100;
        return negative ? -value : value;
    }
}
