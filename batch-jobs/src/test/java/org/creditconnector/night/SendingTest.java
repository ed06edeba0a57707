package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.Targets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often, how long and under which conditions something is sent again; time goes by at once. */
class SendingTest {
    private static final String DEAF = "feedback: false, statement: false, listing: false";

    @TempDir
    Path home;

    private final QuickPauses pauses = new QuickPauses();
    private final ScriptedRegistry registry = new ScriptedRegistry(number -> ScriptedRegistry.received());
    private NightFixture night;

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home, new StoreSettings("jdbc:h2:file:" + home.resolve("store"), "sa", ""));
        night.parts = night.parts.pauses(pauses).connections((routes, endpoint) -> registry);
        night.target = "powers: {" + DEAF + "}";
    }

    @AfterEach
    void close() {
        night.close();
    }

    private String stateOfTheFirst() {
        return night.ask("select state from submission_package where sequence = 1", String.class);
    }

    // ------------------------------------------------------------------ unknown

    @Test
    void aThousandFaultedSendsToATargetWithNeitherPowerAreNotRepeatedOnce() throws Exception {
        for (int number = NightFixture.ACCOUNTS + 1; number <= 1_000; number++) {
            night.lender.add(number);
        }
        night.source = "range-size: 500";
        night.packageItems = 1;
        night.target = "powers: {idempotent-by-id: false, status-query: false, ordering: false, " + DEAF + "}";
        AtomicInteger minutes = new AtomicInteger();
        // Between two sends a circuit that opened is half open again: it shall not be what stops repeats.
        night.parts = night.parts.pauses(new Pauses() {
            @Override
            public boolean pause(Duration pause, BooleanSupplier calledOff) {
                return true;
            }

            @Override
            public long nanoTime() {
                return Duration.ofMinutes(2L * minutes.incrementAndGet()).toNanos();
            }
        });
        registry.script = number -> ScriptedRegistry.unknown();
        for (int call = 0; call < 3; call++) {
            RunReport run = night.run(FRIDAY);
            assertThat(run.exit()).isEqualTo(ExitCode.UNKNOWN);
            assertThat(run.cause()).contains("it was not sent again");
            night.reopen();
        }
        assertThat(registry.arrivals)
                .hasSize(1_000)
                .allSatisfy((id, times) -> assertThat(times).isOne());
        assertThat(night.ask("select count(*) from submission_package where state = 'UNKNOWN'", Long.class))
                .isEqualTo(1_000);
    }

    @Test
    void aRepeatThatIsRefusedSaysNothingAboutTheFirstSend() throws Exception {
        registry.script = number -> number == 1 ? ScriptedRegistry.unknown() : ScriptedRegistry.refused();
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(run.cause()).contains("an earlier send may have taken effect", "HTTP 409", "did not answer");
        assertThat(run.next()).startsWith("resolve ");
        assertThat(registry.total()).isEqualTo(2);
        assertThat(stateOfTheFirst()).isEqualTo("UNKNOWN");
    }

    @Test
    void aRepeatThatIsNotTakenInLeavesItUnknownAndALaterRunGoesOn() throws Exception {
        registry.script = number -> number == 1 ? ScriptedRegistry.unknown() : ScriptedRegistry.tooMany();
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(run.cause())
                .contains("may or may not have taken effect; the next run asks, or sends the same bytes");
        assertThat(stateOfTheFirst()).isEqualTo("UNKNOWN");
        registry.script = number -> ScriptedRegistry.received();
        night.reopen();
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        assertThat(night.ask("select count(distinct sha256) from submission_package", Long.class))
                .isEqualTo(3);
        assertThat(night.ask("select count(*) from audit_entry where action = 'SEND-AGAIN'", Long.class))
                .isEqualTo(Circuits.MOST_FAILURES);
    }

    // ------------------------------------------------------------------ limits

    @Test
    void aStormOf429EndsAfterAFewSendsEachAfterTheTimeAskedFor() throws Exception {
        registry.script = number -> ScriptedRegistry.tooMany();
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(run.cause()).contains("HTTP 429").contains("4 sends in a row did not get through");
        assertThat(registry.total()).isEqualTo(Circuits.MOST_FAILURES);
        assertThat(pauses.taken)
                .hasSizeGreaterThanOrEqualTo(Circuits.MOST_FAILURES - 1)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30)));

        night.run(FRIDAY);
        assertThat(registry.total()).as("the circuit is open").isEqualTo(Circuits.MOST_FAILURES);
        pauses.pause(Circuits.OPEN_FOR);
        night.run(FRIDAY);
        assertThat(registry.total()).as("one send finds out").isEqualTo(Circuits.MOST_FAILURES + 1);
        registry.script = number -> ScriptedRegistry.received();
        pauses.pause(Circuits.OPEN_FOR);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aRegistryThatTakesEverySecondSendIsNotAskedBeyondTheBudget() throws Exception {
        night.packageItems = 1;
        night.target = "powers: {" + DEAF + "}\nretries: {most: 6}";
        registry.script = number -> number % 2 == 1 ? ScriptedRegistry.tooMany() : ScriptedRegistry.received();
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(run.cause()).contains("the budget of 6 repeats of this run is spent");
        assertThat(registry.total())
                .as("six got through at the second try, the seventh had one")
                .isEqualTo(13);
        assertThat(night.run(FRIDAY).exit()).as("the next run has its own").isEqualTo(ExitCode.DONE);
    }

    @Test
    void aRunGivesUpAfterItsTime() throws Exception {
        night.target = "powers: {" + DEAF + "}\nretries: {give-up-after: 2s}";
        registry.script = number -> ScriptedRegistry.tooMany();
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(run.cause()).contains("this run has been sending for 2 s");
        assertThat(registry.total()).isBetween(2, 3);
    }

    // ------------------------------------------------------------------ pause

    @Test
    void aPersonsPauseEndsAWaitAndSurvivesARestart() throws Exception {
        registry.script = number -> ScriptedRegistry.tooMany();
        night.parts = night.parts.pauses(new Pauses() {
            @Override
            public boolean pause(Duration pause, BooleanSupplier calledOff) {
                assertThat(calledOff.getAsBoolean()).isFalse();
                person(true);
                return pauses.pause(pause, calledOff);
            }

            @Override
            public long nanoTime() {
                return pauses.nanoTime();
            }
        });
        RunReport paused = night.run(FRIDAY);
        assertThat(paused.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(paused.cause()).isEqualTo("target registry is paused, nothing was sent");
        assertThat(paused.next()).startsWith("target resume registry");
        assertThat(registry.total()).isOne();
        assertThat(pauses.taken).as("the wait was called off").isEmpty();

        night.parts = night.parts.pauses(pauses);
        registry.script = number -> ScriptedRegistry.received();
        night.reopen();
        assertThat(night.run(FRIDAY).cause()).contains("is paused");
        assertThat(registry.total()).isOne();
        person(false);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
    }

    private void person(boolean pause) {
        try (Store store = Store.open(night.store)) {
            Targets targets = new Targets(store);
            if (pause) {
                targets.pause(TARGET, "Ada", "they are moving house");
            } else {
                targets.resume(TARGET, "Ada", "they have moved");
            }
        }
    }

    @Test
    void aRealPauseThatIsCalledOffEndsLongBeforeItsTime() {
        AtomicInteger asked = new AtomicInteger();
        assertThat(Pauses.REAL.pause(Duration.ofDays(1), () -> asked.incrementAndGet() == 2))
                .isFalse();
        assertThat(asked).hasValue(2);
        assertThat(Pauses.REAL.pause(Duration.ofMillis(1), () -> false)).isTrue();
    }
}
