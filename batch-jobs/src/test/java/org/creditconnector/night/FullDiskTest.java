package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.creditconnector.faults.FullDisk;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreException;
import org.creditconnector.ledger.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The disk fills up: nothing is lost, nothing goes twice, and once there is room again the next call goes on. */
class FullDiskTest {
    @TempDir
    Path home;

    @AfterEach
    void makeRoom() {
        FullDisk.room();
    }

    private StoreSettings onTheDisk() {
        FullDisk.install();
        return new StoreSettings("jdbc:h2:file:fulldisk:" + home.resolve("store/credit-connector"), "sa", "");
    }

    @ParameterizedTest(name = "full after {0} writes of the store")
    @ValueSource(longs = {0, 5, 20, 40, 60, 80, 100, 130, 170, 220, 280, 350})
    void aStoreThatFillsTheDiskGoesOnWhenThereIsRoomAgain(long writes) throws Exception {
        StoreSettings settings = onTheDisk();
        Store.open(settings).close();
        try (NightFixture night = new NightFixture(home, settings)) {
            FullDisk.fullAfter(writes);
            ExitCode first = run(night);
            long refused = FullDisk.room();
            assertThat(first)
                    .isIn(
                            refused > 0
                                    ? new ExitCode[] {ExitCode.UNAVAILABLE, ExitCode.DONE}
                                    : new ExitCode[] {ExitCode.DONE});
            night.reopen();
            expireLease(settings);

            assertThat(run(night)).isEqualTo(ExitCode.DONE);
            assertThat(night.kept()).doesNotHaveDuplicates().hasSize(3);
            assertThat(night.accepted(0)).doesNotHaveDuplicates().hasSize(ACCOUNTS);
            assertThat(night.verdicts())
                    .allSatisfy((subject, times) -> assertThat(times).isOne());
        }
    }

    private static ExitCode run(NightFixture night) throws IOException {
        try {
            return night.run(FRIDAY).exit();
        } catch (RuntimeException e) {
            return Endings.of(e).exit();
        }
    }

    private static void expireLease(StoreSettings settings) {
        try (Store store = opened(settings)) {
            JdbcClient.create(store.dataSource())
                    .sql("update lease set held_until = clock_timestamp()")
                    .update();
        }
    }

    /** H2 gives up a database whose disk is full on a thread of its own, and until then says that it is in use. */
    private static Store opened(StoreSettings settings) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                return Store.open(settings);
            } catch (StoreException e) {
                boolean inUse = String.valueOf(e.getMessage()).contains("already in use");
                if (!inUse || System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    @Test
    void aNightThatWouldFillTheDiskIsNotBegun() throws Exception {
        try (NightFixture night = new NightFixture(home, onTheDisk())) {
            night.lender.write(night.files());
            DiskRoom little = new DiskRoom(home, 256L << 20, where -> 100L << 20);
            assertThatThrownBy(() -> little.demand(night.config().sources().get(TinyLender.NAME), 10L << 20, true))
                    .isInstanceOfSatisfying(
                            CommandException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.UNAVAILABLE))
                    .hasMessageContaining(
                            "disk " + home + ": 100 MB are free, a night needs 317 MB, 217 MB are missing");
            new DiskRoom(home, 256L << 20, where -> 400L << 20)
                    .demand(night.config().sources().get(TinyLender.NAME), 10L << 20, true);
        }
    }

    /** The spool cannot take a package: it was not marked as sent, so that the next call needs nobody's help. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPackageThatFindsNoRoomInTheSpoolStaysUnsent() throws Exception {
        try (NightFixture night = new NightFixture(home, onTheDisk())) {
            Path spool = home.resolve("spool").resolve(TARGET);
            night.watch((step, done, total) -> {
                if (step.equals("package") && done == NightFixture.ACCOUNTS) {
                    blockedBy(spool);
                }
            });
            assertThat(run(night)).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(night.puts()).isZero();
            assertThat(night.ask("select count(*) from submission_package where state = 'BUILT'", Long.class))
                    .isEqualTo(3);
            night.watch(Progress.SILENT);
            Files.delete(spool);
            assertThat(run(night)).isEqualTo(ExitCode.DONE);
            assertThat(night.puts()).isEqualTo(3);
        }
    }

    /** A file where a directory is needed refuses everything, for root too. */
    private static void blockedBy(Path spool) {
        try {
            Files.delete(spool);
            Files.createFile(spool);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theSpoolIsPrivateAndHoldsNothingAfterwardsNorWhatADeadProcessLeft() throws Exception {
        try (NightFixture night = new NightFixture(home, onTheDisk())) {
            Path left = Files.createDirectories(home.resolve("spool").resolve(TARGET))
                    .resolve("package-left.avro");
            Files.writeString(left, "of a process that died");
            assertThat(run(night)).isEqualTo(ExitCode.DONE);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("spool"))))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.walk(home.resolve("spool"))) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }
}
