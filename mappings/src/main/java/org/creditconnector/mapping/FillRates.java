package org.creditconnector.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.record.CreditRecord;

/**
 * How often fields have a value in some records: of a field in a list as a share of the list's elements, of any other field as a share of
 * the records.
 */
public final class FillRates {
    /**
     * One field.
     *
     * @param filled places with a value
     * @param places elements or records
     */
    public record Rate(int filled, int places) {}

    private final Map<String, int[]> counts = new HashMap<>();

    private FillRates() {}

    /** Counts the fields of records. */
    public static FillRates of(List<CreditRecord> records) {
        FillRates rates = new FillRates();
        records.forEach(record -> rates.section("", record.getSchema(), record));
        return rates;
    }

    /** The rate of a field, by its path with {@code []}; zero of zero where there is no place for it. */
    public Rate of(String path) {
        int[] count = counts.getOrDefault(path, new int[2]);
        return new Rate(count[0], count[1]);
    }

    /** @param section null where it is not there: its fields have a place and no value */
    private void section(String path, Schema type, @org.jspecify.annotations.Nullable IndexedRecord section) {
        for (Schema.Field field : type.getFields()) {
            String at = TargetNode.childPath(path, field);
            Schema present = TargetNode.present(field.schema());
            Object value = section == null ? null : section.get(field.pos());
            if (TargetNode.isList(field)) {
                list(at, present.getElementType(), value instanceof List<?> elements ? elements : List.of());
            } else if (present.getType() == Schema.Type.RECORD) {
                section(at, present, (IndexedRecord) value);
            } else {
                count(at, value != null);
            }
        }
    }

    private void list(String path, Schema type, List<?> elements) {
        for (Object element : elements) {
            if (element instanceof IndexedRecord record) {
                section(path, type, record);
            } else {
                count(path, true);
            }
        }
    }

    private void count(String path, boolean filled) {
        int[] count = counts.computeIfAbsent(path, key -> new int[2]);
        count[0] += filled ? 1 : 0;
        count[1]++;
    }
}
