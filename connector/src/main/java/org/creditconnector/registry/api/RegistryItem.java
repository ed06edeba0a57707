package org.creditconnector.registry.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.creditconnector.codec.AvroBuffer;
import org.creditconnector.codec.CompiledWriter;
import org.creditconnector.codec.CreditRecordCodec;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.ItemKind;

/**
 * The item as it travels: an envelope round the credit record. The published schema {@code registry-item.avsc} is this schema,
 * free of anything that only Java readers need.
 */
final class RegistryItem {
    /** The published schema. */
    static final Schema SCHEMA = schema();

    private static final int USUAL_BYTES = 4_608;
    private static final CompiledWriter<IndexedRecord> WRITER = new CompiledWriter<>(SCHEMA);

    private RegistryItem() {}

    /** The item in Avro binary. */
    static byte[] encode(String itemId, String subject, DueItems.Due due) {
        CreditRecord record = due.record();
        IndexedRecord item = new GenericData.Record(SCHEMA);
        Object[] fields = {
            itemId,
            due.kind(),
            subject,
            due.reportDate(),
            due.sequence(),
            due.supersedes(),
            record == null ? null : withoutLineage(record)
        };
        for (int field = 0; field < fields.length; field++) {
            item.put(field, fields[field]);
        }
        AvroBuffer out = new AvroBuffer(USUAL_BYTES);
        WRITER.write(item, out);
        return out.toByteArray();
    }

    /** The item id at the head of an encoded item. */
    static String itemId(byte[] bytes) throws IOException {
        return DecoderFactory.get().binaryDecoder(bytes, null).readString();
    }

    /**
     * The record of an encoded item; empty for a deletion, and for bytes that are not exactly what this version writes: they are of an
     * older schema, and nothing is guessed from them.
     */
    static Optional<CreditRecord> record(byte[] bytes) {
        try {
            BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, null);
            String itemId = in.readString();
            int kind = in.readEnum();
            String subject = in.readString();
            LocalDate reportDate = LocalDate.ofEpochDay(in.readInt());
            long sequence = in.readLong();
            String supersedes = in.readIndex() == 0 ? null : in.readString();
            if (in.readIndex() == 0) {
                return Optional.empty();
            }
            CreditRecordCodec.trust();
            CreditRecord record = new SpecificDatumReader<CreditRecord>(
                            CreditRecord.getClassSchema(), CreditRecord.getClassSchema(), CreditRecordCodec.data())
                    .read(null, in);
            DueItems.Due due = new DueItems.Due(ItemKind.values()[kind], reportDate, sequence, supersedes, record);
            return Arrays.equals(bytes, encode(itemId, subject, due)) ? Optional.of(record) : Optional.empty();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** What leaves the house says nothing about where in the lender's system it came from. */
    private static CreditRecord withoutLineage(CreditRecord record) {
        if (record.getLineage() == null) {
            return record;
        }
        CreditRecord copy = new CreditRecord();
        int fields = record.getSchema().getFields().size();
        for (int field = 0; field < fields; field++) {
            copy.put(field, record.get(field));
        }
        copy.setLineage(null);
        return copy;
    }

    private static Schema schema() {
        Schema record = published(CreditRecord.getClassSchema());
        Schema kind = SchemaBuilder.enumeration("ItemKind")
                .namespace("org.creditconnector.registry.api")
                .doc("What the item does to its subject.")
                .symbols(names(ItemKind.values()));
        Schema date = LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
        return SchemaBuilder.record("RegistryItem")
                .namespace("org.creditconnector.registry.api")
                .doc("What a registry is told about one subject at one report date.")
                .fields()
                .name("itemId")
                .doc("Unique for the lender for ever.")
                .type()
                .stringType()
                .noDefault()
                .name("kind")
                .doc("What it does.")
                .type(kind)
                .noDefault()
                .name("subject")
                .doc("What it is about: account: and the account key.")
                .type()
                .stringType()
                .noDefault()
                .name("reportDate")
                .doc("The date the content is true for, at its end.")
                .type(date)
                .noDefault()
                .name("sequence")
                .doc("Running number within the subject, from 1.")
                .type()
                .longType()
                .noDefault()
                .name("supersedes")
                .doc("Item id of the accepted item that is replaced or taken back; null otherwise.")
                .type()
                .unionOf()
                .nullType()
                .and()
                .stringType()
                .endUnion()
                .nullDefault()
                .name("record")
                .doc("The credit record; null for a deletion.")
                .type()
                .unionOf()
                .nullType()
                .and()
                .type(record)
                .endUnion()
                .nullDefault()
                .endRecord();
    }

    private static String[] names(Enum<?>[] values) {
        List<String> names = new ArrayList<>();
        for (Enum<?> value : values) {
            names.add(value.name());
        }
        return names.toArray(String[]::new);
    }

    /** The schema without the properties that tell a Java reader which string class to use. */
    private static Schema published(Schema schema) {
        try {
            JsonNode json = new ObjectMapper().readTree(schema.toString());
            return new Schema.Parser().parse(withoutJava(json).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
        }
    }

    private static JsonNode withoutJava(JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withoutJava(array.get(i)));
            }
            return array;
        }
        if (node instanceof ObjectNode object) {
            boolean marked = object.remove("avro.java.string") != null;
            if (marked && object.size() == 1 && object.has("type")) {
                return object.get("type");
            }
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> object.set(name, withoutJava(object.get(name))));
            return object;
        }
        return node;
    }
}
