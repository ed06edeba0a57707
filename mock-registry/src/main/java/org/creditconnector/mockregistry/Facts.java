package org.creditconnector.mockregistry;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts by path from generic records, by the schema that travelled with them. A field that the schema does not have reads
 * as null: a writer of another version has nothing to say about it.
 */
final class Facts {
    /** Makes decimals of bytes. */
    static final Conversion<BigDecimal> DECIMALS = new CompactDecimals();

    private Facts() {}

    /** Decimals of up to eighteen digits as one object; the library's own conversion makes three of them and keeps them. */
    private static final class CompactDecimals extends Conversions.DecimalConversion {
        @Override
        public BigDecimal fromBytes(ByteBuffer value, Schema schema, LogicalType type) {
            int length = value.remaining();
            if (length == 0 || length > Long.BYTES) {
                return super.fromBytes(value, schema, type);
            }
            int start = value.position();
            long unscaled = value.get(start);
            for (int i = 1; i < length; i++) {
                unscaled = unscaled << Byte.SIZE | value.get(start + i) & 0xFF;
            }
            return BigDecimal.valueOf(unscaled, ((LogicalTypes.Decimal) type).getScale());
        }
    }

    /** The value at the path, or null where a step of it is missing. */
    static @Nullable Object at(@Nullable Object datum, String... path) {
        Object here = datum;
        for (String name : path) {
            if (!(here instanceof IndexedRecord record)) {
                return null;
            }
            Schema.Field field = record.getSchema().getField(name);
            here = field == null ? null : record.get(field.pos());
        }
        return here;
    }

    static @Nullable String text(@Nullable Object datum, String... path) {
        Object value = at(datum, path);
        return value == null ? null : value.toString();
    }

    static @Nullable BigDecimal number(@Nullable Object datum, String... path) {
        Object value = at(datum, path);
        if (value == null) {
            return null;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Number || value instanceof CharSequence) {
            try {
                return new BigDecimal(value.toString());
            } catch (NumberFormatException e) {
                throw notA("number", path, e);
            }
        }
        throw notA("number", path, null);
    }

    static @Nullable LocalDate date(@Nullable Object datum, String... path) {
        Object value = at(datum, path);
        if (value == null) {
            return null;
        }
        if (value instanceof LocalDate date) {
            return date;
        }
        try {
            return LocalDate.parse(value.toString());
        } catch (DateTimeParseException e) {
            throw notA("date", path, e);
        }
    }

    /** The elements at the path; empty where there is no list. */
    static List<?> list(@Nullable Object datum, String... path) {
        Object value = at(datum, path);
        return value instanceof List<?> list ? list : List.of();
    }

    private static RefusalException notA(String what, String[] path, @Nullable Exception cause) {
        RefusalException refusal = RefusalException.unreadable(
                "By the schema in the file, " + String.join(".", path) + " is not a " + what + ".");
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }
}
