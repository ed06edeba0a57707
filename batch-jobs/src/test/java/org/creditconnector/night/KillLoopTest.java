package org.creditconnector.night;

import java.nio.file.Path;
import java.time.Duration;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real kills at random moments, as many as the time allows; {@code ./mvnw -Pkills} gives it an hour. {@code -Dkills.seconds=N} is the
 * time for each database, {@code -Dkills.count=N} the most kills, {@code -Dkills.seed=S} other moments.
 */
@Tag("long")
class KillLoopTest {
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("kills.seconds", 45));
    private static final int COUNT = Integer.getInteger("kills.count", Integer.MAX_VALUE);
    private static final long SEED = Long.getLong("kills.seed", System.nanoTime());

    @TempDir
    Path home;

    @ParameterizedTest(name = "{0}, {1} packages at once")
    @CsvSource({"H2, 1", "POSTGRESQL, 1", "H2, 4", "POSTGRESQL, 4"})
    void killsAtAnyMomentLoseNothingAndDoubleNothing(TestDatabase database, int parallel) throws Exception {
        System.out.println("kill loop " + database + ", " + parallel + " at once: seed " + SEED);
        try (KillLoop loop = new KillLoop(
                home, store(database, "killed"), store(database, "twin"), parallel, SEED + database.ordinal())) {
            loop.run(TIME, COUNT);
            System.out.println("kill loop " + database + ": seed " + SEED + ", " + loop.kills() + " kills in "
                    + loop.nights() + " nights: the registry's effects are those of the same nights without a kill");
        }
    }

    private StoreSettings store(TestDatabase database, String name) {
        return database == TestDatabase.H2
                ? new StoreSettings("jdbc:h2:file:" + home.resolve(name + "-store/credit-connector"), "sa", "")
                : database.empty();
    }
}
