package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

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
 * the registry's effects and our books are those of the clean night. {@code -Dcrashwalk.seconds=N} gives the pairs more time,
 * {@code -Dcrashwalk.seed=S} chooses others; {@code target/crash-walk-DATABASE.txt} lists every moment hit.
 */
@Tag("long")
class CrashWalkTest {
    private static final long SEED = Long.getLong("crashwalk.seed", 20240322L);
    /** Time for pairs on each database, beyond the singles, which are always all walked. */
    private static final Duration PAIRS = Duration.ofSeconds(Long.getLong("crashwalk.seconds", 20));

    /** Of so many moments of a night with decisions one is tried; 1 for all. */
    private static final int STEP = Integer.getInteger("crashwalk.step", 5);

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whereverItDiesTheNextCallEndsTheNight(TestDatabase database) throws Exception {
        List<String> report = new ArrayList<>();
        try (CrashWalk walk = new CrashWalk(home, store(database))) {
            walk.begin();
            List<Moment> moments = walk.process(null);
            Outcome clean = walk.outcome();
            assertThat(clean.effects()).hasSize(CrashWalk.ACCOUNTS + CrashWalk.ACCOUNTS / 2);
            walk.begin();
            assertThat(walk.process(null))
                    .as("the same night goes through the same moments")
                    .isEqualTo(moments);
            assertThat(walk.outcome()).isEqualTo(clean);

            List<List<Moment>> recoveries = new ArrayList<>();
            for (Moment moment : moments) {
                walk.begin();
                walk.process(moment);
                recoveries.add(walk.process(null));
                judge(walk, clean, moment.toString());
                report.add(moment.toString());
            }
            int pairs = 0;
            Random random = new Random(SEED);
            long end = System.nanoTime() + PAIRS.toNanos();
            while (System.nanoTime() < end) {
                int first = random.nextInt(moments.size());
                List<Moment> recovery = recoveries.get(first);
                Moment second = recovery.get(random.nextInt(recovery.size()));
                walk.begin();
                walk.process(moments.get(first));
                walk.process(second);
                walk.process(null);
                String words = moments.get(first) + "; then, in the recovery, " + second;
                judge(walk, clean, words);
                report.add(words);
                pairs++;
            }
            report.add(0, database + ": " + moments.size() + " moments and " + pairs + " pairs, seed " + SEED);
        }
        Files.write(Path.of("target", "crash-walk-" + database + ".txt"), report);
        System.out.println(report.get(0));
    }

    /** A night that corrects, withdraws and resubmits; every so many moments of it. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whereverANightWithDecisionsDiesTheNextCallEndsIt(TestDatabase database) throws Exception {
        try (CrashWalk walk = new CrashWalk(home, store(database))) {
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

    private static void judge(CrashWalk walk, Outcome clean, String moment) {
        Outcome outcome = walk.outcome();
        assertThat(outcome.effects()).as("effects after death " + moment).isEqualTo(clean.effects());
        assertThat(outcome.books()).as("books after death " + moment).isEqualTo(clean.books());
        assertThat(walk.leftBehind()).as("left behind after death " + moment).isZero();
    }

    private StoreSettings store(TestDatabase database) {
        return database == TestDatabase.H2
                ? new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", "")
                : database.empty();
    }
}
