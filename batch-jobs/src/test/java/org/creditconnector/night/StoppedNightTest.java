package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real application is asked to end: it finishes what is under way, leaves everything in order, and the next call goes on. */
@Tag("long")
class StoppedNightTest {
    @TempDir
    Path home;

    /** Where the process is when it is asked. */
    enum Moment {
        PREPARING,
        PACKAGING,
        SENDING,
        COLLECTING
    }

    @ParameterizedTest(name = "{0} {2} while {1}")
    @CsvSource({
        "H2, PREPARING, TERM",
        "H2, PACKAGING, INT",
        "H2, SENDING, TERM",
        "H2, COLLECTING, TERM",
        "POSTGRESQL, PREPARING, INT",
        "POSTGRESQL, SENDING, TERM"
    })
    void whatIsAskedToStopEndsInGoodOrder(TestDatabase database, Moment moment, String signal) throws Exception {
        try (LargerNight larger = new LargerNight(home, database)) {
            prepare(larger, moment);
            try (ChildProcess child = larger.child()) {
                await(larger, child, moment);
                child.signal(signal);
                assertThat(child.exit()).as(child.standardError()).isEqualTo(ExitCode.STOPPED.number());
                assertThat(child.standardError()).contains("SIG" + signal + ": finishing what is under way");
                assertThat(child.standardError() + child.standardOutput() + log())
                        .doesNotContainIgnoringCase("connection closed")
                        .doesNotContainIgnoringCase("connection is closed")
                        .doesNotContainIgnoringCase("has been closed")
                        .doesNotContainIgnoringCase("already closed")
                        .doesNotContain(" ERROR ");
            }
            assertThat(larger.night.ask(
                            "select status from batch_job_execution where job_execution_id ="
                                    + " (select max(job_execution_id) from batch_job_execution)",
                            String.class))
                    .isEqualTo("STOPPED");
            assertThat(larger.night.executionsUnderWay()).isZero();
            assertThat(larger.night.ask("select count(*) from lease where holder <> ''", Long.class))
                    .isZero();
            assertThat(larger.night.ask("select count(*) from submission_package where state = 'SENDING'", Long.class))
                    .as("the send under way was recorded")
                    .isZero();
            assertThat(larger.night.ask("select count(*) from key_range where state = 'STORED'", Long.class)
                            == LargerNight.RANGES)
                    .as("all ranges are stored")
                    .isEqualTo(moment != Moment.PREPARING);

            larger.night.registry.scenario("all-accepted");
            larger.assertFinished(larger.night.run(NightFixture.FRIDAY));
            assertThat(larger.night.puts()).as("nothing was sent twice").isEqualTo(LargerNight.PACKAGES);
        }
    }

    @Test
    void theSecondSignalEndsItAtOnce() throws Exception {
        try (LargerNight larger = new LargerNight(home, TestDatabase.H2)) {
            larger.slow("putPackage", "2", "50s");
            try (ChildProcess child = larger.child()) {
                larger.awaitRequests(child, "putPackage", 2);
                child.signal("TERM");
                child.awaitWhileAlive("the first signal is answered", () -> said(child, "SIGTERM"));
                child.signal("TERM");
                assertThat(child.exit()).isEqualTo(128 + 15);
            }
            larger.night.registry.scenario("all-accepted");
            larger.assertFinished(larger.night.run(NightFixture.FRIDAY));
        }
    }

    private static boolean said(ChildProcess child, String words) {
        try {
            return child.standardError().contains(words);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void prepare(LargerNight larger, Moment moment) {
        switch (moment) {
            case SENDING -> larger.slow("putPackage", "3", "3s");
            case COLLECTING -> larger.slow("listFeedback", "1", "2s");
            case PREPARING, PACKAGING -> larger.night.registry.scenario("all-accepted");
        }
    }

    private static void await(LargerNight larger, ChildProcess child, Moment moment) throws Exception {
        switch (moment) {
            case PREPARING -> larger.awaitRows(child, "select count(*) from key_range where state = 'STORED'", 2);
            case PACKAGING -> larger.awaitRows(child, "select count(*) from submission_package", 1);
            case SENDING -> larger.awaitRequests(child, "putPackage", 3);
            case COLLECTING -> larger.awaitRequests(child, "listFeedback", 1);
        }
    }

    private String log() throws IOException {
        Path logs = home.resolve("logs");
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(logs)) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            // A run that is stopped while it prepares may have had nothing to say yet.
            assertThat(written).as("log files").isNotEmpty();
            for (Path file : written) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
