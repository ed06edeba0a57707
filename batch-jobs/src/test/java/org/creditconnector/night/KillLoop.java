package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.Effect;

/**
 * Night after night with the real application, which is killed (SIGKILL) at random moments and started again until the night is
 * done. At the end the same nights are run without a kill against an empty store and an empty registry; the two registries must
 * have seen the same effects.
 */
final class KillLoop implements AutoCloseable {
    /** Accounts that are new each night. */
    private static final int NEW_ACCOUNTS = 4;
    /** So often a night is killed before it may go on to its end. */
    private static final int KILLS_A_NIGHT = 6;
    /** Share of a whole run before which nothing is durable: the start of the virtual machine. */
    private static final double START = 0.35;

    private final Path home;
    private final NightFixture night;
    private final NightFixture twin;
    private final Random random;
    private final List<LocalDate> dates = new ArrayList<>();
    private long wholeRunMillis;
    private int kills;

    KillLoop(Path home, StoreSettings store, StoreSettings twinStore, int parallel, long seed) throws Exception {
        this.home = Files.createDirectories(home);
        this.night = fixture(this.home, store, parallel);
        this.twin = fixture(Files.createDirectories(home.resolve("twin")), twinStore, parallel);
        this.random = new Random(seed);
    }

    private static NightFixture fixture(Path home, StoreSettings store, int parallel) throws Exception {
        NightFixture made = new NightFixture(home, store);
        made.source = "range-size: 4";
        made.packageItems = 2;
        // A portfolio that grows by leaps and is never paid back is what the gate is there for; here it is not asked.
        made.target = """
                feedback-wait: 60s
                gate: {held-percent: 100, volume-percent: 1000, rows-percent: 100, fast-percent: 0, changes: {late-percent: 100, jump-accounts: 1000000}}
                """;
        if (parallel > 1) {
            made.parallel = parallel;
            made.target += "powers: {ordering: false}";
            made.registry.scenarioPage("description: Any order will do.\nlacks: [ordering]");
        }
        return made;
    }

    int kills() {
        return kills;
    }

    int nights() {
        return dates.size();
    }

    /** Goes on until the time is over or the kills are enough, then to the end of the night under way. */
    void run(Duration time, int mostKills) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        wholeNight();
        while (System.nanoTime() < end && kills < mostKills) {
            killedNight(end, mostKills);
        }
        judge();
    }

    private LocalDate next() throws Exception {
        LocalDate date = NightFixture.FRIDAY.plusDays(dates.size());
        int first = NightFixture.ACCOUNTS + dates.size() * NEW_ACCOUNTS;
        for (int number = first + 1; number <= first + NEW_ACCOUNTS; number++) {
            night.lender.add(number);
            twin.lender.add(number);
        }
        dates.add(date);
        for (NightFixture one : List.of(night, twin)) {
            one.lender.write(one.files());
            one.config();
        }
        twin.run(date);
        return date;
    }

    /** One night without a kill, to see how long it takes. */
    private void wholeNight() throws Exception {
        finish(next());
    }

    private void killedNight(long end, int mostKills) throws Exception {
        LocalDate date = next();
        for (int kill = 0; kill < KILLS_A_NIGHT && System.nanoTime() < end && kills < mostKills; kill++) {
            long moment = (long) (wholeRunMillis * (START + (1.05 - START) * random.nextDouble()));
            try (ChildProcess child = start(date)) {
                if (child.endsWithin(Duration.ofMillis(moment))) {
                    int exit = child.exit();
                    assertThat(exit)
                            .as(child.standardOutput() + child.standardError())
                            .isZero();
                    return;
                }
                child.kill();
                kills++;
            }
        }
        finish(date);
    }

    private void finish(LocalDate date) throws Exception {
        try (ChildProcess child = start(date)) {
            assertThat(child.exit())
                    .as(child.standardOutput() + child.standardError())
                    .isZero();
        }
    }

    private ChildProcess start(LocalDate date) throws Exception {
        return ChildProcess.start(home, "run", "--date", date.toString());
    }

    private void judge() {
        assertThat(items(night)).as("effects of the killed nights").isEqualTo(items(twin));
        assertThat(night.kept()).as("packages").hasSameSizeAs(twin.kept());
        assertThat(new HashSet<>(night.kept())).as("packages kept once").hasSameSizeAs(night.kept());
        assertThat(books(night)).isEqualTo(books(twin));
        assertThat(night.executionsUnderWay()).isZero();
    }

    private static List<String> items(NightFixture fixture) {
        List<String> items = new ArrayList<>();
        for (Effect effect : fixture.registry.effects()) {
            Effect.Item item = effect.item();
            if (item != null) {
                items.add(effect.kind() + " " + item.subject() + " " + item.kind() + " " + item.reportDate() + " "
                        + item.sequence() + " " + item.record());
            }
        }
        items.sort(null);
        return items;
    }

    private static List<?> books(NightFixture fixture) {
        return List.of(
                fixture.rows("select business_date, state, exit_code from submission_run order by business_date"),
                fixture.rows("select subject, sequence, report_date, content_hash, state from report_item"
                        + " order by subject, sequence"),
                fixture.rows("select subject, sequence, report_date, content_hash from registry_mirror"
                        + " order by subject"),
                fixture.rows("select sequence, state, item_count from submission_package order by sequence"));
    }

    @Override
    public void close() {
        night.close();
        twin.close();
    }
}
