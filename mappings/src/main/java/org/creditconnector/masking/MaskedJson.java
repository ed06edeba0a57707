package org.creditconnector.masking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Any record of ours as JSON text with what is not for the viewer's eyes masked. The only way by which records become text for
 * people. Fields stand in the order of the schema; amounts are strings, so that no reader rounds them; dates are ISO 8601.
 */
public final class MaskedJson {
    private static final JsonFactory JSON = new JsonFactory();

    private MaskedJson() {}

    /** As everyone may see it: personal and sensitive values masked. */
    public static String of(IndexedRecord record) {
        return of(record, MaskLevel.EVERYONE);
    }

    /**
     * As a viewer may see it.
     *
     * @throws IllegalArgumentException when a field of the schema has no data class
     */
    public static String of(IndexedRecord record, MaskLevel level) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            record(json, record, level);
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail to be written", e);
        }
        return text.toString();
    }

    private static void record(JsonGenerator json, IndexedRecord record, MaskLevel level) throws IOException {
        json.writeStartObject();
        for (Schema.Field field : record.getSchema().getFields()) {
            json.writeFieldName(field.name());
            value(json, record.get(field.pos()), DataClass.of(field), level);
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, @Nullable Object value, DataClass dataClass, MaskLevel level)
            throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof IndexedRecord record) {
            record(json, record, level);
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                value(json, element, dataClass, level);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            map(json, map, dataClass, level);
        } else if (level.masks(dataClass)) {
            json.writeString(Masking.mask(dataClass, value, level));
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else {
            json.writeString(SchemaClasses.plain(value));
        }
    }

    private static void map(JsonGenerator json, Map<?, ?> map, DataClass dataClass, MaskLevel level)
            throws IOException {
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, element) -> sorted.put(key.toString(), element));
        json.writeStartObject();
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            json.writeFieldName(entry.getKey());
            value(json, entry.getValue(), dataClass, level);
        }
        json.writeEndObject();
    }
}
