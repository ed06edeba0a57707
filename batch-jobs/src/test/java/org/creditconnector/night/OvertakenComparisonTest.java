package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;

import java.nio.file.Path;
import java.time.LocalDate;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.faults.ChangedWay;
import org.creditconnector.ledger.Restoration;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A comparison after a restore that froze while it asked, and wakes up when another process has the target: it concludes nothing. */
class OvertakenComparisonTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatItAskedBeforeItFrozeSettlesNothing(TestDatabase database) throws Exception {
        StoreSettings settings = database == TestDatabase.H2
                ? new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", "")
                : database.empty();
        try (NightFixture night = new NightFixture(home, settings)) {
            night.packageItems = 100;
            night.registry.scenarioPage(
                    "{description: Takes it and hangs up., faults: [{on: putPackage, do: reset-after-effect}]}");
            NightParts standard = night.parts;
            night.parts = standard.connections((routes, endpoint) -> new ChangedWay(routes.connect(endpoint)) {
                @Override
                public PackageKnowledge packageKnowledge(String packageId) {
                    throw new RegistryUnavailableException("registry: asked by id, got no answer");
                }
            });
            night.target = "feedback-wait: 1s\npowers: {idempotent-by-id: false}";
            assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.UNKNOWN);
            night.reopen();
            try (Store store = Store.open(settings)) {
                new Restoration(store).doubt(TARGET, "Ann", "an old copy was put back");
            }

            night.parts = standard.connections((routes, endpoint) -> frozen(routes.connect(endpoint), settings));
            assertThatThrownBy(() -> night.nights().reconcile(TARGET, (LocalDate) null))
                    .isInstanceOfSatisfying(
                            CommandException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.STOPPED))
                    .hasMessageContaining("another process");
            night.reopen();
            assertThat(night.ask("select state from submission_package", String.class))
                    .as("the heir asks itself")
                    .isEqualTo("UNKNOWN");
            assertThat(night.ask("select count(*) from target_state where compare_first", Integer.class))
                    .isEqualTo(1);
        }
    }

    /** When the answer to the question by id is there, the lease is another's. */
    private static RegistryConnection frozen(RegistryConnection real, StoreSettings settings) {
        return new ChangedWay(real) {
            @Override
            public PackageKnowledge packageKnowledge(String packageId) {
                PackageKnowledge known = super.packageKnowledge(packageId);
                try (Store store = Store.open(settings)) {
                    JdbcClient.create(store.dataSource())
                            .sql("update lease set token = token + 1, holder = 'heir',"
                                    + " held_until = clock_timestamp() + interval '1' hour")
                            .update();
                }
                return known;
            }
        };
    }
}
