package org.creditconnector.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.creditconnector.fixture.Records;
import org.creditconnector.record.CreditRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Released schemas stay readable. After a change of the schema that adds a field, run with {@code -Dreleased.write=true}: the
 * current schema is written as the next released one. A released file is never changed.
 */
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");

    @TestFactory
    Stream<DynamicTest> theCurrentSchemaReadsDataOfEachReleasedOne() throws IOException {
        List<Path> files = released();
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThat(compatibility(CreditRecord.getClassSchema(), parse(Files.readString(file))))
                                .isEqualTo(SchemaCompatibilityType.COMPATIBLE)));
    }

    @Test
    void theNewestReleasedSchemaIsTheCurrentOne() throws IOException {
        List<Path> files = released();
        Schema current = CreditRecord.getClassSchema();
        Path newest = files.isEmpty() ? null : files.get(files.size() - 1);
        boolean same = newest != null && fingerprint(parse(Files.readString(newest))) == fingerprint(current);
        if (!same && Boolean.getBoolean("released.write")) {
            Files.writeString(
                    RELEASED.resolve(String.format("credit-record-%03d.avsc", files.size() + 1)),
                    current.toString(true) + "\n");
            return;
        }
        assertThat(same)
                .as("the schema has changed since %s: write the next one with -Dreleased.write=true", newest)
                .isTrue();
    }

    @Test
    void aRenamedFieldIsCaught() throws IOException {
        Schema renamed = planted("\"name\" : \"accountKey\"", "\"name\" : \"accountNumber\"");

        assertThat(compatibility(renamed, parse(Files.readString(released().get(0)))))
                .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    @Test
    void aNewFieldWithoutDefaultIsCaught() throws IOException {
        Schema grown = planted(
                "\"name\" : \"lenderCode\"",
                "\"name\" : \"colour\",\n\"type\" : \"string\" }, {\n \"name\" : \"lenderCode\"");

        assertThat(compatibility(grown, parse(Files.readString(released().get(0)))))
                .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    @Test
    void recordsOfTheFirstReleaseAreReadAsRecordsOfToday() throws IOException {
        Schema first = parse(Files.readString(released().get(0)));
        CreditRecord record = Records.loan("200", "2023-01-15", "2023-03-31");

        assertThat(new CreditRecordCodec(first).decode(writtenBy(first, record)))
                .isEqualTo(record);
    }

    /** The bytes that a release of that schema would have written: what came later is not in them. */
    private static byte[] writtenBy(Schema release, CreditRecord record) throws IOException {
        Object asThen = new GenericDatumReader<>(CreditRecord.getClassSchema(), release)
                .read(null, DecoderFactory.get().binaryDecoder(new CreditRecordCodec().encode(record), null));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<>(release).write(asThen, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Schema planted(String text, String replacement) throws IOException {
        String current = CreditRecord.getClassSchema().toString(true);
        assertThat(current).contains(text);
        return parse(current.replaceFirst(
                java.util.regex.Pattern.quote(text), java.util.regex.Matcher.quoteReplacement(replacement)));
    }

    private static List<Path> released() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.sorted().toList();
        }
    }

    private static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }
}
