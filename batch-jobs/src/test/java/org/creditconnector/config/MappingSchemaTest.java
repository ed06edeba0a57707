package org.creditconnector.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.mapping.MappingSchema;
import org.creditconnector.mapping.RecordField;
import org.creditconnector.night.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MappingSchemaTest {
    private static final Path PUBLISHED = Path.of("../docs/mapping.schema.json");
    private static final Path SOURCES = Path.of("../mappings/sources");

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Json.write(MappingSchema.document()));

    static List<Path> mappings() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            return folders.map(folder -> folder.resolve("mapping.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void everyShippedMappingIsValid(Path mapping) throws IOException {
        assertThat(errors(Files.readString(mapping))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "account.currency: currency_code ! account.curency: currency_code ! /fields",
                "account.principal: principal_amount ! account.principal: principal_amount | decimla ! /fields/account.principal",
                "account.kind: = NON_REVOLVING ! account.kind: = NON_REVOLVNG ! /fields/account.kind",
                "instalments[].dueOn: ! instalments.dueOn: ! /fields",
                "parties[borrower].role: ! parties[Borrower].role: ! /fields",
                "agreement: not-applicable ! agreement: none ! /missing/agreement",
                "source: {kind: jdbc} ! source: {kind: odbc} ! /source/kind",
                "as-of: business-date ! asof: business-date ! ''",
            })
    void aMistakeIsFlaggedAtItsPlaceAndNowhereElse(String right, String wrong, String place) throws IOException {
        String text = Files.readString(SOURCES.resolve("fineract/mapping.yaml"));
        assertThat(text).contains(right.strip());

        List<Error> errors = errors(text.replaceFirst(java.util.regex.Pattern.quote(right.strip()), wrong.strip()));

        assertThat(errors)
                .isNotEmpty()
                .allSatisfy(error ->
                        assertThat(error.getInstanceLocation().toString()).isEqualTo(place));
    }

    /** The reader knows each key of the header that the schema offers, and the schema each that the pages teach. */
    @Test
    void theExamplesOfThePagesAreValid() throws IOException {
        String readme = Files.readString(Path.of("../mappings/docs/language.md"))
                + Files.readString(Path.of("../mappings/docs/by-hand.md"));
        var contract = java.util.regex.Pattern.compile("```yaml\\n(contract:.*?)```", java.util.regex.Pattern.DOTALL)
                .matcher(readme);
        var whole = java.util.regex.Pattern.compile(
                        "`village-bank/mapping.yaml`\\n\\n```yaml\\n(.*?)```", java.util.regex.Pattern.DOTALL)
                .matcher(readme);
        assertThat(contract.find() && whole.find()).isTrue();

        assertThat(errors(whole.group(1) + contract.group(1))).isEmpty();
    }

    @Test
    void everyFieldIsThereWithWhatItHoldsAndItsClass() {
        String text = Json.write(MappingSchema.document());

        assertThat(RecordField.fields()).hasSizeGreaterThan(150).allSatisfy(field -> {
            assertThat(text).contains("\"" + field.path() + "\":{\"description\":");
            assertThat(field.doc()).as(field.path()).isNotEmpty();
        });
    }

    @Test
    void thePublishedSchemaIsTheOneOfTheRecord() throws IOException {
        assertThat(Files.readString(PUBLISHED))
                .as("write it anew: ./credit-connector mapping schema --out docs/mapping.schema.json")
                .isEqualTo(Json.pretty(MappingSchema.document()) + "\n");
    }

    private List<Error> errors(String yaml) {
        return schema.validate(Json.write(PlainYaml.load(yaml)), InputFormat.JSON);
    }
}
