package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.creditconnector.night.CrashWalk.Moment;
import org.creditconnector.night.CrashWalk.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Dies at every moment of a clean small night, and at moments of the recovery from it, and lets the next call of {@code run} finish:
 * the registry's effects and our books are those of the clean night, and nothing is left behind. Every shipped registry is walked on
 * both databases, each in both of its ways where it has two: every moment on H2, every third on PostgreSQL, or all of them with
 * {@code -Dcrashwalk.server-step=1}. {@code -Dcrashwalk.seconds=N} gives the pairs more time, {@code -Dcrashwalk.seed=S} chooses others; {@code target/crash-walk-WAY-DATABASE.txt} lists every moment hit.
 */
@Tag("long")
class CrashWalkTest {
    private static final long SEED = Long.getLong("crashwalk.seed", 20240322L);
    /** Time for pairs on each walk, beyond the singles. */
    private static final Duration PAIRS = Duration.ofSeconds(Long.getLong("crashwalk.seconds", 4));

    /** Of so many moments on a database server one is tried, on H2 all are; 1 for all. */
    private static final int SERVER_STEP = Integer.getInteger("crashwalk.server-step", 3);

    /** Of so many moments of a night with decisions one is tried; 1 for all. */
    private static final int STEP = Integer.getInteger("crashwalk.step", 10);

    @TempDir
    Path home;

    /** A registry, how it is spoken to, and the database. */
    enum Walk {
        REGISTRY_API_HTTP_H2(TestDatabase.H2, 4, directory -> new RegistryApiSide()),
        REGISTRY_API_HTTP_POSTGRESQL(TestDatabase.POSTGRESQL, 4, directory -> new RegistryApiSide()),
        BAIHANG_HTTP_H2(TestDatabase.H2, 2, BaihangHttpSide::new),
        BAIHANG_SFTP_POSTGRESQL(TestDatabase.POSTGRESQL, 2, BaihangFilesSide::new),
        PBCRC_DIRECTORY_H2(TestDatabase.H2, 2, PbcrcDirectorySide::new),
        PBCRC_SFTP_POSTGRESQL(TestDatabase.POSTGRESQL, 2, PbcrcSftpSide::new);

        private final TestDatabase database;
        private final int accounts;
        private final Start start;

        Walk(TestDatabase database, int accounts, Start start) {
            this.database = database;
            this.accounts = accounts;
            this.start = start;
        }

        /** Starts the other side. */
        private interface Start {
            OtherSide at(Path directory) throws IOException;
        }
    }

    private CrashWalk start(Walk walk) throws Exception {
        return new CrashWalk(
                home,
                store(walk.database),
                walk.start.at(Files.createDirectory(home.resolve("registry"))),
                walk.accounts,
                walk.name().startsWith("REGISTRY_API"));
    }

    @ParameterizedTest
    @EnumSource
    void whereverItDiesTheNextCallEndsTheNight(Walk way) throws Exception {
        List<String> report = new ArrayList<>();
        try (CrashWalk walk = start(way)) {
            walk.begin();
            List<Moment> moments = walk.process(null);
            Outcome clean = walk.outcome();
            for (int number = 1; number <= way.accounts; number++) {
                String key = TinyLender.key(number);
                assertThat(clean.effects()).anyMatch(effect -> effect.contains(key));
            }
            walk.begin();
            assertThat(walk.process(null))
                    .as("the same night goes through the same moments")
                    .isEqualTo(moments);
            assertThat(walk.outcome()).isEqualTo(clean);

            List<Moment> walked = new ArrayList<>();
            List<List<Moment>> recoveries = new ArrayList<>();
            int step = way.database == TestDatabase.H2 ? 1 : SERVER_STEP;
            for (int at = 0; at < moments.size(); at += step) {
                Moment moment = moments.get(at);
                walk.begin();
                walk.process(moment);
                walked.add(moment);
                recoveries.add(walk.recover());
                judge(walk, clean, moment.toString());
                report.add(moment.toString());
            }
            int pairs = 0;
            Random random = new Random(SEED);
            long end = System.nanoTime() + PAIRS.toNanos();
            while (System.nanoTime() < end) {
                int first = random.nextInt(walked.size());
                List<Moment> recovery = recoveries.get(first);
                Moment second = recovery.get(random.nextInt(recovery.size()));
                walk.begin();
                walk.process(walked.get(first));
                walk.process(second);
                walk.recover();
                String words = walked.get(first) + "; then, in the recovery, " + second;
                judge(walk, clean, words);
                report.add(words);
                pairs++;
            }
            report.add(
                    0,
                    way + ": " + walked.size() + " of " + moments.size() + " moments and " + pairs + " pairs, seed "
                            + SEED);
        }
        Files.write(Path.of("target", "crash-walk-" + way + ".txt"), report);
        System.out.println(report.get(0));
    }

    /** A night that corrects, withdraws and resubmits; every so many moments of it. */
    @ParameterizedTest
    @EnumSource(names = {"REGISTRY_API_HTTP_H2", "REGISTRY_API_HTTP_POSTGRESQL"})
    void whereverANightWithDecisionsDiesTheNextCallEndsIt(Walk way) throws Exception {
        try (CrashWalk walk = start(way)) {
            walk.beginWithDecisions();
            List<Moment> moments = walk.process(null);
            Outcome clean = walk.outcome();
            assertThat(clean.effects())
                    .anyMatch(effect -> effect.startsWith("ITEM_ACCEPTED account:L-00002 CORRECTION"))
                    .anyMatch(effect -> effect.startsWith("ITEM_ACCEPTED account:L-00003 DELETION"))
                    .anyMatch(effect -> effect.startsWith("ITEM_ACCEPTED account:L-00004 REPORT"));
            for (int at = (int) (SEED % STEP); at < moments.size(); at += STEP) {
                Moment moment = moments.get(at);
                walk.beginWithDecisions();
                walk.process(moment);
                walk.process(null);
                judge(walk, clean, moment.toString());
            }
        }
    }

    private static void judge(CrashWalk walk, Outcome clean, String moment) throws IOException {
        Outcome outcome = walk.outcome();
        assertThat(outcome.effects()).as("effects after death " + moment).isEqualTo(clean.effects());
        assertThat(outcome.books()).as("books after death " + moment).isEqualTo(clean.books());
        assertThat(walk.leftBehind()).as("left behind after death " + moment).isEmpty();
    }

    private StoreSettings store(TestDatabase database) {
        return database == TestDatabase.H2
                ? new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", "")
                : database.empty();
    }
}
