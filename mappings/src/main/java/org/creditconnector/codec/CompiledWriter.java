package org.creditconnector.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes what Avro's own writers write, byte for byte, without asking the schema again for every value: the schema is walked once
 * and becomes a tree of writers. It knows what our schemas use: records, lists, maps, text, whole numbers, booleans, enums, dates, decimals
 * in bytes, and unions of null and one of these.
 *
 * <p>Immutable; may be used by many threads at once, each with its own buffer.
 *
 * @param <T> class of the records
 */
public final class CompiledWriter<T> {
    /** A list or map ends with a block of no elements. */
    private static final int END_OF_BLOCKS = 0;

    private final ValueWriter root;

    /**
     * @param schema schema of the records
     * @throws IllegalArgumentException when the schema uses something else
     */
    public CompiledWriter(Schema schema) {
        this.root = compile(schema, schema.getFullName());
    }

    /**
     * Writes one behind what the buffer holds.
     *
     * @throws AvroTypeException when a required value is null, an amount has more decimal places or digits than its type, or an enum
     *     has no such symbol
     */
    public void write(T datum, AvroBuffer out) {
        root.write(datum, out);
    }

    @FunctionalInterface
    private interface ValueWriter {
        void write(@Nullable Object value, AvroBuffer out);
    }

    private static ValueWriter compile(Schema schema, String path) {
        LogicalType logical = schema.getLogicalType();
        return switch (schema.getType()) {
            case RECORD -> new RecordOf(schema, path);
            case ARRAY -> new ListOf(compile(schema.getElementType(), path + "[]"), path);
            case MAP -> new MapOf(compile(schema.getValueType(), path + "{}"), path);
            case UNION -> nullable(schema, path);
            case ENUM -> new SymbolOf(schema, path);
            case STRING -> (value, out) -> out.writeString(present(value, path).toString());
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) present(value, path));
            case LONG -> (value, out) -> out.writeLong((Long) present(value, path));
            case INT ->
                logical instanceof LogicalTypes.Date
                        ? (value, out) ->
                                out.writeLong(Math.toIntExact(((LocalDate) present(value, path)).toEpochDay()))
                        : (value, out) -> out.writeLong((Integer) present(value, path));
            case BYTES -> {
                if (!(logical instanceof LogicalTypes.Decimal decimal)) {
                    throw unknown(schema, path);
                }
                yield new DecimalOf(decimal.getPrecision(), decimal.getScale(), path);
            }
            default -> throw unknown(schema, path);
        };
    }

    private static IllegalArgumentException unknown(Schema schema, String path) {
        return new IllegalArgumentException(path + " is " + schema + ", which the compiled writer does not know");
    }

    private static ValueWriter nullable(Schema union, String path) {
        List<Schema> branches = union.getTypes();
        int empty = branches.indexOf(Schema.create(Schema.Type.NULL));
        if (branches.size() != 2 || empty < 0) {
            throw unknown(union, path);
        }
        int filled = 1 - empty;
        ValueWriter writer = compile(branches.get(filled), path);
        return (value, out) -> {
            if (value == null) {
                out.writeLong(empty);
            } else {
                out.writeLong(filled);
                writer.write(value, out);
            }
        };
    }

    private static Object present(@Nullable Object value, String path) {
        if (value == null) {
            throw new AvroTypeException(path + " is null, expected a value");
        }
        return value;
    }

    /** A record: its fields in the order of the schema. */
    private static final class RecordOf implements ValueWriter {
        private final ValueWriter[] fields;
        private final String path;

        RecordOf(Schema schema, String path) {
            this.path = path;
            this.fields = schema.getFields().stream()
                    .map(field -> compile(field.schema(), path + "." + field.name()))
                    .toArray(ValueWriter[]::new);
        }

        @Override
        public void write(@Nullable Object value, AvroBuffer out) {
            IndexedRecord one = (IndexedRecord) present(value, path);
            for (int field = 0; field < fields.length; field++) {
                fields[field].write(one.get(field), out);
            }
        }
    }

    /** A list of values of one type. */
    private record ListOf(ValueWriter element, String path) implements ValueWriter {
        @Override
        public void write(@Nullable Object value, AvroBuffer out) {
            Collection<?> list = (Collection<?>) present(value, path);
            if (!list.isEmpty()) {
                out.writeLong(list.size());
                for (Object one : list) {
                    element.write(one, out);
                }
            }
            out.writeLong(END_OF_BLOCKS);
        }
    }

    /** Values of one type by name, in the order of the map. */
    private record MapOf(ValueWriter element, String path) implements ValueWriter {
        @Override
        public void write(@Nullable Object value, AvroBuffer out) {
            Map<?, ?> map = (Map<?, ?>) present(value, path);
            if (!map.isEmpty()) {
                out.writeLong(map.size());
                for (Map.Entry<?, ?> one : map.entrySet()) {
                    out.writeString(present(one.getKey(), path).toString());
                    element.write(one.getValue(), out);
                }
            }
            out.writeLong(END_OF_BLOCKS);
        }
    }

    /** A symbol of an enum: of a generated Java enum, or of Avro's generic kind. */
    private static final class SymbolOf implements ValueWriter {
        private final Schema schema;
        private final String path;
        private volatile Ordinals known = new Ordinals(Void.class, new int[0]);

        /** Place in the schema of each constant of a Java enum. */
        @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
        private record Ordinals(Class<?> type, int[] places) {}

        SymbolOf(Schema schema, String path) {
            this.schema = schema;
            this.path = path;
        }

        @Override
        public void write(@Nullable Object value, AvroBuffer out) {
            if (present(value, path) instanceof Enum<?> constant) {
                out.writeLong(places(constant.getDeclaringClass())[constant.ordinal()]);
            } else {
                out.writeLong(place(String.valueOf(value)));
            }
        }

        private int[] places(Class<? extends Enum<?>> type) {
            Ordinals ordinals = known;
            if (ordinals.type() != type) {
                Enum<?>[] constants = type.getEnumConstants();
                int[] places = new int[constants.length];
                for (int i = 0; i < places.length; i++) {
                    places[i] = place(constants[i].name());
                }
                ordinals = new Ordinals(type, places);
                known = ordinals;
            }
            return ordinals.places();
        }

        private int place(String symbol) {
            if (!schema.hasEnumSymbol(symbol)) {
                throw new AvroTypeException(path + " is " + symbol + ", expected one of " + schema.getEnumSymbols());
            }
            return schema.getEnumOrdinal(symbol);
        }
    }

    /** A decimal: its unscaled value as the fewest bytes of two's complement. */
    private static final class DecimalOf implements ValueWriter {
        /** So many digits always fit into 63 bits. */
        private static final int DIGITS_OF_A_LONG = 18;

        private final int precision;
        private final int scale;
        private final String path;

        DecimalOf(int precision, int scale, String path) {
            this.precision = precision;
            this.scale = scale;
            this.path = path;
        }

        @Override
        public void write(@Nullable Object value, AvroBuffer out) {
            BigDecimal scaled = scaled((BigDecimal) present(value, path));
            if (scaled.precision() > DIGITS_OF_A_LONG) {
                out.writeBytes(scaled.unscaledValue().toByteArray());
                return;
            }
            out.writeDecimal(scaled.scaleByPowerOfTen(scale).longValue());
        }

        private BigDecimal scaled(BigDecimal value) {
            BigDecimal scaled = value;
            if (value.scale() != scale) {
                try {
                    scaled = value.setScale(scale, RoundingMode.UNNECESSARY);
                } catch (ArithmeticException e) {
                    throw new AvroTypeException(path + " has more than " + scale + " decimal places", e);
                }
            }
            if (scaled.precision() > precision) {
                throw new AvroTypeException(path + " has more than " + precision + " digits");
            }
            return scaled;
        }
    }
}
