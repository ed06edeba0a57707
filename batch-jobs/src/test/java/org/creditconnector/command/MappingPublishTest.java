package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
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

/** {@code mapping publish}, and what operations see of it where a night was stopped. */
class MappingPublishTest {
    private static final String RUN = "registry/village/2026-11-20/1";

    @TempDir
    Path home;

    private Path folder;
    private Terminal terminal;

    @BeforeEach
    void lay() throws Exception {
        folder = VillageFolder.in(home);
        terminal = new Terminal(home);
        VillageFolder.configure(home, "loans.csv");
    }

    private void publish(String author, String reason) {
        terminal.run("mapping", "publish", "village", "--author", author, "--reason", reason);
    }

    private String version() {
        return SourceMapping.load(SourceFolder.of(folder)).version();
    }

    /** A run that stopped because the folder has changed. */
    private void stopped(String version) {
        StoreConfig config = StoreConfig.embedded(home);
        try (Store store = Store.open(
                new StoreSettings(config.url(), config.user(), config.password().value()))) {
            SubmissionLedger ledger = new SubmissionLedger(store);
            LeaseToken token = new Lease(store)
                    .acquire(LeaseToken.ofTarget("registry"), "test", Duration.ofMinutes(1))
                    .orElseThrow();
            LocalDate date = LocalDate.of(2026, 11, 20);
            Run run = ledger.openRun(new RunOrder("registry", "village", date, date, "L1", version, null), token);
            ledger.moveRun(run.runId(), RunState.OPENED, RunState.PREPARED, token);
            ledger.holdForSecondPerson(
                    run.runId(), RunState.PREPARED, List.of("the source folder has changed since then"), token);
        }
    }

    @Test
    void whoAnswersForAFolderStandsInTheStoreWithTheFolder() throws Exception {
        publish("Ada", "the product is a drawdown");

        assertThat(terminal.exit()).as(terminal.err()).isZero();
        assertThat(terminal.out())
                .contains("village " + version().substring(0, 8) + " was published by Ada: the product is a drawdown")
                .contains("no run of it was sent yet")
                .contains("somebody else than Ada approves it");
        StoreConfig config = StoreConfig.embedded(home);
        try (Store store = Store.open(
                new StoreSettings(config.url(), config.user(), config.password().value()))) {
            assertThat(new MappingFolders(store).find(version())).isPresent();
        }
        publish("Ben", "me too");
        assertThat(terminal.out()).contains("was published before by Ada: the product is a drawdown");
    }

    @Test
    void aStoppedRunNamesTheCommandsInTheirOrderAndRefusesThePublisher() throws Exception {
        stopped(version());

        terminal.run("gate", RUN);
        assertThat(terminal.out())
                .contains("folder    published by nobody; somebody has to, and another person approves or rejects")
                .contains("mapping publish village --author NAME --reason TEXT");
        terminal.run("status");
        assertThat(terminal.out()).contains("mapping publish village --author NAME --reason TEXT");
        terminal.run("approve", RUN, "--author", "Ben", "--reason", "looks right");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err())
                .contains("nobody answers for it; `mapping publish village")
                .hasLineCount(1);

        publish("Ada", "the product is a drawdown");
        terminal.run("gate", RUN);
        assertThat(terminal.out())
                .contains("folder    published by Ada (the product is a drawdown); another person approves or rejects")
                .contains("approve " + RUN + " --content ");
        terminal.run("approve", RUN, "--author", "ADA", "--reason", "I wrote it");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err())
                .contains("Ada published the changed source folder of run " + RUN
                        + ", and what it makes otherwise is beyond the limit; another person must approve it")
                .hasLineCount(1);
        terminal.run("approve", RUN, "--author", "Ben", "--reason", "I looked at the contracts");
        assertThat(terminal.exit()).as(terminal.err()).isZero();
        assertThat(terminal.out()).contains("RELEASED  by Ben");
    }

    @Test
    void aFolderThatIsWrongOrNoSourceIsNotPublished() throws Exception {
        VillageFolder.edit(folder, "mapping.yaml", "account.currency: currency", "account.currency: TODO currency");
        publish("Ada", "the product is a drawdown");
        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err()).contains("MAP-TODO");
        terminal.run("mapping", "publish", "town", "--author", "Ada", "--reason", "new");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("there is no source town, expected one of [village]");
        publish(" ", "new");
        assertThat(terminal.exit()).isEqualTo(2);
    }
}
