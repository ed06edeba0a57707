package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.config.PlainYaml;
import org.creditconnector.mapping.RecordField;
import org.creditconnector.mapping.RecordFields;
import org.creditconnector.night.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What an editor with a YAML language server has to go by in a guessed folder: the line that names the schema, and the schema. Whether
 * it flags and completes is asked of the schema itself, as such an editor asks it.
 */
class EditorSupportTest {
    private static final Pattern MODELINE = Pattern.compile("# yaml-language-server: \\$schema=(\\S+)");

    @TempDir
    Path home;

    private Path folder;
    private Path schemaFile;

    @BeforeEach
    void guess() throws Exception {
        Path loans = Files.writeString(home.resolve("loans.csv"), """
                loan,customer,name,currency,amount,opened,status
                L-001,C-1,Ada Example,EUR,1200.50,2024-01-15,A
                L-002,C-2,Ben Muster,EUR,600.00,2024-02-29,A
                L-003,C-3,Cleo Sample,EUR,300.00,2024-03-28,C
                """);
        Terminal terminal = new Terminal(home)
                .run("mapping", "guess", "bank", "--into", home.toString(), "--file", "loans=" + loans);
        assertThat(terminal.err()).isEmpty();
        folder = home.resolve("bank");
        new GuessedText(folder).answer(Map.of("parties[].kind", "= PERSON", "account.kind", "= NON_REVOLVING"));
        Matcher modeline = MODELINE.matcher(
                Files.readAllLines(folder.resolve("mapping.yaml")).get(0));
        assertThat(modeline.matches()).isTrue();
        schemaFile = folder.resolve(modeline.group(1));
    }

    private List<Error> errors(String yaml) throws Exception {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(schemaFile));
        return schema.validate(Json.write(PlainYaml.load(yaml)), InputFormat.JSON);
    }

    @Test
    void theGuessedMappingIsRightByTheSchemaThatItsFirstLineNames() throws Exception {
        assertThat(errors(Files.readString(folder.resolve("mapping.yaml")))).isEmpty();
    }

    @Test
    void aWrongNameIsFlaggedWhereItStandsAndNamed() throws Exception {
        VillageFolder.edit(folder, "mapping.yaml", "account.openedOn:", "account.openendOn:");

        List<Error> errors = errors(Files.readString(folder.resolve("mapping.yaml")));

        assertThat(errors).hasSize(1).first().satisfies(error -> {
            assertThat(error.getInstanceLocation().toString()).isEqualTo("/fields");
            assertThat(error.getMessage()).contains("account.openendOn");
        });
    }

    @Test
    void everyFieldIsOfferedWithWhatItHoldsAndItsClass() throws Exception {
        JsonNode offered = Terminal.parse(Files.readString(schemaFile)).at("/properties/fields/properties");

        assertThat(RecordField.fields()).hasSizeGreaterThan(150).allSatisfy(field -> {
            String path = field.path();
            RecordFields.RecordField leaf = RecordFields.at(path);
            assertThat(offered.has(path)).as(path).isTrue();
            assertThat(offered.get(path).get("description").asString())
                    .contains(field.doc().replaceAll("\\s+", " ").strip());
            if (leaf != null && leaf.leaf()) {
                assertThat(offered.get(path).get("description").asString())
                        .as(path)
                        .containsIgnoringCase(leaf.dataClass().name());
            }
        });
    }
}
