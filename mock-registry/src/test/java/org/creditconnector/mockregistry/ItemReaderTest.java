package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Items are read as the library reads them, whatever part is needed. */
class ItemReaderTest {
    private static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type": "record", "name": "Item", "fields": [
              {"name": "id", "type": "string"},
              {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "B"]}},
              {"name": "on", "type": ["null", {"type": "int", "logicalType": "date"}]},
              {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 2}},
              {"name": "exact", "type": {"type": "fixed", "name": "Exact", "size": 4, "logicalType": "decimal", "precision": 9,
                "scale": 3}},
              {"name": "code", "type": {"type": "fixed", "name": "Code", "size": 3}},
              {"name": "raw", "type": "bytes"},
              {"name": "count", "type": "int"},
              {"name": "far", "type": "long"},
              {"name": "share", "type": "float"},
              {"name": "rate", "type": "double"},
              {"name": "open", "type": "boolean"},
              {"name": "notes", "type": {"type": "map", "values": "string"}},
              {"name": "parts", "type": {"type": "array", "items": ["null", "Item"]}}]}""");

    private static GenericRecord item(String id, String amount, GenericRecord... parts) {
        var item = new GenericData.Record(SCHEMA);
        item.put("id", id);
        item.put("kind", new GenericData.EnumSymbol(SCHEMA.getField("kind").schema(), "B"));
        item.put("on", parts.length == 0 ? null : LocalDate.of(1969, 12, 31));
        item.put("amount", new BigDecimal(amount));
        item.put("exact", new BigDecimal("-1.250"));
        item.put("code", new GenericData.Fixed(SCHEMA.getField("code").schema(), new byte[] {1, 2, 3}));
        item.put("raw", ByteBuffer.wrap(new byte[] {9, 8}));
        item.put("count", -5);
        item.put("far", Long.MIN_VALUE);
        item.put("share", 0.5f);
        item.put("rate", 0.25);
        item.put("open", true);
        item.put("notes", Map.of("k", "v"));
        item.put("parts", List.of(parts));
        return item;
    }

    private static byte[] bytes(GenericRecord item) throws IOException {
        var out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(SCHEMA, TestItem.MODEL).write(item, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static BinaryDecoder decoder(byte[] bytes) {
        return DecoderFactory.get().binaryDecoder(bytes, null);
    }

    private static ItemReader reader(String... fields) {
        List<List<String>> paths =
                List.of(fields).stream().map(path -> List.of(path.split("\\."))).toList();
        return new ItemReader(SCHEMA, Projection.of(SCHEMA, paths));
    }

    @Test
    void whatIsNeededReadsAsTheLibraryReadsIt() throws IOException {
        byte[] bytes = bytes(item(
                "outer",
                "-123456789012345678901234567890.12",
                item("first", "-0.01"),
                item("second", "92233720368547758.07"),
                item("third", "-92233720368547758.08")));
        GenericRecord library =
                new GenericDatumReader<GenericRecord>(SCHEMA, SCHEMA, TestItem.MODEL).read(null, decoder(bytes));

        var all = SCHEMA.getFields().stream().map(Schema.Field::name).toArray(String[]::new);
        assertThat(RecordJson.text(reader(all).read(decoder(bytes)))).isEqualTo(RecordJson.text(library));
    }

    @Test
    void theRestIsPassedOver() throws IOException {
        byte[] bytes = bytes(item("outer", "1.00", item("inner", "2.00")));
        BinaryDecoder in = decoder(bytes);

        GenericRecord read = reader("parts.amount", "parts.none", "other").read(in);

        assertThat(RecordJson.text(read)).isEqualTo("{\"parts\":[{\"amount\":\"2.00\"}]}");
        assertThat(in.isEnd()).isTrue();
    }

    @Test
    void aSymbolThatIsNotThereIsFoundWhereNobodyLooks() throws IOException {
        byte[] bytes = bytes(item("outer", "1.00", item("inner", "2.00")));
        // The kind stands after the id: its length and five letters.
        assertThat(bytes[6]).isEqualTo((byte) 2);
        bytes[6] = 4;

        assertThatThrownBy(() -> reader("amount").read(decoder(bytes)))
                .isInstanceOf(AvroTypeException.class)
                .hasMessage("index 2 in Kind, which has only 2");
    }
}
