package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.nio.file.Files;
import java.nio.file.Path;
import org.creditconnector.config.ConnectorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What machines must have in common before they may share a night. */
class NodeTest {
    private static final RunRequest WITH_WORKERS =
            new RunRequest(NightFixture.TARGET, TinyLender.NAME, FRIDAY, null, true, false);

    @TempDir
    Path home;

    @Test
    void oneFileIsOneNodeAndAnotherFileIsAnother() throws Exception {
        try (NightFixture night = new NightFixture(home)) {
            ConnectorConfig config = night.config();
            String node = Node.of(config);
            assertThat(node).matches("[0-9a-f]{12}").isEqualTo(Node.of(night.config()));
            Files.writeString(config.file(), Files.readString(config.file()) + "# another\n");
            assertThat(Node.of(config)).isNotEqualTo(node);
        }
    }

    @Test
    void withoutABrokerNobodyIsWaitedFor() throws Exception {
        try (NightFixture night = new NightFixture(home)) {
            night.folder(true);
            night.lenderUrl = "jdbc:h2:mem:nobody";
            assertThatThrownBy(() -> night.nights().run(WITH_WORKERS))
                    .isInstanceOfSatisfying(
                            CommandException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.CONFIGURATION))
                    .hasMessageContaining("workers need a broker: expected a section `broker` in " + home);
            assertThatThrownBy(() -> RangeWorker.open(night.config(), words -> {}, NightParts.standard()))
                    .hasMessageContaining("workers need a broker");
        }
    }

    @Test
    void aStoreOfOneMachineIsSharedWithNobody() throws Exception {
        try (NightFixture night = new NightFixture(home)) {
            night.more = "broker: {url: 'tcp://127.0.0.1:1'}\n";
            night.folder(true);
            night.lenderUrl = "jdbc:h2:mem:nobody";
            assertThatThrownBy(() -> night.nights().run(WITH_WORKERS))
                    .hasMessageContaining("an H2 file is on one machine; expected PostgreSQL under store.url")
                    .hasMessageContaining("`db migrate` moves the store");
        }
    }

    @Test
    void filesArePreparedWhereTheyLieAndTheRunSaysSo() throws Exception {
        try (NightFixture night = new NightFixture(home)) {
            night.registry.scenario("all-accepted");
            RunReport run = night.run(WITH_WORKERS);
            assertThat(run.exit()).isEqualTo(ExitCode.DONE);
            assertThat(run.notes())
                    .containsExactly(
                            "source tiny delivers files, which lie on this machine; its ranges were prepared here"
                                    + " and not by workers");
        }
    }
}
