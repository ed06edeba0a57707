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
 * The first day on which any date of a record comes or has just gone by, or a month ends: when a record may be another by the calendar
 * for somebody who does not know what is done with its dates.
 */
public final class DatesAhead {
    /** Parts of a record whose dates are those of the night and of the days before it. */
    private static final Set<String> OF_THE_LOOK = Set.of("report", "months", "position");

    private static final DatesOf RECORD = DatesOf.compile(CreditRecord.getClassSchema());

    private DatesAhead() {}

    /**
     * The first such day after the record's as-of date.
     *
     * @param record a derived record
     */
    public static LocalDate first(CreditRecord record) {
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
