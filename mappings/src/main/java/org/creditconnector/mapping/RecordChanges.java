package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.record.CreditRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two records of one account, value by value. Elements of lists are the same where their keys are; lineage is
 * no content.
 */
public final class RecordChanges {
    private static final List<String> KEYS =
            List.of("partyKey", "repaymentKey", "eventKey", "number", "month", "accountKey", "path");
    private static final String NOT_CONTENT = "lineage";

    private RecordChanges() {}

    /**
     * One value.
     *
     * @param path its field, with {@code []} for elements
     * @param before null where it was not there
     * @param after null where it is not there any more
     */
    public record Change(
            String path, @Nullable Object before, @Nullable Object after) {
        /** Never shows values. */
        @Override
        public String toString() {
            return "change of " + path;
        }
    }

    /** All changes in the order of their paths; none where the records say the same. */
    public static List<Change> between(CreditRecord before, CreditRecord after) {
        Map<String, Object> left = new TreeMap<>();
        Map<String, Object> right = new TreeMap<>();
        flatten("", before, left);
        flatten("", after, right);
        Set<String> places = new TreeSet<>(left.keySet());
        places.addAll(right.keySet());
        List<Change> changes = new ArrayList<>();
        for (String place : places) {
            Object old = left.get(place);
            Object fresh = right.get(place);
            if (!Objects.equals(old, fresh)) {
                changes.add(new Change(place.replaceAll("\\[[^\\]]*]", "[]"), old, fresh));
            }
        }
        return changes;
    }

    private static void flatten(String path, IndexedRecord record, Map<String, Object> values) {
        for (Schema.Field field : record.getSchema().getFields()) {
            if (!path.isEmpty() || !field.name().equals(NOT_CONTENT)) {
                value(path.isEmpty() ? field.name() : path + "." + field.name(), record.get(field.pos()), values);
            }
        }
    }

    private static void value(String path, @Nullable Object value, Map<String, Object> values) {
        if (value instanceof IndexedRecord section) {
            flatten(path, section, values);
        } else if (value instanceof List<?> list) {
            Map<String, Integer> seen = new TreeMap<>();
            for (int i = 0; i < list.size(); i++) {
                Object element = list.get(i);
                String key = element instanceof IndexedRecord section ? key(section, i) : String.valueOf(i);
                int times = seen.merge(key, 1, Integer::sum);
                value(path + "[" + key.replace("]", "_") + "#" + times + "]", element, values);
            }
        } else if (value != null) {
            values.put(path, value);
        }
    }

    private static String key(IndexedRecord element, int index) {
        for (String name : KEYS) {
            Schema.Field field = element.getSchema().getField(name);
            Object key = field == null ? null : element.get(field.pos());
            if (key != null) {
                return key.toString();
            }
        }
        return String.valueOf(index);
    }
}
