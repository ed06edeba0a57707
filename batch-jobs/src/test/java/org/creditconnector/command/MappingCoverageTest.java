package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code mapping coverage} on the folder of the README. */
class MappingCoverageTest {
    @TempDir
    Path home;

    private Path folder;
    private Terminal terminal;

    @BeforeEach
    void lay() throws Exception {
        folder = VillageFolder.in(home);
        terminal = new Terminal(home);
    }

    private String run(String... words) {
        terminal.run(words);
        return terminal.out();
    }

    @Test
    void coverageIsWholeForTheRequiredFieldsOfTheRecordAndNotForAllOfARegistry() {
        String record = run("mapping", "coverage", folder.toString(), "--min", "required=100");
        assertThat(terminal.exit()).isZero();
        assertThat(record)
                .startsWith("village-bank for the credit record: 100 % of required")
                .containsPattern("account +maturesOn +optional +missing .* unknown  \\S+mapping.yaml:51")
                .containsPattern("agreement +\\(all 12\\) +not applicable");

        String registry = run("mapping", "coverage", folder.toString(), "--target", "pbcrc", "--min", "required=100");
        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(registry)
                .contains("required fields are covered to ", " percent, expected at least 100")
                .containsPattern("210 +AcctDbtInfSgmt +FiveCate .* state.riskClass.value: unknown");
    }

    @Test
    void aDefaultThatStandsInForAnEmptyColumnIsNamedWithItsPlaceAndCounted() {
        String shown = run("mapping", "coverage", folder.toString());

        assertThat(shown)
                .containsPattern("instalments\\[]\\.due +interest +required +filled, else default +100 % .*"
                        + "instalments.interest \\| decimal \\| or = 0  \\S+mapping.yaml:34; the default in 1 of 3")
                .containsPattern("record +fields +filled +derived +else default +defaulted");

        JsonNode fees = field(run("mapping", "coverage", folder.toString(), "--json"), "instalments[].due", "fees");
        assertThat(fees.get("state").asString()).isEqualTo("DEFAULTED");
        assertThat(fees.get("place").asString()).endsWith("mapping.yaml:35");
        assertThat(fees.get("defaultsTaken").asInt()).isEqualTo(3);
    }

    @Test
    void aDefaultOfARegistryIsNamedWithThePlaceThatSaysSo() {
        String shown = run("mapping", "coverage", folder.toString(), "--target", "pbcrc", "--all");

        assertThat(shown)
                .containsPattern("210 .* InfRecType .* defaulted .*by the profile: no fact is known for it"
                        + "  registries/pbcrc/origins.csv:52");
    }

    private static JsonNode field(String json, String segment, String name) {
        return Terminal.parse(json)
                .get("fields")
                .valueStream()
                .filter(one -> one.get("segment").asString().equals(segment)
                        && one.get("field").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNestedLineThatIsTakenAwayIsNamed() throws Exception {
        VillageFolder.edit(folder, "mapping.yaml", "  parties[].documents[].number: passport\n", "");

        run("mapping", "coverage", folder.toString(), "--min", "required=100");

        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err()).contains("MAP-TARGET-REQUIRED").contains("parties[].documents[].number");
    }

    @Test
    void aNestedLineOfOneGroupThatIsTakenAwayIsNamedAlthoughAnotherGroupHasIt() {
        String shown = run("mapping", "coverage", "fineract", "--all");

        assertThat(shown)
                .containsPattern(
                        "parties\\[].person +birthDate .* not for borrower, group, guarantor-client, guarantor-staff")
                .containsPattern("parties\\[].documents\\[] +number .* not for group");
    }

    @Test
    void aColumnThatNobodyReadsIsNamedWithItsRows() throws Exception {
        VillageFolder.edit(folder, "mapping.yaml", "\nfields:\n", "\nunused: [passport]\nfields:\n");
        VillageFolder.edit(folder, "mapping.yaml", "  parties[].documents[].type: = PASSPORT\n", "");
        VillageFolder.edit(folder, "mapping.yaml", "  parties[].documents[].number: passport\n", "");

        String shown = run("mapping", "coverage", folder.toString());

        assertThat(terminal.err()).isEmpty();
        assertThat(shown).containsPattern("accounts.passport +3 +3\n?");
    }

    @Test
    void aColumnOfAFileThatNoQueryNamesIsCounted() throws Exception {
        Files.writeString(home.resolve("loans.csv"), """
                loan,customer,name,passport,currency,amount,opened,status,closed,risk grade
                L-001,C-1,Ada Example,P0123,EUR,1200.00,15.01.2024,A,,7
                L-002,C-2,Ben Muster,0077,EUR,600.00,29.02.2024,A,,
                """);
        Files.writeString(home.resolve("instalments.csv"), "loan,number,due,principal,interest\n");
        Files.writeString(home.resolve("payments.csv"), "loan,payment,date,amount,cancelled\n");
        VillageFolder.configure(home, "loans.csv");

        String shown = run("mapping", "coverage", "village", "--json");

        assertThat(terminal.err()).isEmpty();
        JsonNode unread = Terminal.parse(shown).get("unreadTableColumns");
        assertThat(unread.size()).isEqualTo(1);
        assertThat(unread.at("/0/column").asString()).isEqualTo("risk grade");
        assertThat(unread.at("/0/rows").asInt()).isEqualTo(2);
        assertThat(unread.at("/0/filled").asInt()).isEqualTo(1);
    }
}
