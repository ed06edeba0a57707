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
 * of a list, absent fields left out, amounts without trailing zeros. It masks nothing and is for samples, which a person writes
 * and whose people do not exist; records of a run become text by {@link org.creditconnector.masking.MaskedJson}.
 */
final class RecordJson {
    private RecordJson() {}

    static String write(IndexedRecord record) {
        StringBuilder json = new StringBuilder();
        section(json, record, 0);
        return json.append('\n').toString();
    }

    private static void section(StringBuilder json, IndexedRecord record, int depth) {
        List<Schema.Field> present = present(record);
        json.append('{');
        for (int i = 0; i < present.size(); i++) {
            Schema.Field field = present.get(i);
            json.append(i == 0 ? "" : ",").append(depth < 2 ? "\n" + "  ".repeat(depth + 1) : i == 0 ? "" : " ");
            json.append('"').append(field.name()).append("\": ");
            value(json, record.get(field.pos()), depth + 1);
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

    private static void value(StringBuilder json, @Nullable Object value, int depth) {
        if (value instanceof IndexedRecord record) {
            section(json, record, depth);
        } else if (value instanceof List<?> elements) {
            json.append('[');
            for (int i = 0; i < elements.size(); i++) {
                json.append(i == 0 ? "" : ",").append(depth < 3 ? "\n" + "  ".repeat(depth + 1) : i == 0 ? "" : " ");
                value(json, elements.get(i), 3);
            }
            json.append(depth < 3 ? "\n" + "  ".repeat(depth) : "").append(']');
        } else if (value != null) {
            scalar(json, value);
        }
    }

    private static void scalar(StringBuilder json, Object value) {
        String text = value instanceof BigDecimal number ? plain(number) : value.toString();
        boolean bare = value instanceof Number || value instanceof Boolean;
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
