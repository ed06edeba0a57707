package org.creditconnector.correction;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.correction.FieldPath.Segment;
import org.creditconnector.masking.Masking;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.MissingValue;
import org.creditconnector.record.PeriodState;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * One fact of a credit record that a person may correct, e.g. {@code account.principal} or {@code repayments[R-7].amount}. An element
 * of a list is named by its first field: an instalment by its number, a repayment by its key, a lender's month by {@code yyyy-MM}.
 *
 * <p>What is not a fact is refused: which report it is, where it came from, and every figure that derivation works out from other
 * facts. Only months that the lender alone knows may be corrected.
 */
public final class CorrectableField {
    private static final String MONTHS = "months";
    private static final List<String> NO_FACTS = List.of("report", "lineage", "position", "missing");
    private static final List<String> OF_A_MONTH = List.of("month", "stateOn", "origin");

    private final String path;
    private final List<Segment> segments;
    private final FieldValue type;

    private CorrectableField(String path, List<Segment> segments, FieldValue type) {
        this.path = path;
        this.segments = segments;
        this.type = type;
    }

    /**
     * The field at a path.
     *
     * @throws IllegalArgumentException when there is none, or it may not be corrected; one sentence with what to write instead
     */
    public static CorrectableField at(String path) {
        List<Segment> segments = FieldPath.parse(path);
        String root = segments.get(0).name();
        if (NO_FACTS.contains(root) && CreditRecord.getClassSchema().getField(root) != null) {
            throw new IllegalArgumentException(path + " is no fact that can be corrected; " + instead(root));
        }
        Schema schema = CreditRecord.getClassSchema();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            Schema.Field field = schema.getType() == Schema.Type.RECORD ? schema.getField(segment.name()) : null;
            if (field == null) {
                throw new IllegalArgumentException(path + ": there is no field \"" + segment.name() + "\""
                        + Suggestions.hint(segment.name(), names(schema)));
            }
            Schema held = FieldValue.besideNull(field.schema());
            if (held.getType() == Schema.Type.ARRAY) {
                if (segment.key() == null || held.getElementType().getType() != Schema.Type.RECORD) {
                    throw new IllegalArgumentException(path + ": " + segment.name()
                            + " is a list; name one element by its " + keyName(held) + ", like " + segment.name()
                            + "[…]");
                }
                held = held.getElementType();
            } else if (segment.key() != null) {
                throw new IllegalArgumentException(
                        path + ": " + segment.name() + " is no list; leave out the brackets");
            }
            schema = held;
        }
        if (schema.getType() == Schema.Type.RECORD) {
            throw new IllegalArgumentException(
                    path + " holds several fields; name one of " + String.join(", ", names(schema)));
        }
        String last = segments.get(segments.size() - 1).name();
        if (root.equals(MONTHS) && OF_A_MONTH.contains(last)) {
            throw new IllegalArgumentException(
                    path + " says which month it is and cannot be corrected; correct its figures");
        }
        return new CorrectableField(path, segments, FieldValue.of(path, schema));
    }

    private static String instead(String root) {
        return switch (root) {
            case "position" ->
                "it is worked out from other facts: correct instalments[…], repayments[…] or events[…], or months[yyyy-MM] where the lender gives months only";
            case "report" ->
                "it says which report this is: withdraw the account and report it under the right key or date";
            case "missing" -> "it follows from what is there: correct the missing field itself";
            default -> "it says where the record came from: change the source or its mapping";
        };
    }

    private static List<String> names(Schema schema) {
        return schema.getType() == Schema.Type.RECORD
                ? schema.getFields().stream().map(Schema.Field::name).toList()
                : List.of();
    }

    private static String keyName(Schema list) {
        Schema element = list.getElementType();
        return element.getType() == Schema.Type.RECORD
                ? element.getFields().get(0).name()
                : "place, which cannot be corrected one by one";
    }

    /** The path as it was written. */
    public String path() {
        return path;
    }

    /**
     * A typed value in its one canonical form, e.g. {@code 1200.000000}.
     *
     * @throws IllegalArgumentException when the text is no value of the field's type; the text is masked by the field's class
     */
    public String canonical(String text) {
        return FieldValue.text(type.parse(text, general()));
    }

    /** A value as everyone may see it. */
    public String masked(@Nullable String canonical) {
        String shown = canonical == null ? null : Masking.mask(general(), type.parse(canonical, general()));
        return shown == null ? "nothing" : shown;
    }

    /** The path with {@code []} for every element, as data classes know it. */
    private String general() {
        return FieldPath.general(segments);
    }

    /**
     * What a record says here.
     *
     * @param reached whether the record has the place at all: the list element is there, exactly once, and the part it stands in
     * @param value canonical form of the value; null where the field is empty
     * @param problem why the value may not be corrected in this record; null when it may
     */
    public record Found(
            boolean reached,
            @Nullable String value,
            @Nullable String problem) {
        /** Never shows the value: it may be personal. */
        @Override
        public String toString() {
            return "found " + (reached ? "a place" : "nothing") + (problem == null ? "" : ": " + problem);
        }
    }

    /** Looks the field up in a record. */
    public Found in(CreditRecord record) {
        IndexedRecord at = record;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            Object value = FieldPath.get(at, segment.name());
            if (segment.key() != null) {
                List<?> elements = value instanceof List<?> list ? list : List.of();
                List<Integer> places = FieldPath.places(elements, segment.key());
                if (places.size() != 1) {
                    return new Found(
                            false,
                            null,
                            places.isEmpty()
                                    ? "the record has no " + segment.name() + "[" + segment.key() + "]"
                                    : "the record has " + places.size() + " elements " + segment.name() + "["
                                            + segment.key() + "]");
                }
                value = elements.get(places.get(0));
            }
            if (i == segments.size() - 1) {
                return new Found(true, value == null ? null : FieldValue.text(value), null);
            }
            if (value == null) {
                return new Found(false, null, "the record has no " + segment.name());
            }
            at = (IndexedRecord) value;
            if (at instanceof PeriodState month && month.getOrigin() == FigureOrigin.DERIVED) {
                return new Found(
                        false,
                        null,
                        "the figures of this month are worked out from instalments and movements; correct those");
            }
        }
        throw new IllegalStateException("a path has at least one segment");
    }

    /**
     * A copy of the record with another value here; parts that do not change are shared.
     *
     * @param canonical as {@link #canonical} gives it
     * @throws IllegalArgumentException when {@link #in} does not reach the place
     */
    public CreditRecord with(CreditRecord record, String canonical) {
        Found found = in(record);
        if (!found.reached()) {
            throw new IllegalArgumentException(path + ": " + found.problem());
        }
        CreditRecord copy = (CreditRecord) with(record, 0, type.parse(canonical, general()));
        List<MissingValue> missing = new ArrayList<>(copy.getMissing());
        missing.removeIf(one -> one.getPath().equals(path));
        copy.setMissing(missing);
        return copy;
    }

    private IndexedRecord with(IndexedRecord record, int depth, Object value) {
        IndexedRecord copy = FieldPath.copy(record);
        Segment segment = segments.get(depth);
        int position = record.getSchema().getField(segment.name()).pos();
        boolean last = depth == segments.size() - 1;
        Object now = record.get(position);
        if (segment.key() == null) {
            copy.put(position, last ? value : with((IndexedRecord) now, depth + 1, value));
            return copy;
        }
        List<Object> elements = new ArrayList<>((List<?>) now);
        int place = FieldPath.places(elements, segment.key()).get(0);
        elements.set(place, with((IndexedRecord) elements.get(place), depth + 1, value));
        copy.put(position, elements);
        return copy;
    }

    @Override
    public String toString() {
        return path;
    }
}
