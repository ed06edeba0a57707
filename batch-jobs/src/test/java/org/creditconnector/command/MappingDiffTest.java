package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.creditconnector.config.StoreConfig;
import org.creditconnector.ledger.Lease;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.MappingFolders;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunOrder;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mapping diff}: the folder of the README against an earlier version of itself. */
class MappingDiffTest {
    @TempDir
    Path home;

    private Path earlier;
    private Path folder;
    private Terminal terminal;

    @BeforeEach
    void lay() throws Exception {
        earlier = VillageFolder.in(Files.createDirectory(home.resolve("earlier")));
        folder = VillageFolder.in(home);
        terminal = new Terminal(home);
    }

    private String diff(String source, String... more) {
        String[] words = new String[5 + more.length];
        System.arraycopy(new String[] {"mapping", "diff", source, "--against", earlier.toString()}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        terminal.run(words);
        return terminal.out();
    }

    @Test
    void theSameFolderMakesNothingOtherwise() {
        String said = diff(folder.toString(), "--most", "0");

        assertThat(terminal.exit()).isZero();
        assertThat(said)
                .contains("3 accounts: 0 changed, 0 added", "1 held by both, 2 the same")
                .doesNotContain("from → to");
    }

    @Test
    void oneCodeThatIsTurnedChangesExactlyTheFieldsOfItsAccounts() throws Exception {
        VillageFolder.edit(folder, "codes/status.csv", "A,OPEN", "A,FROZEN");

        String said = diff(folder.toString(), "--most", "10");

        assertThat(terminal.exit()).isEqualTo(4);
        assertThat(said)
                .contains("3 accounts: 1 changed, 0 added")
                .containsPattern("state.status.value +1 +1 +0 +0 +OPEN → FROZEN: 1\n")
                .contains("34 % of the accounts go otherwise, expected at most 10 %");
    }

    @Test
    void anAccountThatIsHeldNoMoreIsAddedAndAFewAccountsHaveNoTotals() throws Exception {
        VillageFolder.edit(folder, "codes/status.csv", "A,OPEN", "X,OPEN,,,new\nA,OPEN");
        VillageFolder.edit(
                folder,
                "mapping.yaml",
                "opened | date dd.MM.yyyy",
                "opened | only-if loan L-001 L-002 | date dd.MM.yyyy | or-missing unknown");

        String said = diff(folder.toString());

        assertThat(terminal.err()).isEmpty();
        assertThat(said)
                .contains("3 accounts: 0 changed, 1 added")
                .contains("input: the sample of the folder\n")
                .containsPattern("EUR +account.principal +3 +withheld +withheld +withheld +1.167\n")
                .contains("withheld: a sum of fewer than 10 accounts would tell what one of them owes")
                .doesNotContain("1800.00", "300.00");
    }

    @Test
    void aRealSourceIsReadByBothVersions() throws Exception {
        StringBuilder loans = new StringBuilder("loan,customer,name,passport,currency,amount,opened,status,closed\n");
        for (int i = 100; i < 140; i++) {
            loans.append("L-").append(i).append(",C-1,Ada Example,P0123,EUR,1200.00,15.01.2024,");
            loans.append(i % 4 == 0 ? "C" : "A").append(",\n");
        }
        Files.writeString(home.resolve("loans.csv"), loans);
        Files.writeString(home.resolve("instalments.csv"), "loan,number,due,principal,interest\n");
        Files.writeString(home.resolve("payments.csv"), "loan,payment,date,amount,cancelled\n");
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: UTC}
                source-folders: ["%1$s"]
                sources:
                  village:
                    mapping: village-bank
                    range-size: 7
                    files: {loans: "%1$s/loans.csv", instalments: "%1$s/instalments.csv", payments: "%1$s/payments.csv"}
                targets:
                  registry: {profile: registry-api, url: "http://127.0.0.1:1/"}
                """.formatted(home));
        VillageFolder.edit(folder, "codes/status.csv", "C,CLOSED", "C,WRITTEN_OFF");
        VillageFolder.edit(
                folder, "mapping.yaml", "principal: amount | decimal\n", "principal: amount | decimal | times 2\n");

        String said = diff("village", "--date", "2024-05-31");

        assertThat(terminal.err()).isEmpty();
        assertThat(said)
                .contains("40 accounts: 40 changed, 0 added")
                .containsPattern("account.principal +40 +40 +0 +0\n")
                .contains(
                        "input: read from the files as they are now; no run has read the source for this date or before\n")
                .containsPattern("loans.csv +[0-9]+ +[0-9]{4}-[0-9T:.-]+Z +[0-9a-f]{12}\n")
                .containsPattern("EUR +account.principal +40 +48000.00 +96000.00 +48000.00 +2\n")
                .containsPattern("state.status.value +10 +10 +0 +0 +CLOSED → WRITTEN_OFF: 10\n")
                .doesNotContain("Ada", "P0123");

        terminal.run("mapping", "diff", "village", "--date", "2024-05-31");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("no run of village was sent with a folder that is kept");

        sent(SourceMapping.load(SourceFolder.of(earlier)));
        terminal.run("mapping", "diff", "village", "--date", "2024-05-31");
        assertThat(terminal.out())
                .as("against the version that the last run was sent with")
                .isEqualTo(said);

        Path restored = Files.createDirectory(home.resolve("restored"));
        terminal.run("mapping", "restore", "registry/village/2024-05-30/1", "--out", restored.toString());
        assertThat(terminal.exit()).as(terminal.err()).isZero();
        terminal.run(
                "mapping",
                "diff",
                "village",
                "--date",
                "2024-05-31",
                "--against",
                restored.resolve("village-bank").toString());
        assertThat(terminal.out()).isEqualTo(said);
        terminal.run("mapping", "restore", "registry/village/2024-05-30/1", "--out", restored.toString());
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("expected a directory in which there is no village-bank");
    }

    /** What a run leaves that was sent with a folder. */
    private void sent(SourceMapping mapping) {
        StoreConfig config = StoreConfig.embedded(home);
        try (Store store = Store.open(
                new StoreSettings(config.url(), config.user(), config.password().value()))) {
            new MappingFolders(store).keep(mapping.version(), mapping.name(), mapping.folder()::packed);
            SubmissionLedger ledger = new SubmissionLedger(store);
            LeaseToken token = new Lease(store)
                    .acquire(LeaseToken.ofTarget("registry"), "test", Duration.ofMinutes(1))
                    .orElseThrow();
            LocalDate date = LocalDate.of(2024, 5, 30);
            Run run = ledger.openRun(
                    new RunOrder("registry", "village", date, date, "L1", mapping.version(), null), token);
            ledger.moveRun(run.runId(), RunState.OPENED, RunState.PREPARED, token);
            ledger.moveRun(run.runId(), RunState.PREPARED, RunState.RELEASED, token);
            ledger.moveRun(run.runId(), RunState.RELEASED, RunState.DELIVERED, token);
        }
    }

    @Test
    void againstNothingIsAWrongCall() {
        terminal.run(
                "mapping",
                "diff",
                folder.toString(),
                "--against",
                home.resolve("nowhere").toString());

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("is no directory");
    }
}
