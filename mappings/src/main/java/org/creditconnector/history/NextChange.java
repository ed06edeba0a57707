package org.creditconnector.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.record.CreditRecord;
import org.jspecify.annotations.Nullable;

/**
 * The first day on which the facts of an account may be others although none of its rows changes: a month ends, or a date that stands
 * in the record comes, such as that of an instalment. Derived figures are no facts: days past due grow every day.
 *
 * <p>Errs towards too early: a day that brings nothing costs one look.
 */
public final class NextChange {
    /** Parts of a record whose dates are those of the night and of the days before it. */
    private static final Set<String> OF_THE_LOOK = Set.of("report", "months", "position");

    private static final DatesOf RECORD = DatesOf.compile(CreditRecord.getClassSchema());

    private NextChange() {}

    /**
     * The first day after the record's as-of date.
     *
     * @param record the checked record
     */
    public static LocalDate after(CreditRecord record) {
        LocalDate asOf = record.getReport().getAsOf();
        Earliest earliest = new Earliest(asOf);
        earliest.see(asOf.withDayOfMonth(asOf.lengthOfMonth()));
        RECORD.each(record, earliest);
        // What a date does may show on it or, where it was the last day of something, on the day after.
        return earliest.found.isAfter(asOf) ? earliest.found : asOf.plusDays(1);
    }

    /** The earliest date that is not over. */
    private static final class Earliest {
        private final LocalDate asOf;
        private LocalDate found = LocalDate.MAX;

        Earliest(LocalDate asOf) {
            this.asOf = asOf;
        }

        void see(LocalDate date) {
            if (!date.isBefore(asOf) && date.isBefore(found)) {
                found = date;
            }
        }
    }

    /** Where dates are in a schema; the way to them is found once. */
    private interface DatesOf {
        void each(@Nullable Object value, Earliest earliest);

        /** Null where there are none. */
        static @Nullable DatesOf within(Schema schema) {
            return switch (schema.getType()) {
                case UNION ->
                    schema.getTypes().stream()
                            .filter(branch -> branch.getType() != Schema.Type.NULL)
                            .findFirst()
                            .map(DatesOf::within)
                            .orElse(null);
                case INT ->
                    schema.getLogicalType() instanceof LogicalTypes.Date
                            ? (value, earliest) -> {
                                if (value != null) {
                                    earliest.see((LocalDate) value);
                                }
                            }
                            : null;
                case ARRAY -> {
                    DatesOf element = within(schema.getElementType());
                    yield element == null
                            ? null
                            : (value, earliest) -> {
                                if (value != null) {
                                    for (Object one : (List<?>) value) {
                                        element.each(one, earliest);
                                    }
                                }
                            };
                }
                case RECORD -> compile(schema);
                default -> null;
            };
        }

        /** Of a record; one without dates is passed over at no cost. */
        static DatesOf compile(Schema schema) {
            List<DatesOf> ways = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (Schema.Field field : schema.getFields()) {
                DatesOf way = OF_THE_LOOK.contains(field.name()) ? null : within(field.schema());
                if (way != null) {
                    ways.add(way);
                    places.add(field.pos());
                }
            }
            DatesOf[] way = ways.toArray(DatesOf[]::new);
            int[] place = places.stream().mapToInt(Integer::intValue).toArray();
            return (value, earliest) -> {
                if (value != null) {
                    IndexedRecord record = (IndexedRecord) value;
                    for (int i = 0; i < way.length; i++) {
                        way[i].each(record.get(place[i]), earliest);
                    }
                }
            };
        }
    }
}
