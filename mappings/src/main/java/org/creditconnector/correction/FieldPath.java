package org.creditconnector.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** Paths within a record as people write them, with list elements named by their first field. */
final class FieldPath {
    private static final Pattern SEGMENT = Pattern.compile("([A-Za-z][A-Za-z0-9]*)(?:\\[([^\\]]+)\\])?");

    private FieldPath() {}

    /**
     * One step.
     *
     * @param name name of the field
     * @param key first field of the element meant; null where the field is no list
     */
    record Segment(String name, @Nullable String key) {}

    static List<Segment> parse(String path) {
        List<Segment> segments = new ArrayList<>();
        Matcher matcher = SEGMENT.matcher(path);
        int at = 0;
        while (matcher.find(at) && matcher.start() == at) {
            segments.add(new Segment(matcher.group(1), matcher.group(2)));
            at = matcher.end();
            if (at == path.length()) {
                return segments;
            }
            if (path.charAt(at) != '.') {
                break;
            }
            at++;
        }
        throw new IllegalArgumentException(
                "\"" + path + "\" is no path; write it like account.principal or repayments[R-7].amount");
    }

    static String general(List<Segment> segments) {
        return segments.stream()
                .map(segment -> segment.key() == null ? segment.name() : segment.name() + "[]")
                .collect(Collectors.joining("."));
    }

    static @Nullable Object get(IndexedRecord record, String name) {
        return record.get(record.getSchema().getField(name).pos());
    }

    /** Places of the elements whose first field is the key. */
    static List<Integer> places(List<?> elements, String key) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            Object first = ((IndexedRecord) elements.get(i)).get(0);
            if (first != null && FieldValue.text(first).equals(key)) {
                places.add(i);
            }
        }
        return places;
    }

    static IndexedRecord copy(IndexedRecord record) {
        IndexedRecord copy = (IndexedRecord) SpecificData.newInstance(record.getClass(), record.getSchema());
        for (Schema.Field field : record.getSchema().getFields()) {
            copy.put(field.pos(), record.get(field.pos()));
        }
        return copy;
    }
}
