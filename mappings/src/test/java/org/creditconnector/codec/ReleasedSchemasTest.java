package org.creditconnector.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @TestFactory
    Stream<DynamicTest> theCurrentSchemaChangesNothingThatEveryReleaseSaid() throws IOException {
        Set<String> reworded = Set.copyOf(Files.readAllLines(RELEASED.resolve("reworded.txt")));
        return released().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThat(SchemaChanges.refused(
                                        CreditRecord.getClassSchema(), parse(Files.readString(file)), reworded))
                                .isEmpty()));
    }

    /**
     * Twelve changes that somebody may want, and three more: what is unsafe is refused with the reason, what is safe is not. ¦ is where
     * one field ends and the next begins.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a field has another name      | "name" : "accountKey"      | "name" : "accountNumber"                      | ReportIdentity.accountKey: is gone
            a new field without default   | "name" : "lenderCode"      | "name" : "colour", "type" : "string", "doc" : "c", "dataClass" : "public" ¦ "name" : "lenderCode" | ReportIdentity.colour: is new and has no default
            a symbol less                 | "BULLET", "                | "                                             | RepaymentMethod: BULLET is gone
            a symbol with another name    | "WITHHELD"                 | "HIDDEN"                                      | MissingReason: WITHHELD is gone
            a symbol more, no default     | "PENALTIES", "FEES"        | "PENALTIES", "COSTS", "FEES"                  | AmountPart: COSTS is new and the released enum has no default
            amounts in cents              | "scale" : 6                | "scale" : 2                                   | had 6 decimal places and has 2
            another meaning               | Principal part.            | Principal and interest.                       | AmountSplit.principal: meant "Principal part." and means "Principal and interest."
            a more open class             | "dataClass" : "personal"   | "dataClass" : "public"                        | was personal and is public
            fewer digits                  | "precision" : 24           | "precision" : 12                              | had 24 digits and has 12
            another default of an enum    | "default" : "UNKNOWN"      | "default" : "WITHHELD"                        | MissingReason: its default was UNKNOWN and is WITHHELD
            a new optional field          | "name" : "lenderCode"      | "name" : "colour", "type" : ["null", "string"], "default" : null, "doc" : "c", "dataClass" : "public" ¦ "name" : "lenderCode" | nothing
            a new field with a default    | "name" : "lenderCode"      | "name" : "colour", "type" : "string", "default" : "", "doc" : "c", "dataClass" : "public" ¦ "name" : "lenderCode" | nothing
            a symbol more, with default   | "BULLET", "                | "BULLET", "BALLOON_ONLY", "                   | nothing
            more digits                   | "precision" : 24           | "precision" : 30                              | nothing
            a stricter class              | "dataClass" : "personal"   | "dataClass" : "sensitive"                     | nothing
            """)
    void anUnsafeChangeIsRefusedWithTheReason(String change, String text, String by, String reason) throws IOException {
        List<String> refused = SchemaChanges.refused(planted(text, by), CreditRecord.getClassSchema(), Set.of());

        if (reason.equals("nothing")) {
            assertThat(refused).isEmpty();
        } else {
            assertThat(refused).anySatisfy(one -> assertThat(one).contains(reason));
        }
    }

    /** Why there is a check of our own: Avro reads these without a word. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "BULLET", "                | "BULLET", "BALLOON_ONLY", "
            "PENALTIES", "FEES"        | "PENALTIES", "COSTS", "FEES"
            Principal part.            | Principal and interest.
            "dataClass" : "personal"   | "dataClass" : "public"
            """)
    void avroAloneLetsItPass(String text, String by) throws IOException {
        assertThat(compatibility(
                        planted(text, by),
                        parse(Files.readString(released().get(released().size() - 1)))))
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void aFieldWhoseWordsAloneChangedIsListed() throws IOException {
        assertThat(SchemaChanges.refused(
                        planted("Principal part.", "The principal part."),
                        CreditRecord.getClassSchema(),
                        Set.of("AmountSplit.principal")))
                .isEmpty();
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
                java.util.regex.Pattern.quote(text),
                java.util.regex.Matcher.quoteReplacement(replacement.replace("¦", "}, {"))));
    }

    private static List<Path> released() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
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
