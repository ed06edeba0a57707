package org.creditconnector.mapping;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record as JSON that a person can read and a version control can compare: one line per field of a section and per element
 * of a list, absent fields left out, amounts without trailing zeros.
 */
public final class RecordJson {
    private RecordJson() {}

    /** The record with all its values: for samples, whose people do not exist. */
    public static String write(IndexedRecord record) {
        return write(record, false);
    }

    /** The record with values of the classes personal and sensitive hidden. */
    public static String writeMasked(IndexedRecord record) {
        return write(record, true);
    }

    private static String write(IndexedRecord record, boolean masked) {
        StringBuilder json = new StringBuilder();
        section(json, record, 0, masked);
        return json.append('\n').toString();
    }

    private static void section(StringBuilder json, IndexedRecord record, int depth, boolean masked) {
        List<Schema.Field> present = present(record);
        json.append('{');
        for (int i = 0; i < present.size(); i++) {
            Schema.Field field = present.get(i);
            json.append(i == 0 ? "" : ",").append(depth < 2 ? "\n" + "  ".repeat(depth + 1) : i == 0 ? "" : " ");
            json.append('"').append(field.name()).append("\": ");
            value(json, record.get(field.pos()), field, depth + 1, masked);
        }
        json.append(depth < 2 && !present.isEmpty() ? "\n" + "  ".repeat(depth) : "")
                .append('}');
    }

    private static List<Schema.Field> present(IndexedRecord record) {
        List<Schema.Field> present = new ArrayList<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
                present.add(field);
            }
        }
        return present;
    }

    private static void value(
            StringBuilder json, @Nullable Object value, Schema.Field field, int depth, boolean masked) {
        if (value instanceof IndexedRecord record) {
            section(json, record, depth, masked);
        } else if (value instanceof List<?> elements) {
            json.append('[');
            for (int i = 0; i < elements.size(); i++) {
                json.append(i == 0 ? "" : ",").append(depth < 3 ? "\n" + "  ".repeat(depth + 1) : i == 0 ? "" : " ");
                value(json, elements.get(i), field, 3, masked);
            }
            json.append(depth < 3 ? "\n" + "  ".repeat(depth) : "").append(']');
        } else if (value != null) {
            scalar(json, value, masked && !isOpen(field));
        }
    }

    private static boolean isOpen(Schema.Field field) {
        String dataClass = field.getProp("dataClass");
        return "public".equals(dataClass) || "internal".equals(dataClass);
    }

    private static void scalar(StringBuilder json, Object value, boolean hidden) {
        String text = value instanceof BigDecimal number ? plain(number) : value.toString();
        if (hidden) {
            text = Masks.hidden(text);
        }
        boolean bare = !hidden && (value instanceof Number || value instanceof Boolean);
        json.append(bare ? "" : "\"");
        if (bare) {
            json.append(text);
        } else {
            JsonStringEncoder.getInstance().quoteAsString(text, json);
        }
        json.append(bare ? "" : "\"");
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
