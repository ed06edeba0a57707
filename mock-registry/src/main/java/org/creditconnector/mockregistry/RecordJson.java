package org.creditconnector.mockregistry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Writes a generic record as plain JSON: field names as in the schema, decimals and dates as text, unions without a wrapper. */
final class RecordJson {
    private RecordJson() {}

    static String text(Object datum) {
        var out = new StringWriter();
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(out)) {
            write(json, datum);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object datum) throws IOException {
        if (datum == null) {
            json.writeNull();
        } else if (datum instanceof IndexedRecord record) {
            json.writeStartObject();
            for (Schema.Field field : record.getSchema().getFields()) {
                json.writeFieldName(field.name());
                write(json, record.get(field.pos()));
            }
            json.writeEndObject();
        } else if (datum instanceof Collection<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (datum instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (datum instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (datum instanceof BigDecimal decimal) {
            json.writeString(decimal.toPlainString());
        } else if (datum instanceof Integer || datum instanceof Long) {
            json.writeNumber(((Number) datum).longValue());
        } else if (datum instanceof Number number) {
            json.writeNumber(number.doubleValue());
        } else if (datum instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            json.writeBinary(bytes);
        } else if (datum instanceof GenericFixed fixed) {
            json.writeBinary(fixed.bytes());
        } else {
            json.writeString(datum.toString());
        }
    }
}
