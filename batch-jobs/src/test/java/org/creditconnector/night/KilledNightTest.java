package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.nio.file.Path;
import java.util.HashSet;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.creditconnector.mockregistry.Arrivals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real application is killed without warning in the middle of its work, and run again: each account has one effect at the
 * registry, the books balance, and nothing looks as if somebody still worked on it.
 */
@Tag("slow")
class KilledNightTest {
    private static final int ACCOUNTS = 1_200;
    private static final int RANGES = 60;
    private static final int PACKAGES = 12;

    /** An answer that is still under way when the process is killed. */
    private static final String LATE = """
            description: One answer comes after the process is gone.
            faults: [{on: %s, occurrences: %s, do: slow-answer, delay: 20s}]
            """;

    @TempDir
    Path home;

    /** Where the process is when it is killed. */
    enum Moment {
        PLANNED("there are ranges", "select count(*) from key_range", 1),
        FIRST_RANGES("a few ranges are stored", "select count(*) from key_range where state = 'STORED'", 3),
        MOST_RANGES("most ranges are stored", "select count(*) from key_range where state = 'STORED'", 45),
        PACKAGING("some packages are built", "select count(*) from submission_package", 4),
        FIRST_PACKAGE("the first package is with the registry", "putPackage", 1),
        SOME_PACKAGES("some packages are with the registry", "putPackage", 7),
        FEEDBACK("feedback is asked for", "listFeedback", 1),
        STATEMENT("the statement is asked for", "getStatement", 1);

        final String words;
        final String seen;
        final int times;

        Moment(String words, String seen, int times) {
            this.words = words;
            this.seen = seen;
            this.times = times;
        }

        boolean isAtTheRegistry() {
            return !seen.startsWith("select");
        }
    }

    @ParameterizedTest(name = "{0} killed at {1}")
    @CsvSource({
        "H2, PLANNED",
        "H2, FIRST_RANGES",
        "H2, MOST_RANGES",
        "H2, PACKAGING",
        "H2, FIRST_PACKAGE",
        "H2, SOME_PACKAGES",
        "H2, FEEDBACK",
        "H2, STATEMENT",
        "POSTGRESQL, MOST_RANGES",
        "POSTGRESQL, SOME_PACKAGES",
        "POSTGRESQL, FEEDBACK"
    })
    void whatIsKilledIsFinishedByTheNextCall(TestDatabase database, Moment moment) throws Exception {
        try (NightFixture night = new NightFixture(home, store(database))) {
            prepare(night, moment);
            killAt(night, moment);
            night.registry.scenario("all-accepted");

            RunReport run = night.run(FRIDAY);
            assertThat(run.cause()).isNull();
            assertThat(run.exit()).isEqualTo(ExitCode.DONE);
            assertFinished(night, run);
        }
    }

    /** Four packages are with the registry, their answers are not: each is asked about, and none goes again. */
    @ParameterizedTest(name = "{0} killed with four packages under way")
    @EnumSource(TestDatabase.class)
    void packagesThatWereUnderWaySideBySideAreAskedAboutOneByOne(TestDatabase database) throws Exception {
        try (NightFixture night = new NightFixture(home, store(database))) {
            prepare(night, Moment.SOME_PACKAGES);
            night.parallel = 4;
            night.target = "feedback-wait: 30s\npowers: {ordering: false}";
            night.config();
            night.registry.scenarioPage(LATE.formatted("putPackage", "4-") + "lacks: [ordering]");
            killAt(night, Moment.SOME_PACKAGES);
            night.registry.scenarioPage("description: Any order will do.\nlacks: [ordering]");
            assertThat(night.ask("select count(*) from submission_package where state = 'SENDING'", Long.class))
                    .isEqualTo(4);

            RunReport run = night.run(FRIDAY);
            assertFinished(night, run);
            assertThat(night.puts()).isEqualTo(PACKAGES);
        }
    }

    /** Three times in one night; who comes next takes the dead holder's lease over at once. */
    @ParameterizedTest(name = "{0} killed three times")
    @CsvSource("H2")
    void whatIsKilledAgainAndAgainIsFinishedInTheEnd(TestDatabase database) throws Exception {
        try (NightFixture night = new NightFixture(home, store(database))) {
            prepare(night, Moment.FIRST_RANGES);
            killAt(night, Moment.FIRST_RANGES);
            night.registry.scenarioPage(LATE.formatted("putPackage", 7));
            killAt(night, Moment.SOME_PACKAGES);
            night.registry.scenarioPage(LATE.formatted("listFeedback", 1));
            killAt(night, Moment.FEEDBACK);
            night.registry.scenario("all-accepted");

            try (ChildProcess last = ChildProcess.start(home, "run", "--date", FRIDAY.toString(), "--json")) {
                assertThat(last.exit()).as(last.standardError()).isZero();
                assertThat(last.standardOutput()).contains("\"RECONCILED\"");
            }
            assertFinished(night, night.run(FRIDAY));
        }
    }

    private StoreSettings store(TestDatabase database) {
        return database == TestDatabase.H2
                ? new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", "")
                : database.empty();
    }

    private static void prepare(NightFixture night, Moment moment) throws Exception {
        for (int number = NightFixture.ACCOUNTS + 1; number <= ACCOUNTS; number++) {
            night.lender.add(number);
        }
        night.source = "range-size: " + ACCOUNTS / RANGES;
        night.target = "feedback-wait: 30s";
        night.packageItems = ACCOUNTS / PACKAGES;
        night.lender.write(night.files());
        night.config();
        if (moment.isAtTheRegistry()) {
            night.registry.scenarioPage(LATE.formatted(moment.seen, moment.times));
        }
    }

    private void killAt(NightFixture night, Moment moment) throws Exception {
        night.reopen();
        Arrivals none = new Arrivals(0, 0);
        long before = night.registry.arrivals().getOrDefault(moment.seen, none).requests();
        try (ChildProcess child = ChildProcess.start(home, "run", "--date", FRIDAY.toString());
                StoreWatch watch = new StoreWatch(night.store)) {
            child.awaitWhileAlive(
                    moment.words,
                    () -> moment.isAtTheRegistry()
                            ? night.registry
                                                    .arrivals()
                                                    .getOrDefault(moment.seen, none)
                                                    .requests()
                                            - before
                                    >= moment.times
                            : watch.count(moment.seen) >= moment.times);
            child.kill();
        }
    }

    private static void assertFinished(NightFixture night, RunReport run) {
        assertThat(run.state()).isEqualTo("RECONCILED");
        assertThat(run.accounts()).isEqualTo(new RunReport.Accounts(ACCOUNTS, 0, 0, 0, 0, ACCOUNTS, 0));
        assertThat(run.items()).isEqualTo(new RunReport.Items(ACCOUNTS, 0, 0, ACCOUNTS, 0, 0, 0));
        assertThat(run.packages()).isEqualTo(PACKAGES);
        assertThat(night.verdicts())
                .hasSize(ACCOUNTS)
                .allSatisfy((subject, times) -> assertThat(times).isOne());
        assertThat(night.accepted(0)).hasSize(ACCOUNTS);
        assertThat(night.kept()).hasSize(PACKAGES);
        assertThat(new HashSet<>(night.kept())).hasSize(PACKAGES);
        assertThat(night.executionsUnderWay()).isZero();
        long puts = night.puts();
        assertThat(puts).as("a resend of one package for each kill at most").isLessThanOrEqualTo(PACKAGES + 2L);
    }
}
