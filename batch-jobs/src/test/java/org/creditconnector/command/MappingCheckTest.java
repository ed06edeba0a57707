package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mapping check} of a folder without a source. */
class MappingCheckTest {
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
    void aColumnThatNoSelectListGivesIsNamedWithItsPlaceAndTheOneThatWasMeant() throws Exception {
        VillageFolder.edit(folder, "mapping.yaml", "account.currency: currency", "account.currency: curency");
        VillageFolder.edit(folder, "mapping.yaml", "instalments.due |", "instalments.deu |");

        assertThat(check()).isEqualTo(3);

        assertThat(terminal.err())
                .contains(
                        "mapping.yaml:20:21 fields.account.currency: the query accounts gives no column \"curency\"; did you mean"
                                + " \"currency\"?")
                .contains(
                        "mapping.yaml:32:24 fields.instalments[].dueOn: the query instalments gives no column \"deu\"; did you"
                                + " mean \"instalments.due\"?")
                .contains("mapping.yaml:12:13 queries.accounts: no line reads the column accounts.currency");
    }

    @Test
    void whereASelectListDoesNotTellTheSampleDoes() throws Exception {
        star();
        VillageFolder.edit(folder, "mapping.yaml", "account.currency: currency", "account.currency: curency");

        assertThat(check()).isEqualTo(3);

        assertThat(terminal.err()).contains("no column \"curency\"; did you mean \"currency\"?");
    }

    @Test
    void whereNeitherTellsThatIsSaidAndTheOtherQueriesAreChecked() throws Exception {
        star();
        Files.delete(folder.resolve("sample/accounts.csv"));
        VillageFolder.edit(folder, "mapping.yaml", "account.currency: currency", "account.currency: curency");

        assertThat(check()).isZero();
        assertThat(terminal.out())
                .contains("the query accounts selects l.*, which does not tell: its columns were taken on trust");

        VillageFolder.edit(folder, "mapping.yaml", "instalments.due |", "instalments.deu |");
        assertThat(check()).isEqualTo(3);
        assertThat(terminal.err()).contains("\"deu\"").doesNotContain("curency");
    }

    @Test
    void theQueryOfChangesIsAskedWhereThereIsASource() throws Exception {
        Files.writeString(
                home.resolve("loans.csv"),
                "loan,customer,name,passport,currency,amount,opened,status,closed\n"
                        + "L-001,C-1,Ada Example,P0123,EUR,1200.00,15.01.2024,A,\n");
        Files.writeString(home.resolve("instalments.csv"), "loan,number,due,principal,interest\n");
        Files.writeString(home.resolve("payments.csv"), "loan,payment,date,amount,cancelled\n");
        VillageFolder.configure(home, "loans.csv");
        VillageFolder.edit(folder, "mapping.yaml", "queries:\n", "changes: changes.sql\nqueries:\n");
        Files.writeString(
                folder.resolve("changes.sql"),
                "select l.loan from loans l where strptime(l.opened, '%d.%m.%Y') >= :since");

        assertThat(terminal.run("mapping", "check", "village").exit()).isZero();
        assertThat(terminal.out()).contains("village-bank is right");

        Files.writeString(folder.resolve("changes.sql"), "select l.loan from loans l where l.touched >= :since");
        assertThat(terminal.run("mapping", "check", "village").exit()).isEqualTo(3);
        assertThat(terminal.err())
                .contains("SRC-QUERY changes: the query that names what changed cannot be used (")
                .contains("it gives the column loan and compares with :since");
    }

    @Test
    void theRangeKeyMustStandInEverySelectList() throws Exception {
        VillageFolder.edit(folder, "payments.sql", "select p.loan,", "select p.loan as number,");

        assertThat(check()).isEqualTo(3);

        assertThat(terminal.err()).contains("queries.payments: the query does not give the range key loan");
    }

    @Test
    void itSaysWhichCodesMeanTheSameAndWhichTheSampleDoesNotShow() throws Exception {
        Files.writeString(folder.resolve("codes/status.csv"), """
                code,canonical,valid-from,valid-to,note
                A,OPEN,,,
                C,CLOSED,,,paid back
                W,CLOSED,,,written off
                """);

        assertThat(check()).isZero();

        assertThat(terminal.out())
                .contains("codes status: C, W all mean CLOSED")
                .contains("codes status: not in the sample: W (line 4)")
                .contains("codes: sample/accounts.csv:4 state.status.value: X has no row");
        terminal.run("mapping", "check", folder.toString(), "--json");
        assertThat(Terminal.parse(terminal.out())
                        .at("/codes/0/together/CLOSED/1")
                        .asString())
                .isEqualTo("W");
        assertThat(Terminal.parse(terminal.out()).at("/codes/0/unseen/4").asString())
                .isEqualTo("W");
    }

    @Test
    void codesThatFollowEachOtherInTimeAreNotTakenForOne() throws Exception {
        Files.writeString(folder.resolve("codes/status.csv"), """
                code,canonical,valid-from,valid-to,note
                A,OPEN,,,
                C,CLOSED,,2023-12-31,
                W,CLOSED,2024-01-01,,
                """);

        assertThat(check()).isZero();

        assertThat(terminal.out()).doesNotContain("all mean");
    }

    private int check() {
        terminal.run("mapping", "check", folder.toString());
        return terminal.exit();
    }

    private void star() throws Exception {
        String sql = Files.readString(folder.resolve("accounts.sql"));
        Files.writeString(folder.resolve("accounts.sql"), sql.replaceFirst("(?s)select .*?\\n", "select l.*\n"));
    }
}
