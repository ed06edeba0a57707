package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.creditconnector.mockregistry.Effect;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real application is frozen (SIGSTOP) until its lease has run out and another process has finished the night. When it wakes
 * up, it writes nothing, sends nothing, and ends with a sentence.
 */
@Tag("long")
class FrozenNightTest {
    @TempDir
    Path home;

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "POSTGRESQL, prepare, ''",
        "POSTGRESQL, putPackage, 3",
        "H2, putPackage, 3",
        "POSTGRESQL, listFeedback, 1",
    })
    void whoWakesUpAfterAnotherTookOverTouchesNothing(TestDatabase database, String where, String occurrence)
            throws Exception {
        try (LargerNight larger = new LargerNight(home, database)) {
            if (!where.equals("prepare")) {
                larger.slow(where, occurrence, "2s");
            }
            // On H2 the test's process has the file; in the frozen one's hands nobody else could open it.
            larger.night.nights();
            try (ChildProcess frozen = larger.child()) {
                if (where.equals("prepare")) {
                    larger.awaitRows(frozen, "select count(*) from key_range where state = 'STORED'", 2);
                } else {
                    larger.awaitRequests(frozen, where, Integer.parseInt(occurrence));
                }
                frozen.signal("STOP");
                finishElsewhere(larger);
                assertNothingMovesWhenItWakes(larger, frozen);
            }
        }
    }

    /** Frozen in the transaction that marks a package: the database gives its locks to the next one. */
    @Test
    void whoFreezesWhileItHoldsLocksIsNotWaitedForForEver() throws Exception {
        try (LargerNight larger = new LargerNight(home, TestDatabase.POSTGRESQL)) {
            larger.slow("putPackage", "2", "2s");
            try (ChildProcess frozen = larger.child()) {
                larger.awaitRequests(frozen, "putPackage", 2);
                StoreSettings store = larger.night.store;
                try (Connection rival = DriverManager.getConnection(store.url(), store.user(), store.password());
                        Statement statement = rival.createStatement()) {
                    rival.setAutoCommit(false);
                    statement.execute("select * from target_state for update");
                    frozen.awaitWhileAlive("it waits for the target's row", () -> waits(larger));
                    frozen.signal("STOP");
                    rival.rollback();
                }
                finishElsewhere(larger);
                assertNothingMovesWhenItWakes(larger, frozen);
            }
        }
    }

    private static boolean waits(LargerNight larger) {
        return larger.night.ask(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
                        Long.class)
                > 0;
    }

    /**
     * The window that no check of ours closes: frozen, or slow on the way, when the bytes have left already. They arrive after
     * another process asked, was told that nothing is there, and sent them itself. The registry knows the id: no second effect.
     */
    @Test
    void whatWasOnTheWayAllTheTimeHasNoSecondEffect() throws Exception {
        try (LargerNight larger = new LargerNight(home, TestDatabase.POSTGRESQL);
                Gatekeeper gatekeeper = new Gatekeeper(larger.night.registry.url())) {
            larger.night.registryUrl = gatekeeper.url();
            larger.night.config();
            try (ChildProcess frozen = larger.child()) {
                frozen.awaitWhileAlive("the first package is on its way", gatekeeper::isHolding);
                frozen.signal("STOP");
                larger.night.registryUrl = null;
                finishElsewhere(larger);
                List<Effect> before = larger.effects();
                assertThat(gatekeeper.deliver()).startsWith("HTTP/1.1 2");
                assertThat(larger.effects()).isEqualTo(before);
                assertNothingMovesWhenItWakes(larger, frozen);
            }
        }
    }

    private static void finishElsewhere(LargerNight larger) throws Exception {
        larger.expireLease();
        larger.night.registry.scenario("all-accepted");
        larger.assertFinished(larger.night.run(NightFixture.FRIDAY));
    }

    private static void assertNothingMovesWhenItWakes(LargerNight larger, ChildProcess frozen) throws Exception {
        List<Effect> effects = larger.effects();
        long requests = larger.night.requests();
        List<Map<String, Object>> books = larger.books();
        frozen.signal("CONT");
        assertThat(frozen.exit()).as(frozen.standardError()).isEqualTo(ExitCode.STOPPED.number());
        assertThat(frozen.standardOutput() + frozen.standardError())
                .contains("another process took it")
                .contains("LEASE-LOST");
        assertThat(larger.effects()).isEqualTo(effects);
        assertThat(larger.night.requests()).as("requests").isEqualTo(requests);
        assertThat(larger.books()).isEqualTo(books);
        larger.assertEffects();
        assertThat(larger.night.rows(
                        "select status from batch_job_execution union all select status from batch_step_execution"))
                .as("what Batch noted")
                .allSatisfy(row -> assertThat(row.values().iterator().next()).isIn("COMPLETED", "STOPPED", "FAILED"));
    }
}
