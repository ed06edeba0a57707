package org.creditconnector.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.creditconnector.record.CreditRecord;

/** Records as people write them: dates and decimals as text, absent fields at their defaults, nulls left out. */
public final class PlainJson {
    private static final GenericData DATA = new GenericData();

    static {
        Records.trust();
        DATA.addLogicalTypeConversion(new Conversions.DecimalConversion());
        DATA.addLogicalTypeConversion(new TimeConversions.DateConversion());
    }

    private PlainJson() {}

    public static CreditRecord creditRecord(JsonNode json) throws IOException {
        Schema schema = CreditRecord.getClassSchema();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema, DATA).write(read(schema, json, ""), encoder);
        encoder.flush();
        return new SpecificDatumReader<>(CreditRecord.class)
                .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
    }

    /** Avro binary of a schema, as plain JSON. */
    public static JsonNode of(Schema schema, byte[] binary) throws IOException {
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema, schema, DATA)
                .read(null, DecoderFactory.get().binaryDecoder(binary, null));
        return write(record);
    }

    public static String pretty(JsonNode json) throws IOException {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private static Object read(Schema schema, JsonNode json, String path) {
        LogicalTypes.Decimal decimal = schema.getLogicalType() instanceof LogicalTypes.Decimal type ? type : null;
        if (decimal != null) {
            return new BigDecimal(json.textValue()).setScale(decimal.getScale());
        }
        if (schema.getLogicalType() instanceof LogicalTypes.Date) {
            return LocalDate.parse(json.textValue());
        }
        return switch (schema.getType()) {
            case UNION -> json.isNull() ? null : read(schema.getTypes().get(1), json, path);
            case RECORD -> readRecord(schema, json, path);
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (JsonNode element : json) {
                    list.add(read(schema.getElementType(), element, path + "[" + list.size() + "]"));
                }
                yield list;
            }
            case ENUM -> new GenericData.EnumSymbol(schema, json.textValue());
            case STRING -> json.textValue();
            case INT -> json.intValue();
            case LONG -> json.longValue();
            case BOOLEAN -> json.booleanValue();
            default -> throw new AssertionError(path + ": no plain form of " + schema);
        };
    }

    private static GenericRecord readRecord(Schema schema, JsonNode json, String path) {
        GenericRecordBuilder builder = new GenericRecordBuilder(schema);
        Iterator<String> names = json.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            Schema.Field field = schema.getField(name);
            if (field == null) {
                throw new AssertionError("no field " + path + "." + name);
            }
            builder.set(field, read(field.schema(), json.get(name), path + "." + name));
        }
        return builder.build();
    }

    private static JsonNode write(Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (value instanceof IndexedRecord record) {
            ObjectNode object = json.objectNode();
            for (Schema.Field field : record.getSchema().getFields()) {
                Object member = record.get(field.pos());
                if (member != null && !(member instanceof List<?> list && list.isEmpty())) {
                    object.set(field.name(), write(member));
                }
            }
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = json.arrayNode();
            list.forEach(element -> array.add(write(element)));
            return array;
        }
        if (value instanceof Integer number) {
            return json.numberNode(number);
        }
        if (value instanceof Long number) {
            return json.numberNode(number);
        }
        if (value instanceof Boolean flag) {
            return json.booleanNode(flag);
        }
        return json.textNode(value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString());
    }
}
