package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.nio.file.Files;
import java.nio.file.Path;
import org.creditconnector.command.Typed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} with a source folder that is not right: exit code 3, the whole message, no request at the registry, and no run. */
class WrongFolderNightTest {
    @TempDir
    Path home;

    private NightFixture night;
    private Typed typed;
    private Path folder;

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home);
        night.lender.write(night.files());
        night.config();
        folder = home.resolve("sources/tiny");
        typed = new Typed(home).with((config, progress) -> StoredNights.open(config, progress));
    }

    @AfterEach
    void close() {
        night.close();
    }

    private void edit(String file, String text, String by) throws Exception {
        String before = Files.readString(folder.resolve(file));
        assertThat(before).contains(text);
        Files.writeString(folder.resolve(file), before.replace(text, by));
    }

    private int run() {
        return typed.run("run", "--source", "tiny", "--date", FRIDAY.toString());
    }

    private void assertStopped(String... lines) {
        assertThat(run()).isEqualTo(3);
        assertThat(typed.err()).isEqualTo(String.join("\n", lines) + "\n");
        assertThat(typed.out()).isEmpty();
        assertThat(night.requests()).isZero();
        assertThat(night.ask("select count(*) from submission_run", Long.class)).isZero();
    }

    private void assertThenAllGo() throws Exception {
        night.folder(false);
        assertThat(run()).as(typed.err()).isZero();
        assertThat(night.verdicts()).hasSize(NightFixture.ACCOUNTS);
    }

    @Test
    void aLineThatNobodyAnswered() throws Exception {
        edit("mapping.yaml", "account.currency: currency", "account.currency: TODO currency");
        edit("codes/status.csv", "A,OPEN", "A,TODO");
        assertStopped(
                "MAP-TODO " + folder
                        + "/codes/status.csv:2:3: nobody has said what the code \"A\" means; write one of NOT_ACTIVATED, OPEN, OVERPAID, FROZEN, CHARGED_OFF, WRITTEN_OFF, TRANSFERRED, CLOSED, OTHER in"
                        + " place of TODO, or remove the row: accounts with the code are held then",
                "MAP-TODO " + folder
                        + "/mapping.yaml:17:21 fields.account.currency: nobody has said that \"currency\" is right;"
                        + " correct it, then take TODO away");
        assertThenAllGo();
    }

    @Test
    void allMistakesOfAFolderAtOnce() throws Exception {
        edit("mapping.yaml", "account.principal: amount | decimal", "account.principle: amount | decimal");
        edit("payments.sql", ":range(x.loan)", "x.loan is not null");
        assertStopped(
                "MAP-TARGET-UNKNOWN " + folder
                        + "/mapping.yaml:18:3 fields.account.principle: account has no field \"principle\";"
                        + " did you mean \"principal\"?",
                "MAP-SQL " + folder
                        + "/payments.sql:1:1: there is no :range(COLUMN), expected one in the where clause");
        assertThenAllGo();
    }

    @Test
    void aWrongFolderKeepsNoOtherSourceFromItsNight() throws Exception {
        Path second = Files.createDirectories(home.resolve("more"));
        TinyLender.writeFolder(second, false);
        Files.move(second.resolve("tiny"), home.resolve("sources/other"));
        Path mapping = home.resolve("sources/other/mapping.yaml");
        Files.writeString(mapping, Files.readString(mapping).replace("mapping: tiny", "mapping: other"));
        edit("codes/status.csv", "A,OPEN", "A,TODO");
        night.otherSource = """
                  other:
                    mapping: other
                    key-prefix: O-
                    files: {loans: "%1$s/loans.csv", instalments: "%1$s/instalments.csv", payments: "%1$s/payments.csv"}
                """.formatted(night.files());
        night.config();

        assertThat(typed.run("run", "--date", FRIDAY.toString())).isEqualTo(3);
        assertThat(typed.out())
                .contains("registry/other/2024-03-22/1  RECONCILED")
                .contains("MAP-TODO " + folder + "/codes/status.csv:2:3: nobody has said what the code \"A\" means");
        assertThat(night.verdicts())
                .hasSize(NightFixture.ACCOUNTS)
                .containsKey("account:O-" + TinyLender.key(1))
                .doesNotContainKey("account:" + TinyLender.key(1));
    }

    @Test
    void aFileThatIsNotThere() throws Exception {
        Files.delete(folder.resolve("codes/status.csv"));
        assertStopped("MAP-FILE-MISSING " + folder
                + "/mapping.yaml:13:11 codes.status: there is no file \"codes/status.csv\" in the folder");
        assertThenAllGo();
    }

    @Test
    void aFileThatIsNoYaml() throws Exception {
        Files.writeString(folder.resolve("mapping.yaml"), "mapping: [tiny\n");
        assertStopped("YAML-SYNTAX " + folder
                + "/mapping.yaml:1:10: not YAML: expected ',' or ']', but got <stream end>, noticed at"
                + " 2:1; write a comma between two values and ] at the end of what begins here");
        assertThenAllGo();
    }

    @Test
    void aLineThatDoesNotFitTheColumns() throws Exception {
        edit("mapping.yaml", "account.openedOn: opened", "account.openedOn: open");
        assertThat(run()).isEqualTo(3);
        assertThat(typed.out())
                .contains("why       MAP-COLUMN-UNUSED " + folder
                        + "/mapping.yaml:9:13 queries.accounts: no line reads the column"
                        + " accounts.opened; map it, or list it under unused\nMAP-COLUMN-UNKNOWN " + folder
                        + "/mapping.yaml:19:21 fields.account.openedOn: the query accounts gives no column \"open\"; did you mean"
                        + " \"opened\"?\n");
        assertThat(night.requests()).isZero();
        assertThenAllGo();
    }
}
