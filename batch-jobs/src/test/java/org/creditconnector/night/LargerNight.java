package org.creditconnector.night;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.creditconnector.mockregistry.Arrivals;
import org.creditconnector.mockregistry.Effect;

/** A night that takes the real application long enough to be disturbed on its way: some hundred accounts in many ranges. */
final class LargerNight implements AutoCloseable {
    static final int ACCOUNTS = 400;
    static final int RANGES = 40;
    static final int PACKAGES = 8;

    final NightFixture night;
    private final Path home;

    LargerNight(Path home, TestDatabase database) throws Exception {
        this.home = home;
        night = new NightFixture(
                home,
                database == TestDatabase.H2
                        ? new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", "")
                        : database.empty());
        for (int number = NightFixture.ACCOUNTS + 1; number <= ACCOUNTS; number++) {
            night.lender.add(number);
        }
        night.source = "range-size: " + ACCOUNTS / RANGES;
        night.target = "feedback-wait: 60s";
        night.packageItems = ACCOUNTS / PACKAGES;
        night.lender.write(night.files());
        night.config();
    }

    /** The registry does all of it, but its answer to some requests takes a while. */
    void slow(String operation, String occurrences, String delay) {
        night.registry.scenarioPage("""
                description: Some answers take a while.
                faults: [{on: %s, occurrences: "%s", do: slow-answer, delay: %s}]
                """.formatted(operation, occurrences, delay));
    }

    ChildProcess child() throws Exception {
        return ChildProcess.start(home, "run", "--date", NightFixture.FRIDAY.toString());
    }

    /** Requests of an operation, also those under way. */
    long requests(String operation) {
        return night.registry
                .arrivals()
                .getOrDefault(operation, new Arrivals(0, 0))
                .requests();
    }

    /** Waits until an operation was asked for so many times. */
    void awaitRequests(ChildProcess child, String operation, int times) throws Exception {
        child.awaitWhileAlive(times + " times " + operation, () -> requests(operation) >= times);
    }

    /** Waits until a query over the store counts so many rows. */
    void awaitRows(ChildProcess child, String count, int rows) throws Exception {
        try (StoreWatch watch = new StoreWatch(night.store)) {
            child.awaitWhileAlive(rows + " of " + count, () -> watch.count(count) >= rows);
        }
    }

    /** The lease of a process that does not renew it runs out. */
    void expireLease() {
        try (var store = org.creditconnector.ledger.Store.open(night.store)) {
            org.springframework.jdbc.core.simple.JdbcClient.create(store.dataSource())
                    .sql("update lease set held_until = clock_timestamp()")
                    .update();
        }
    }

    /** The books as they stand, to see that nothing moves any more. */
    List<Map<String, Object>> books() {
        List<Map<String, Object>> books = new ArrayList<>();
        books.addAll(night.rows("select run_id, state, exit_code, cause from submission_run order by run_id"));
        books.addAll(
                night.rows("select sequence, state, send_token, detail from submission_package order by sequence"));
        books.addAll(
                night.rows(
                        "select package_id, attempt_number, outcome, ended_at from package_attempt order by package_id, attempt_number"));
        books.addAll(night.rows("select state, count(*) as items from report_item group by state order by state"));
        books.addAll(night.rows("select count(*) as letters from feedback_inbox"));
        books.addAll(night.rows("select count(*) as statements from registry_statement"));
        return books;
    }

    /** Each account has its one effect, and the books say so. */
    void assertFinished(RunReport run) {
        night.assertFinished(run, ACCOUNTS, PACKAGES);
    }

    void assertEffects() {
        night.assertEffects(ACCOUNTS, PACKAGES);
    }

    List<Effect> effects() {
        return night.registry.effects();
    }

    @Override
    public void close() {
        night.close();
    }
}
