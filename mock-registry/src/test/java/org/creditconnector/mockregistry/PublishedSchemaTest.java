package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry goes by the schema in the file; this is the schema that the contract publishes beside its OpenAPI page. */
class PublishedSchemaTest {
    private static final int ITEMS = 20;
    private static final String ID = "11111111-2222-3333-4444-555555555555";

    private static Schema published() throws IOException {
        return new Schema.Parser()
                .parse(Path.of("../connector/registries/registry-api/registry-item.avsc")
                        .toFile());
    }

    /** A field that a rule reads and the schema does not have would silently be null. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "itemId",
                "kind",
                "subject",
                "reportDate",
                "sequence",
                "supersedes",
                "record.report.lenderCode",
                "record.report.accountKey",
                "record.report.asOf",
                "record.account.currency",
                "record.account.principal",
                "record.account.creditLimit",
                "record.account.openedOn",
                "record.account.formerKeys.accountKey",
                "record.parties.role",
                "record.parties.documents",
                "record.repayments.amount",
                "record.repayments.kind",
                "record.repayments.reversed",
                "record.months.paid",
                "record.state.status.value",
                "record.position.balance",
                "record.position.overdueTotal",
                "record.position.overduePrincipal",
                "record.position.daysPastDue"
            })
    void everyFieldThatARuleReadsIsThere(String path) throws IOException {
        Schema here = published();
        for (String name : path.split("\\.")) {
            assertThat(here.getField(name)).as(name + " of " + path).isNotNull();
            here = value(here.getField(name).schema());
        }
    }

    private static Schema value(Schema schema) {
        if (schema.isUnion()) {
            return value(schema.getTypes().stream()
                    .filter(type -> type.getType() != Schema.Type.NULL)
                    .findFirst()
                    .orElseThrow());
        }
        return schema.getType() == Schema.Type.ARRAY ? value(schema.getElementType()) : schema;
    }

    private static byte[] container(String id, boolean sound) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new DataFileWriter<Object>(new GenericDatumWriter<>(published()))) {
            writer.setMeta("registry.package-id", id);
            writer.setMeta("registry.lender", "BANK1");
            writer.setMeta("registry.business-date", "2026-01-31");
            writer.setMeta("registry.sequence", 1);
            writer.setMeta("registry.item-count", ITEMS);
            writer.setMeta("registry.totals", "{}");
            writer.setMeta("registry.digest", "0");
            writer.setCodec(CodecFactory.zstandardCodec(3));
            writer.create(published(), out);
            for (Object datum : new RandomData(published(), ITEMS, 17L)) {
                writer.append(sound ? withoutEmptyDecimals(datum) : datum);
            }
        }
        return out.toByteArray();
    }

    private static Object withoutEmptyDecimals(Object datum) {
        if (datum instanceof IndexedRecord record) {
            record.getSchema()
                    .getFields()
                    .forEach(field -> record.put(field.pos(), withoutEmptyDecimals(record.get(field.pos()))));
        } else if (datum instanceof List<?> list) {
            return list.stream().map(PublishedSchemaTest::withoutEmptyDecimals).toList();
        } else if (datum instanceof ByteBuffer bytes && !bytes.hasRemaining()) {
            return ByteBuffer.wrap(new byte[1]);
        }
        return datum;
    }

    @Test
    void itemsOfThePublishedSchemaAreReadWhateverTheyHold() throws IOException {
        try (MockRegistry registry = MockRegistry.start()) {
            var client = new TestClient(registry);
            var reply = client.put(ID, container(ID, true));
            assertThat(reply.json().path("itemCount").asInt()).isEqualTo(ITEMS);
            assertThat(client.onlyFeedback().path("items")).hasSize(ITEMS);
            assertThat(registry.effects())
                    .filteredOn(effect -> effect.item() != null && effect.item().record() != null)
                    .isNotEmpty()
                    .allSatisfy(effect -> assertThat(
                                    Json.ours(effect.item().record()).has("parties"))
                            .isTrue());
        }
    }

    @Test
    void aDecimalWithoutBytesMakesTheContainerUnreadableAndNothingWorse() throws IOException {
        try (MockRegistry registry = MockRegistry.start()) {
            var reply = new TestClient(registry).put(ID, container(ID, false));
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.type()).isEqualTo("unreadable-container");
        }
    }
}
