package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.creditconnector.night.WorkersNight.LocalWorker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night with workers says when the broker, the workers or a range are not as they should be. */
@Tag("long")
class BrokerTest {
    @TempDir
    Path home;

    @Test
    void withoutWorkersTheRunEndsWithASentenceAndAnOrdinaryOneGoesOn() throws Exception {
        try (TestBroker broker = TestBroker.open(home).start();
                WorkersNight nights = new WorkersNight(home, broker, "worker-wait: 1s")) {
            RunReport alone = nights.ended(nights.run());
            assertThat(alone.exit()).isEqualTo(ExitCode.STOPPED);
            assertThat(alone.cause())
                    .contains("no worker took any of 12 ranges in 1 s; start `worker` on as many machines as you like");
            assertThat(alone.next()).isEqualTo("run --target registry --source tiny --date 2024-03-22");

            List<String> said = broker.messages();
            assertThat(said)
                    .hasSize(WorkersNight.RANGES)
                    .allSatisfy(message -> assertThat(message)
                            .as("numbers, a version and a digest: nothing of an account")
                            .matches("mapping=[0-9a-f]{64} node=[0-9a-f]{12} range=\\d+ run=\\d+ token=\\d+"));

            nights.assertFinished(nights.night.nights().run(nights.request(false)));
        }
    }

    @Test
    void aSourceThatWorkersCannotReadIsNamedByTheRun() throws Exception {
        try (TestBroker broker = TestBroker.open(home).start();
                WorkersNight nights = new WorkersNight(home, broker, "worker-wait: 2s")) {
            Future<RunReport> run = nights.run();
            nights.await(run, "the ranges are fixed", () -> nights.count("select count(*) from key_range") > 0);
            nights.hidePayments();
            assertThatThrownBy(() -> nights.localWorker("one").ended()).hasMessageContaining("SRC-");
            RunReport alone = nights.ended(run);
            assertThat(alone.cause())
                    .startsWith(
                            "WORKER-NONE no worker took a range in 2 s; the last one, one, ended over range 0 [, L-00011) of"
                                    + " run registry/tiny/2024-03-22/1: SRC-");
            assertThat(alone.exit()).isIn(ExitCode.CONFIGURATION, ExitCode.UNAVAILABLE);

            nights.showPayments();
            nights.localWorker("two");
            nights.assertFinished(nights.ended(nights.run()));
            assertThat(nights.takenAgain())
                    .as("what could not begin is no attempt")
                    .isZero();
        }
    }

    /** Others go first, so that a range that nobody can do holds nobody up. */
    @Test
    void aRangeThatNobodyCanReadEndsTheRunWithItsReason() throws Exception {
        try (TestBroker broker = TestBroker.open(home).start();
                WorkersNight nights = new WorkersNight(home, broker, "attempts: 2")) {
            Future<RunReport> run = nights.run();
            LocalWorker worker = nights.localWorker("one");
            nights.await(run, "a range is stored", () -> nights.stored() > 0);
            nights.begin(WorkersNight.Trouble.FAILS);
            RunReport failed = nights.ended(run);
            assertThat(failed.exit()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(failed.cause())
                    .startsWith("WORKER-FAILED range 11 [L-00111, ) of run registry/tiny/2024-03-22/1: failed 2 times,"
                            + " the last time on one: SRC-")
                    .doesNotContain("L-00115");
            assertThat(nights.stored()).isEqualTo(WorkersNight.RANGES - 1);
            assertThat(worker.isWorking()).isTrue();

            nights.mend();
            nights.assertFinished(nights.ended(nights.run()));
        }
    }

    @Test
    void aBrokerThatIsAwayStopsTheNightAndRunGoesOn() throws Exception {
        try (TestBroker broker = TestBroker.open(home);
                WorkersNight nights = new WorkersNight(home, broker, "patience: 1s")) {
            assertAway(nights.ended(nights.run()));
            assertThatThrownBy(() -> nights.localWorker("early").ended())
                    .hasMessageContaining("BROKER-AWAY tcp://127.0.0.1:")
                    .hasMessageContaining("start the worker again when it is back");

            broker.start();
            LocalWorker worker = nights.localWorker("one");
            Future<RunReport> run = nights.run();
            nights.await(run, "some ranges are stored", () -> nights.stored() > 2);
            broker.stop();
            assertAway(nights.ended(run));
            assertThatThrownBy(worker::ended).hasMessageContaining("BROKER-AWAY");
            assertThat(nights.stored()).isBetween(3L, WorkersNight.RANGES - 1L);

            broker.start();
            nights.localWorker("two");
            nights.assertFinished(nights.ended(nights.run()));
            assertThat(nights.takenAgain()).isLessThanOrEqualTo(1);
        }
    }

    private static void assertAway(RunReport run) {
        assertThat(run.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.state()).isEqualTo("OPENED");
        assertThat(run.cause())
                .startsWith("BROKER-AWAY tcp://127.0.0.1:")
                .endsWith(
                        ": the broker cannot be reached since 1 s; what is stored stays, run again when it is back, or without"
                                + " --workers");
        assertThat(run.next()).isEqualTo("run --target registry --source tiny --date 2024-03-22");
    }

    @Test
    void aBrokerThatStartsAnewIsWaitedFor() throws Exception {
        try (TestBroker broker = TestBroker.open(home).start();
                WorkersNight nights = new WorkersNight(home, broker, "patience: 2m")) {
            LocalWorker worker = nights.localWorker("one");
            Future<RunReport> run = nights.run();
            nights.await(run, "some ranges are stored", () -> nights.stored() > 2);
            broker.stop();
            broker.start();
            nights.assertFinished(nights.ended(run));
            assertThat(nights.takenAgain()).isLessThanOrEqualTo(1);
            assertThat(worker.stop()).isEqualTo(WorkersNight.RANGES);
        }
    }

    @Test
    void overTlsWithAPasswordAndNoSecretIsEverSaid() throws Exception {
        Files.writeString(home.resolve("broker-password"), TestBroker.PASSWORD);
        Files.writeString(home.resolve("store-password"), TestBroker.STORE_PASSWORD);
        String trust = "\ntrust-store: {path: trusted.p12, password: \"${file:store-password}\"}";
        String user = "user: " + TestBroker.USER + "\npassword: \"${file:broker-password}\"\npatience: 1s";
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        try (TestBroker broker = TestBroker.closed(home).start();
                WorkersNight nights = new WorkersNight(home, broker, user + trust)) {
            nights.night.more = broker.section("user: stranger\npassword: \"${file:broker-password}\"" + trust);
            nights.night.config();
            try (ChildProcess stranger =
                    ChildProcess.start(home, "run", "--workers", "--debug", "--date", NightFixture.FRIDAY.toString())) {
                assertThat(stranger.exit()).as(stranger.standardError()).isEqualTo(3);
                assertThat(stranger.standardOutput() + stranger.standardError())
                        .contains("BROKER-REFUSED ssl://127.0.0.1:", "does not let user stranger use the queue");
                said.add(stranger.standardOutput() + stranger.standardError());
            }
            assertThatThrownBy(() -> RangeWorker.reach(nights.night.config())).hasMessageContaining("BROKER-REFUSED");
            nights.night.more = broker.section(user);
            nights.night.config();
            nights.night.reopen();
            RunReport unknown = nights.ended(nights.run());
            assertThat(unknown.exit()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(unknown.cause()).contains("or one side does not trust the other's certificate");
            said.add(unknown.toString());

            nights.night.more = broker.section(user + trust);
            nights.night.config();
            nights.night.reopen();
            assertThat(RangeWorker.reach(nights.night.config()))
                    .contains(" lets us use credit-connector.ranges, node ");
            ChildProcess worker = nights.worker();
            nights.assertFinished(nights.ended(nights.run()));
            worker.signal("TERM");
            assertThat(worker.exit()).isZero();
            said.add(worker.standardOutput() + worker.standardError());
        }
        try (Stream<Path> logs = Files.walk(home.resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                said.add(Files.readString(log));
            }
        }
        assertThat(said)
                .hasSizeGreaterThan(3)
                .allSatisfy(text ->
                        assertThat(text).doesNotContain(TestBroker.PASSWORD).doesNotContain(TestBroker.STORE_PASSWORD));
    }

    /** Whoever has no workers pays nothing for them. */
    @Test
    void anOrdinaryNightLoadsNothingOfTheBroker() throws Exception {
        try (NightFixture night = new NightFixture(home)) {
            night.lender.write(night.files());
            night.config();
            night.registry.scenario("all-accepted");
            Path classes = home.resolve("classes.log");
            try (ChildProcess run = ChildProcess.startWith(
                    List.of("-Xlog:class+load:file=" + classes),
                    home,
                    "run",
                    "--date",
                    NightFixture.FRIDAY.toString())) {
                assertThat(run.exit()).as(run.standardError()).isZero();
            }
            assertThat(Files.readAllLines(classes))
                    .anyMatch(line -> line.contains("org.creditconnector.night.StoredNights"))
                    .noneMatch(line -> line.contains("jakarta.jms")
                            || line.contains("org.apache.activemq")
                            || line.contains("io.netty")
                            || line.contains("org.creditconnector.broker"));
        }
    }
}
