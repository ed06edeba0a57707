package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.creditconnector.mapping.MappingFuzz;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code mapping fuzz} as a person types it: what it says, how it ends, and that the same seed says the same. */
class MappingFuzzCommandTest {
    @TempDir
    Path home;

    private Path folder;
    private Terminal terminal;

    @BeforeEach
    void layDown() throws Exception {
        folder = VillageFolder.in(home);
        terminal = new Terminal(home);
    }

    @Test
    void whatHoldsEndsWithZeroAndATableOfRules() {
        String said = fuzz("--rows", "500", "--seed", "7");

        assertThat(terminal.exit()).isZero();
        assertThat(said)
                .startsWith("village-bank: 500 rows out of 3 accounts, 19 columns, seed 7; ")
                .containsPattern("rule +severity +rows")
                .containsPattern("MAP-DATE +ERROR +[1-9]")
                .containsPattern("\n[0-9]+ columns not tried")
                .containsPattern("\n[1-9][0-9]* lines compared with what they announce, [0-9]+ lines not compared")
                .containsPattern("file loans: [1-9][0-9]+ values written and read back, [0-9]+ not in its encoding")
                .endsWith("no row crashed or gave another answer, and nothing that was compared changed on its way\n");
    }

    @Test
    void theSameSeedSaysTheSameAndAnotherSaysSomethingElse() {
        String first = fuzz("--rows", "400", "--seed", "3");

        assertThat(fuzz("--rows", "400", "--seed", "3")).isEqualTo(first);
        assertThat(fuzz("--rows", "400", "--seed", "4").replace("seed 4", "seed 3"))
                .isNotEqualTo(first);
    }

    @Test
    void asJsonItCountsTheSame() {
        fuzz("--rows", "500", "--seed", "7", "--json");

        JsonNode said = Terminal.parse(terminal.out());
        assertThat(said.get("seed").asInt()).isEqualTo(7);
        assertThat(said.get("rows").asInt()).isEqualTo(500);
        assertThat(said.get("columns").asInt()).isEqualTo(19);
        assertThat(said.get("failed").asInt()).isZero();
        assertThat(said.get("failures").size()).isZero();
        assertThat(said.get("held").asInt()).isBetween(100, 500);
        assertThat(said.get("rules").get(0).get("rows").asInt()).isPositive();
    }

    @Test
    void noValueOfARowIsShown() throws Exception {
        VillageFolder.edit(folder, "sample/accounts.csv", "Ada Example,P0123", "Quetzalcoatl,ZX90817263");

        assertThat(fuzz("--rows", "300")).doesNotContain("Quetzalcoatl", "ZX90817263");
        assertThat(fuzz("--rows", "300", "--json")).doesNotContain("Quetzalcoatl", "ZX90817263");
    }

    @Test
    void rowsThatAreNoneAreAWrongCall() {
        fuzz("--rows", "0");

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("--rows is 0, expected 1 to 1000000");
    }

    @Test
    void aFolderWithoutAnAccountSaysWhereToPutSome() throws Exception {
        for (String file : new String[] {"instalments", "payments", "accounts"}) {
            Path rows = folder.resolve("sample/" + file + ".csv");
            Files.writeString(rows, Files.readAllLines(rows).get(0) + "\n");
        }
        fuzz();

        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err()).contains("has no account", "put some into sample/accounts.csv");
    }

    @Test
    void aFolderThatIsWrongIsNotTried() throws Exception {
        VillageFolder.edit(folder, "mapping.yaml", "| date dd.MM.yyyy", "| dat dd.MM.yyyy");
        fuzz();

        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err()).contains("MAP-STEP-UNKNOWN");
    }

    @Test
    void aFailureEndsWithThreeAndSaysHowToSeeItAgain() {
        MappingFuzzCommand command = new MappingFuzzCommand();
        command.source = "village";
        command.rows = 50;
        command.seed = 9;
        MappingFuzz.Report report = new MappingFuzz.Report(
                50,
                19,
                7,
                List.of(),
                1,
                List.of(new MappingFuzz.Failure("crash", 12, "amount a huge number", "it fell over")),
                List.of("accounts.amount"),
                12,
                List.of("account.openedOn"));

        Answer said = command.told(SourceMapping.load(SourceFolder.of(folder)), 3, report, List.of());

        assertThat(said.exit()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(said.text())
                .contains("crash in row 12, amount a huge number: it fell over")
                .endsWith(
                        "1 failures, the first of each kind above; again with: mapping fuzz village --rows 50 --seed 9\n");
        assertThat(said.json()).asString().contains("failed=1", "failures=[crash in row 12");
    }

    @Test
    void columnsOfAQueryWithoutRowsAreNamedAndSoAreTheLinesThatReadThem() throws Exception {
        Path rows = folder.resolve("sample/payments.csv");
        Files.writeString(rows, Files.readAllLines(rows).get(0) + "\n");

        String said = fuzz("--rows", "2000");

        assertThat(terminal.exit()).isZero();
        assertThat(said)
                .contains(
                        "5 columns not tried: payments.loan, payments.payment, payments.date, payments.amount, payments.cancelled\n")
                .containsPattern("lines not compared: .*repayments\\[].amount");
    }

    @Test
    void whereNothingCanBeComparedThatIsAFailure() throws Exception {
        for (String status : new String[] {"A,\n", "C,30.04.2024\n"}) {
            VillageFolder.edit(folder, "sample/accounts.csv", status, "X,\n");
        }

        String said = fuzz("--rows", "200");

        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(said).contains("nothing was compared: no account of these goes");
    }

    private String fuzz(String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "mapping";
        words[1] = "fuzz";
        words[2] = folder.toString();
        System.arraycopy(options, 0, words, 3, options.length);
        terminal.run(words);
        return terminal.out();
    }
}
