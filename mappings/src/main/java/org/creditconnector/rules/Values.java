package org.creditconnector.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.record.CreditRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds every amount, date and unexplained null of a record, wherever it stands. The shape is read from the schema once. A record
 * is scanned first, which keeps no places; only where the scan saw something is it walked with places.
 */
final class Values {
    /** What a walk looks at. */
    interface Visitor {
        /** An amount (six decimal places) that is there. */
        default void amount(Place place, BigDecimal amount) {}

        /** A date that is there. */
        default void date(Place place, LocalDate date) {}

        /** A null that is no fact in itself. */
        default void absent(Place place) {}
    }

    /** What a record holds anywhere. */
    static final class Scan {
        private final RuleLimits limits;
        private final LocalDate latest;
        /** Whoever has no more digits before the decimal point is below the limit of amounts. */
        private final int digitsWithinLimit;
        /** An amount below zero. */
        boolean negative;
        /** An amount beyond the limit. */
        boolean absurd;
        /** A date out of range. */
        boolean outOfRange;
        /** Fields that are null somewhere, where that is no fact in itself. */
        final List<Field> absent = new ArrayList<>();

        private final boolean[] seenAbsent = new boolean[Field.count];

        private Scan(RuleLimits limits, LocalDate asOf) {
            this.limits = limits;
            this.latest = asOf.plusYears(limits.yearsAhead());
            this.digitsWithinLimit =
                    limits.amount().precision() - limits.amount().scale() - 1;
        }

        private void record(IndexedRecord record, Field[] fields) {
            for (Field field : fields) {
                Object value = record.get(field.position);
                if (value == null) {
                    absent(field);
                } else if (field.list) {
                    for (Object element : (List<?>) value) {
                        value(element, field);
                    }
                } else {
                    value(value, field);
                }
            }
        }

        private void absent(Field field) {
            if (!field.absenceExplainsItself && !seenAbsent[field.index]) {
                seenAbsent[field.index] = true;
                absent.add(field);
            }
        }

        private void value(Object value, Field field) {
            if (field.children.length > 0) {
                record((IndexedRecord) value, field.children);
            } else if (field.amount) {
                BigDecimal amount = (BigDecimal) value;
                negative |= amount.signum() < 0;
                // Few digits before the point are few enough; only the others are worth a comparison.
                absurd |= amount.precision() - amount.scale() > digitsWithinLimit
                        && amount.abs().compareTo(limits.amount()) > 0;
            } else if (field.date) {
                LocalDate date = (LocalDate) value;
                outOfRange |= date.isBefore(limits.earliest()) || date.isAfter(latest);
            }
        }
    }

    /** Where a walk is; turns into a path only when asked. */
    static final class Place {
        private final List<Field> fields = new ArrayList<>();
        private final List<Integer> indexes = new ArrayList<>();

        /** Path with the indexes of list elements. */
        String path() {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < fields.size(); i++) {
                path.append(i == 0 ? "" : ".").append(fields.get(i).name);
                if (indexes.get(i) >= 0) {
                    path.append('[').append(indexes.get(i)).append(']');
                }
            }
            return path.toString();
        }

        /** The field's path with {@code []} for list elements, and those of the sections around it. */
        Field field() {
            return fields.get(fields.size() - 1);
        }

        private void enter(Field field) {
            fields.add(field);
            indexes.add(-1);
        }

        private void element(int index) {
            indexes.set(indexes.size() - 1, index);
        }

        private void leave() {
            fields.remove(fields.size() - 1);
            indexes.remove(indexes.size() - 1);
        }
    }

    /** One field of the schema at one path. */
    static final class Field {
        /** Path with {@code []} for list elements. */
        final String path;

        private final String name;
        private final int position;
        private final boolean absenceExplainsItself;
        private final boolean amount;
        private final boolean date;
        private final boolean list;
        private final int index;
        private final Field[] children;
        /** Fields made so far, while the schema is being read. */
        private static int count;

        private Field(String prefix, Schema.Field field) {
            Schema schema = nonNull(field.schema());
            list = schema.getType() == Schema.Type.ARRAY;
            Schema element = list ? nonNull(schema.getElementType()) : schema;
            index = count++;
            name = field.name();
            path = prefix + name + (list ? "[]" : "");
            position = field.pos();
            absenceExplainsItself =
                    !field.schema().isNullable() || Boolean.TRUE.equals(field.getObjectProp("absentMeansNone"));
            amount = element.getLogicalType() instanceof LogicalTypes.Decimal decimal && decimal.getScale() == 6;
            date = element.getLogicalType() instanceof LogicalTypes.Date;
            children = element.getType() == Schema.Type.RECORD ? fields(path + ".", element) : new Field[0];
        }

        /** Nothing below is ever looked at: no amount, no date, no optional field. */
        private boolean isDull() {
            return absenceExplainsItself && !amount && !date && children.length == 0;
        }
    }

    private static final Field[] RECORD = fields("", CreditRecord.getClassSchema());
    private static final Map<String, Boolean> PATHS = paths();
    private static final Set<String> SORTS = Set.of("amounts", "dates", "optional");

    private Values() {}

    private static Field[] fields(String prefix, Schema schema) {
        List<Field> fields = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            Field known = new Field(prefix, field);
            if (!known.isDull()) {
                fields.add(known);
            }
        }
        return fields.toArray(new Field[0]);
    }

    private static Schema nonNull(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        for (Schema branch : schema.getTypes()) {
            if (branch.getType() != Schema.Type.NULL) {
                return branch;
            }
        }
        return schema;
    }

    static Scan scan(CreditRecord record, RuleLimits limits) {
        Scan scan = new Scan(limits, record.getReport().getAsOf());
        scan.record(record, RECORD);
        return scan;
    }

    static void walk(CreditRecord record, Visitor visitor) {
        walk(record, RECORD, new Place(), visitor);
    }

    private static void walk(IndexedRecord record, Field[] fields, Place place, Visitor visitor) {
        for (Field field : fields) {
            place.enter(field);
            Object value = record.get(field.position);
            if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    place.element(i);
                    visit(list.get(i), field, place, visitor);
                }
            } else {
                visit(value, field, place, visitor);
            }
            place.leave();
        }
    }

    private static void visit(@Nullable Object value, Field field, Place place, Visitor visitor) {
        if (value == null) {
            if (!field.absenceExplainsItself) {
                visitor.absent(place);
            }
        } else if (value instanceof IndexedRecord section) {
            walk(section, field.children, place, visitor);
        } else if (field.amount && value instanceof BigDecimal amount) {
            visitor.amount(place, amount);
        } else if (value instanceof LocalDate date) {
            visitor.date(place, date);
        }
    }

    // ------------------------------------------------------------------ paths of the schema

    private static Map<String, Boolean> paths() {
        Map<String, Boolean> paths = new HashMap<>();
        collect("", CreditRecord.getClassSchema(), paths);
        return paths;
    }

    private static void collect(String prefix, Schema schema, Map<String, Boolean> paths) {
        for (Schema.Field field : schema.getFields()) {
            Schema type = nonNull(field.schema());
            boolean list = type.getType() == Schema.Type.ARRAY;
            Schema element = list ? nonNull(type.getElementType()) : type;
            String path = prefix + field.name();
            paths.put(path, true);
            if (list) {
                path += "[]";
                paths.put(path, true);
            }
            if (element.getType() == Schema.Type.RECORD) {
                collect(path + ".", element, paths);
            }
        }
    }

    /** Whether a word stands for every field of one sort. */
    static boolean isSort(String word) {
        return SORTS.contains(word);
    }

    /** Whether a field, by its path with {@code []} for elements, is one of a sort. */
    static boolean isOfSort(String path, String sort) {
        Field field = find(path, RECORD);
        return field != null
                && switch (sort) {
                    case "amounts" -> field.amount;
                    case "dates" -> field.date;
                    default -> !field.absenceExplainsItself;
                };
    }

    private static @Nullable Field find(String path, Field[] fields) {
        for (Field field : fields) {
            if (field.path.equals(path)) {
                return field;
            }
            if (path.startsWith(field.path + ".")) {
                return find(path, field.children);
            }
        }
        return null;
    }

    /** Whether the record has a field or section of this path, indexes written as {@code []} or {@code [3]}. */
    static boolean isPath(String path) {
        return PATHS.containsKey(path) || PATHS.containsKey(path.replaceAll("\\[[0-9]+]", "[]"));
    }
}
