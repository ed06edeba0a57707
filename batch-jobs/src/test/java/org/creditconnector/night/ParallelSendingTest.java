package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.creditconnector.mockregistry.Arrivals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several packages under way at once: everything that holds for one after the other holds for them. */
class ParallelSendingTest {
    private static final int LANES = 4;
    private static final String DEAF = "feedback: false, statement: false, listing: false";

    @TempDir
    Path home;

    private final QuickPauses pauses = new QuickPauses();
    private NightFixture night;

    private void open(TestDatabase database) throws Exception {
        night = new NightFixture(
                home,
                database == TestDatabase.H2
                        ? new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", "")
                        : database.empty());
        night.packageItems = 1;
        night.parallel = LANES;
    }

    private void open(ScriptedRegistry registry) throws Exception {
        open(TestDatabase.H2);
        night.parts = night.parts.pauses(pauses).connections((routes, endpoint) -> registry);
        night.target = "powers: {ordering: false, " + DEAF + "}";
    }

    @AfterEach
    void close() {
        night.close();
    }

    private long packages(String state) {
        return night.ask("select count(*) from submission_package where state = '" + state + "'", Long.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aLostAnswerIsAskedForAndTheOthersGoOn(TestDatabase database) throws Exception {
        open(database);
        night.target = "powers: {ordering: false}";
        night.registry.scenarioPage("""
                description: Some answers are lost, some packages are.
                lacks: [ordering]
                faults:
                  - {on: putPackage, occurrences: "2, 5", do: reset-after-effect}
                  - {on: putPackage, occurrences: "7", do: reset-before-effect}
                """);
        night.registry.packagesUnderWay().gather(LANES);
        RunReport run = night.run(FRIDAY);
        night.assertFinished(run, NightFixture.ACCOUNTS, NightFixture.ACCOUNTS);
        assertThat(night.registry.packagesUnderWay().most()).isEqualTo(LANES);
        assertThat(night.puts()).as("one was sent again").isEqualTo(NightFixture.ACCOUNTS + 1L);
        assertThat(night.registry
                        .arrivals()
                        .getOrDefault("getPackage", new Arrivals(0, 0))
                        .requests())
                .isEqualTo(3);
    }

    @Test
    void whatWasNotTakenInGoesAgainAndHoldsNobodyUp() throws Exception {
        ScriptedRegistry registry = new ScriptedRegistry(number -> ScriptedRegistry.received());
        registry.byPackage = (number, times) ->
                number % 3 == 0 && times == 1 ? ScriptedRegistry.tooMany() : ScriptedRegistry.received();
        open(registry);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        assertThat(registry.arrivals).hasSize(NightFixture.ACCOUNTS);
        assertThat(registry.total()).isEqualTo(NightFixture.ACCOUNTS + 3);
        assertThat(pauses.taken)
                .as("at least one pause of a second for each")
                .filteredOn(pause -> pause.compareTo(Duration.ofMillis(900)) > 0)
                .hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void theCircuitOpensOnceForAll() throws Exception {
        ScriptedRegistry registry = new ScriptedRegistry(number -> ScriptedRegistry.tooMany());
        open(registry);
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(run.cause()).contains("4 sends in a row did not get through");
        int sends = registry.total();
        assertThat(sends)
                .as("those that were on their way when it opened")
                .isBetween(Circuits.MOST_FAILURES, Circuits.MOST_FAILURES + LANES - 1);
        assertThat(packages("BUILT")).isEqualTo(NightFixture.ACCOUNTS);
        night.run(FRIDAY);
        assertThat(registry.total()).as("it is open").isEqualTo(sends);
        pauses.pause(Circuits.OPEN_FOR.plusSeconds(1));
        night.run(FRIDAY);
        assertThat(registry.total()).as("one finds out for all").isEqualTo(sends + 1);
        registry.script = number -> ScriptedRegistry.received();
        pauses.pause(Circuits.OPEN_FOR.plusSeconds(1));
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        assertThat(packages("RECEIVED")).isEqualTo(NightFixture.ACCOUNTS);
    }

    @Test
    void oneThatNobodyKnowsOfWaitsForAPersonAndTheOthersAreSent() throws Exception {
        ScriptedRegistry registry = new ScriptedRegistry(number -> ScriptedRegistry.received());
        registry.byPackage = (number, times) -> number == 2 ? ScriptedRegistry.unknown() : ScriptedRegistry.received();
        open(registry);
        night.target = "powers: {ordering: false, idempotent-by-id: false, status-query: false, " + DEAF + "}";
        for (int call = 0; call < 2; call++) {
            RunReport run = night.run(FRIDAY);
            assertThat(run.exit()).isEqualTo(ExitCode.UNKNOWN);
            assertThat(run.next()).startsWith("resolve ");
            assertThat(packages("UNKNOWN")).isOne();
            assertThat(packages("RECEIVED")).isEqualTo(NightFixture.ACCOUNTS - 1L);
            assertThat(registry.total()).isEqualTo(NightFixture.ACCOUNTS);
            night.reopen();
        }
    }

    @Test
    void askedToStopItFinishesWhatIsUnderWayAndBeginsNothing() throws Exception {
        StopRequest stop = new StopRequest();
        ScriptedRegistry registry = new ScriptedRegistry(number -> {
            if (number == 3) {
                stop.make();
            }
            return ScriptedRegistry.received();
        });
        open(registry);
        night.parts = night.parts.pauses(stop.heededBy(pauses));
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.STOPPED);
        assertThat(packages("SENDING")).isZero();
        assertThat(packages("RECEIVED")).isEqualTo(registry.total()).isBetween(3L, 3L + LANES);
        night.parts = night.parts.pauses(pauses);
        night.reopen();
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        assertThat(registry.arrivals)
                .hasSize(NightFixture.ACCOUNTS)
                .allSatisfy((id, times) -> assertThat(times).isOne());
    }

    @Test
    void aBugInOneLaneEndsAllAndIsTold() throws Exception {
        ScriptedRegistry registry = new ScriptedRegistry(number -> {
            if (number == 5) {
                throw new IllegalStateException("the wire was eaten");
            }
            return ScriptedRegistry.received();
        });
        open(registry);
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.BUG);
        assertThat(run.cause()).contains("the wire was eaten");
        assertThat(packages("SENDING")).as("nobody knows what became of it").isOne();
        registry.script = number -> ScriptedRegistry.received();
        night.reopen();
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        assertThat(packages("RECEIVED")).isEqualTo(NightFixture.ACCOUNTS);
    }

    @Test
    void aPersonsPauseEndsTheWaitsOfAllLanes() throws Exception {
        ScriptedRegistry registry = new ScriptedRegistry(number -> ScriptedRegistry.tooMany());
        open(registry);
        night.parts = night.parts.pauses(new Pauses() {
            @Override
            public boolean pause(Duration pause, BooleanSupplier calledOff) {
                night.change("update target_state set paused = true where target = 'registry'");
                return pauses.pause(pause, calledOff);
            }

            @Override
            public long nanoTime() {
                return pauses.nanoTime();
            }
        });
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(run.cause()).contains("is paused");
        assertThat(registry.total()).isBetween(1, LANES);
    }
}
