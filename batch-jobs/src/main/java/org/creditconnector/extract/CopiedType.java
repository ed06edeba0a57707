package org.creditconnector.extract;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;

/**
 * Types of columns that are read from PostgreSQL's binary format, and what a value becomes: exactly what a cursor gives. The format
 * of a type is what its {@code *send} function in the server writes.
 */
enum CopiedType {
    TEXT(-1),
    INT2(2),
    INT4(4),
    INT8(8),
    NUMERIC(-1),
    FLOAT4(4),
    FLOAT8(8),
    BOOLEAN(1),
    DATE(4),
    TIMESTAMP(8),
    TIMESTAMP_WITH_ZONE(8),
    UUID_TEXT(16);

    /** Days and seconds from 1970 to 2000, where PostgreSQL counts from. */
    private static final long EPOCH_DAY = 10_957;

    private static final long EPOCH_SECOND = EPOCH_DAY * 86_400;
    private static final long MICROS = 1_000_000;
    private static final int POSITIVE = 0;
    private static final int NEGATIVE = 0x4000;
    private static final int GROUP_DIGITS = 4;
    private static final int GROUP = 10_000;
    /** Decimal digits that a long holds for sure. */
    private static final int LONG_DIGITS = 18;

    private static final long[] POWERS = powers();

    /** Bytes of a value; -1 where they vary. */
    private final int length;

    CopiedType(int length) {
        this.length = length;
    }

    /**
     * The type of a column; null where a value may be something that only a cursor can tell.
     *
     * @param name as the driver calls it, in lower case; the type below a domain
     * @param type after {@link Types}
     */
    static @Nullable CopiedType of(String name, int type) {
        return switch (name) {
            case "text", "varchar", "bpchar", "name" -> TEXT;
            case "int2", "smallserial" -> INT2;
            case "int4", "serial" -> INT4;
            case "int8", "bigserial" -> INT8;
            case "numeric" -> NUMERIC;
            case "float4" -> FLOAT4;
            case "float8" -> FLOAT8;
            case "bool" -> BOOLEAN;
            case "date" -> DATE;
            case "timestamp" -> TIMESTAMP;
            case "timestamptz" -> TIMESTAMP_WITH_ZONE;
            case "uuid" -> UUID_TEXT;
            // An enum: the driver calls it a VARCHAR, and its binary form is its label.
            default -> type == Types.VARCHAR ? TEXT : null;
        };
    }

    /** Whether a field may have that many bytes. */
    boolean isLength(int bytes) {
        return length < 0 ? bytes >= 0 : bytes == length;
    }

    /**
     * A value.
     *
     * @param row positioned at the field; left behind it
     * @param bytes length of the field
     * @param zone of time stamps that have one
     * @return null for a number that is none (NaN, infinity), and never else
     */
    @Nullable Object value(ByteBuffer row, int bytes, ZoneId zone) throws SQLException {
        return switch (this) {
            case TEXT -> text(row, bytes);
            case INT2 -> (long) row.getShort();
            case INT4 -> (long) row.getInt();
            case INT8 -> row.getLong();
            case NUMERIC -> numeric(row, bytes);
            case FLOAT4 -> {
                float number = row.getFloat();
                yield Float.isFinite(number) ? new BigDecimal(Float.toString(number)) : null;
            }
            case FLOAT8 -> {
                double number = row.getDouble();
                yield Double.isFinite(number) ? new BigDecimal(Double.toString(number)) : null;
            }
            case BOOLEAN -> row.get() != 0;
            case DATE -> date(row.getInt());
            case TIMESTAMP -> time(row.getLong(), ZoneOffset.UTC);
            case TIMESTAMP_WITH_ZONE -> time(row.getLong(), zone);
            case UUID_TEXT -> new UUID(row.getLong(), row.getLong()).toString();
        };
    }

    private static String text(ByteBuffer row, int bytes) {
        String text = new String(row.array(), row.arrayOffset() + row.position(), bytes, StandardCharsets.UTF_8);
        row.position(row.position() + bytes);
        return text;
    }

    /** The infinite dates and times as the driver gives them. */
    private static LocalDate date(int days) {
        if (days == Integer.MAX_VALUE) {
            return LocalDate.MAX;
        }
        return days == Integer.MIN_VALUE ? LocalDate.MIN : LocalDate.ofEpochDay(days + EPOCH_DAY);
    }

    private static LocalDateTime time(long micros, ZoneId zone) {
        if (micros == Long.MAX_VALUE) {
            return LocalDateTime.MAX;
        }
        if (micros == Long.MIN_VALUE) {
            return LocalDateTime.MIN;
        }
        long second = Math.floorDiv(micros, MICROS) + EPOCH_SECOND;
        int nanos = (int) Math.floorMod(micros, MICROS) * 1_000;
        return zone instanceof ZoneOffset offset
                ? LocalDateTime.ofEpochSecond(second + offset.getTotalSeconds(), nanos, ZoneOffset.UTC)
                : LocalDateTime.ofInstant(Instant.ofEpochSecond(second, nanos), zone);
    }

    /**
     * A number of groups of four decimal digits. Amounts of money fit into a long and are put together in one; the rest is left to
     * the driver.
     */
    private static @Nullable BigDecimal numeric(ByteBuffer row, int bytes) {
        int start = row.position();
        int groups = row.getShort();
        int weight = row.getShort();
        int sign = row.getShort();
        int scale = row.getShort();
        if (sign != POSITIVE && sign != NEGATIVE) {
            row.position(start + bytes);
            return null;
        }
        int missing = scale - GROUP_DIGITS * (groups - 1 - weight);
        if (groups == 0) {
            return BigDecimal.valueOf(0, scale);
        }
        if (GROUP_DIGITS * groups + Math.max(missing, 0) > LONG_DIGITS || missing < -LONG_DIGITS) {
            row.position(start + bytes);
            return (BigDecimal) ByteConverter.numeric(row.array(), row.arrayOffset() + start, bytes);
        }
        long digits = 0;
        for (int i = 0; i < groups; i++) {
            digits = digits * GROUP + row.getShort();
        }
        long unscaled = missing >= 0 ? digits * POWERS[missing] : digits / POWERS[-missing];
        return BigDecimal.valueOf(sign == NEGATIVE ? -unscaled : unscaled, scale);
    }

    private static long[] powers() {
        long[] powers = new long[LONG_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
