package org.creditconnector.mockregistry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is needed of an item. Over the rest it only goes, but over every value of it: an item is as long as it is found to be,
 * and a symbol that an enumeration does not have is found wherever it is. The library's reader takes several times as long, since it
 * makes an object of every value, and a registry that is slower than its senders is no help in measuring them. Does not change.
 */
final class ItemReader {
    private final Step item;

    /**
     * A reader of items.
     *
     * @param written schema they were written by
     * @param needed the {@link Projection} of it that is read
     */
    ItemReader(Schema written, Schema needed) {
        this.item = new Steps().of(written, needed);
    }

    /** The next item, with the fields that are needed. Decimals are BigDecimal, dates LocalDate, symbols and texts CharSequence. */
    GenericRecord read(BinaryDecoder in) throws IOException {
        if (read(item, in) instanceof GenericRecord record) {
            return record;
        }
        throw new AvroTypeException("an item is no record");
    }

    /** How one value is read. */
    private static final class Step {
        private final Schema written;
        private final Schema.Type type;
        private final @Nullable Schema needed;
        private final @Nullable LogicalType logical;
        private Step[] below = {};
        /** For each field as written, its place in the record that is read; below 0 when it is not needed. */
        private int[] places = {};

        Step(Schema written, @Nullable Schema needed) {
            this.written = written;
            this.type = written.getType();
            this.needed = needed;
            this.logical = written.getLogicalType();
        }
    }

    /** Makes steps; types may hold themselves. */
    private static final class Steps {
        private static final Object NOTHING = new Object();

        /** By the schema as written, then by the one that is needed. */
        private final Map<Schema, Map<Object, Step>> records = new IdentityHashMap<>();

        Step of(Schema written, @Nullable Schema needed) {
            var step = new Step(written, needed);
            switch (written.getType()) {
                case RECORD -> {
                    Map<Object, Step> known = records.computeIfAbsent(written, key -> new IdentityHashMap<>());
                    Step before = known.putIfAbsent(needed == null ? NOTHING : needed, step);
                    if (before != null) {
                        return before;
                    }
                    fields(step);
                }
                case UNION -> {
                    step.below = new Step[written.getTypes().size()];
                    for (int i = 0; i < step.below.length; i++) {
                        Schema branch = written.getTypes().get(i);
                        step.below[i] = of(
                                branch,
                                needed == null ? null : needed.getTypes().get(i));
                    }
                }
                case ARRAY ->
                    step.below =
                            new Step[] {of(written.getElementType(), needed == null ? null : needed.getElementType())};
                case MAP ->
                    step.below = new Step[] {of(written.getValueType(), needed == null ? null : needed.getValueType())};
                default -> {}
            }
            return step;
        }

        private void fields(Step step) {
            List<Schema.Field> fields = step.written.getFields();
            step.below = new Step[fields.size()];
            step.places = new int[fields.size()];
            for (int i = 0; i < step.below.length; i++) {
                Schema.Field field = fields.get(i);
                Schema.Field read = step.needed == null ? null : step.needed.getField(field.name());
                step.below[i] = of(field.schema(), read == null ? null : read.schema());
                step.places[i] = read == null ? -1 : read.pos();
            }
        }
    }

    private static @Nullable Object read(Step step, BinaryDecoder in) throws IOException {
        return switch (step.type) {
            case RECORD -> record(step, in);
            case UNION -> read(step.below[symbol(step, in.readIndex(), step.below.length)], in);
            case ARRAY -> list(step, in);
            case MAP -> map(step, in);
            case ENUM -> {
                List<String> symbols = step.written.getEnumSymbols();
                yield symbols.get(symbol(step, in.readEnum(), symbols.size()));
            }
            case NULL -> {
                in.readNull();
                yield null;
            }
            default -> step.needed == null ? pass(step, in) : value(step, in);
        };
    }

    private static int symbol(Step step, int index, int count) {
        if (index < 0 || index >= count) {
            throw new AvroTypeException(
                    "index " + index + " in " + step.written.getFullName() + ", which has only " + count);
        }
        return index;
    }

    private static @Nullable Object record(Step step, BinaryDecoder in) throws IOException {
        var record = step.needed == null ? null : new GenericData.Record(step.needed);
        for (int i = 0; i < step.below.length; i++) {
            Object value = read(step.below[i], in);
            if (record != null && step.places[i] >= 0) {
                record.put(step.places[i], value);
            }
        }
        return record;
    }

    private static @Nullable Object list(Step step, BinaryDecoder in) throws IOException {
        List<@Nullable Object> list = step.needed == null ? null : new ArrayList<>();
        for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
            for (; left > 0; left--) {
                Object value = read(step.below[0], in);
                if (list != null) {
                    list.add(value);
                }
            }
        }
        return list;
    }

    private static @Nullable Object map(Step step, BinaryDecoder in) throws IOException {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
            for (; left > 0; left--) {
                map.put(in.readString(), read(step.below[0], in));
            }
        }
        return step.needed == null ? null : map;
    }

    private static @Nullable Object pass(Step step, BinaryDecoder in) throws IOException {
        switch (step.type) {
            case STRING -> in.skipString();
            case BYTES -> in.skipBytes();
            case FIXED -> in.skipFixed(step.written.getFixedSize());
            case INT -> in.readInt();
            case LONG -> in.readLong();
            case FLOAT -> in.skipFixed(Float.BYTES);
            case DOUBLE -> in.skipFixed(Double.BYTES);
            case BOOLEAN -> in.readBoolean();
            default -> throw new IllegalStateException(step.type + " is read elsewhere");
        }
        return null;
    }

    private static Object value(Step step, BinaryDecoder in) throws IOException {
        return switch (step.type) {
            case STRING -> in.readString();
            case BYTES -> {
                ByteBuffer bytes = in.readBytes(null);
                yield step.logical instanceof LogicalTypes.Decimal
                        ? Facts.DECIMALS.fromBytes(bytes, step.written, step.logical)
                        : bytes;
            }
            case FIXED -> {
                var fixed = new GenericData.Fixed(step.written);
                in.readFixed(fixed.bytes());
                yield step.logical instanceof LogicalTypes.Decimal
                        ? Facts.DECIMALS.fromFixed(fixed, step.written, step.logical)
                        : fixed;
            }
            case INT -> {
                int number = in.readInt();
                yield step.logical instanceof LogicalTypes.Date ? LocalDate.ofEpochDay(number) : (Object) number;
            }
            case LONG -> in.readLong();
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case BOOLEAN -> in.readBoolean();
            default -> throw new IllegalStateException(step.type + " is read elsewhere");
        };
    }
}
