package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.creditconnector.faults.CommitCutter;
import org.creditconnector.faults.CommitCutter.Side;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database goes away in the middle of a night: at a commit that it never heard of, or that it made without our hearing of it.
 * The run ends with exit code 12, the next call finds out in the store what became of the last transaction, and goes on: every
 * transaction counts once, every account has one effect at the registry.
 */
class DatabaseFailoverTest {
    /** Tables in which a transaction that was made twice, or half, would show. */
    private static final String[] BOOKS = {
        "submission_run",
        "key_range",
        "range_total",
        "account_verdict",
        "source_account",
        "item_block",
        "report_item",
        "submission_package",
        "package_part",
        "feedback_inbox",
        "registry_mirror",
        "registry_mirror_date"
    };

    @TempDir
    Path home;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aNightThatLosesItsDatabaseAtEveryFewCommitsEndsAsIfNothingHadHappened(long seed) throws Exception {
        assertThat(cutsOfANight(seed)).as("otherwise nothing was shown").isGreaterThan(2);
    }

    /** As many lost commits as there is time for: {@code -Dlost.commits=500}. */
    @Test
    @Tag("long")
    void manyLostCommits() throws Exception {
        int cuts = 0;
        for (long seed = 100; cuts < Integer.getInteger("lost.commits", 20); seed++) {
            cuts += cutsOfANight(seed);
        }
    }

    private int cutsOfANight(long seed) throws Exception {
        StoreSettings direct = TestDatabase.POSTGRESQL.empty();
        Random random = new Random(seed);
        try (CommitCutter network = new CommitCutter(port(direct));
                NightFixture night = new NightFixture(home.resolve("seed-" + seed), through(network, direct))) {
            int calls = 0;
            while (true) {
                assertThat(++calls).as("calls of run with seed " + seed).isLessThan(200);
                network.cutAt(
                        1 + random.nextInt(25), random.nextBoolean() ? Side.BEFORE_THE_SERVER : Side.BEFORE_THE_ANSWER);
                Endings.Ending ending = run(night);
                network.peace();
                if (ending.exit() == ExitCode.DONE) {
                    break;
                }
                assertThat(ending.exit())
                        .as("seed " + seed + ": " + ending.cause())
                        .isEqualTo(ExitCode.UNAVAILABLE);
                night.reopen();
                anotherProcess(direct);
            }
            assertThat(rows(direct)).isEqualTo(cleanNight());
            assertThat(night.verdicts())
                    .hasSize(NightFixture.ACCOUNTS)
                    .allSatisfy((subject, times) -> assertThat(times).isOne());
            assertThat(night.kept()).doesNotHaveDuplicates().hasSize(3);
            return network.cuts();
        }
    }

    /** What a call ends with, whether it came to a report or not. */
    private static Endings.Ending run(NightFixture night) throws IOException {
        try {
            RunReport report = night.run(FRIDAY);
            return new Endings.Ending(report.exit(), report.cause(), report.next());
        } catch (RuntimeException e) {
            return Endings.of(e);
        }
    }

    /** The lease of a process that is gone runs out by itself; nobody waits for it here. */
    private static void anotherProcess(StoreSettings direct) {
        try (Store store = Store.open(direct)) {
            JdbcClient.create(store.dataSource())
                    .sql("update lease set held_until = clock_timestamp()")
                    .update();
        }
    }

    private Map<String, Long> cleanNight() throws Exception {
        StoreSettings clean = TestDatabase.POSTGRESQL.empty();
        try (NightFixture night = new NightFixture(home.resolve("clean-" + clean.hashCode()), clean)) {
            assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        }
        return rows(clean);
    }

    private static Map<String, Long> rows(StoreSettings settings) {
        Map<String, Long> rows = new LinkedHashMap<>();
        try (Store store = Store.open(settings)) {
            for (String table : BOOKS) {
                rows.put(
                        table,
                        JdbcClient.create(store.dataSource())
                                .sql("select count(*) from " + table)
                                .query(Long.class)
                                .single());
            }
        }
        return rows;
    }

    private static int port(StoreSettings settings) {
        return Integer.parseInt(settings.url().replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    private static StoreSettings through(CommitCutter network, StoreSettings direct) {
        return new StoreSettings(
                direct.url().replaceFirst(":\\d+/", ":" + network.port() + "/") + "?prepareThreshold=0",
                direct.user(),
                direct.password());
    }

    /** The server itself is stopped and started again while a night works on it. */
    @Test
    void aServerThatIsRestartedInTheMiddleOfANight() throws Exception {
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                .setDataDirectory(home.resolve("postgres"))
                .setOverrideWorkingDirectory(home.resolve("work").toFile())
                .setCleanDataDirectory(false);
        AtomicReference<EmbeddedPostgres> running = new AtomicReference<>(server.start());
        server.setPort(running.get().getPort());
        StoreSettings settings = new StoreSettings(
                running.get().getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", ""), "postgres", "");
        try (NightFixture night = new NightFixture(home.resolve("night"), settings)) {
            AtomicInteger restarts = new AtomicInteger();
            night.watch((step, done, total) -> {
                if (restarts.get() == 0 && step.equals("deliver") && done == 1) {
                    restarts.incrementAndGet();
                    restart(running, server);
                }
            });
            assertThat(run(night).exit()).isIn(ExitCode.UNAVAILABLE, ExitCode.DONE);
            assertThat(restarts).hasValue(1);
            night.watch(Progress.SILENT);
            anotherProcess(settings);
            assertThat(run(night).exit()).isEqualTo(ExitCode.DONE);
            assertThat(rows(settings)).isEqualTo(cleanNight());
            assertThat(night.accepted(0)).doesNotHaveDuplicates().hasSize(NightFixture.ACCOUNTS);
            assertThat(night.kept()).doesNotHaveDuplicates().hasSize(3);
        } finally {
            running.get().close();
        }
    }

    private static void restart(AtomicReference<EmbeddedPostgres> running, EmbeddedPostgres.Builder server) {
        try {
            running.get().close();
            running.set(server.start());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
