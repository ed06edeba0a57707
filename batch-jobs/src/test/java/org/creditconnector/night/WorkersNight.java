package org.creditconnector.night;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;

/**
 * A night of some ranges whose lender and store are PostgreSQL databases, with a broker and workers. Reading payments takes a moment
 * for each range, and can be stopped, or made to fail for one loan.
 */
final class WorkersNight implements AutoCloseable {
    static final int ACCOUNTS = 120;
    static final int RANGES = 12;
    static final int PACKAGES = 3;
    /** Number of the loan that makes trouble, in the last range. */
    static final int ODD = 115;

    private static final Duration LONGEST = Duration.ofMinutes(2);

    final NightFixture night;
    final TestBroker broker;
    private final Path home;
    private final Connection lender;
    private final StoreWatch watch;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ChildProcess> workers = new ArrayList<>();
    private final List<LocalWorker> locals = new ArrayList<>();

    /** @param settings further lines of the broker's section */
    WorkersNight(Path home, TestBroker broker, String settings) throws Exception {
        this.home = home;
        this.broker = broker;
        StoreSettings rows = TestDatabase.POSTGRESQL.empty();
        night = new NightFixture(home, TestDatabase.POSTGRESQL.empty());
        night.folder(true);
        night.lenderUrl = rows.url();
        night.lenderUser = rows.user();
        night.source = "range-size: " + ACCOUNTS / RANGES;
        night.target = "feedback-wait: 60s";
        night.packageItems = ACCOUNTS / PACKAGES;
        night.more = broker.section(settings);
        for (int number = NightFixture.ACCOUNTS + 1; number <= ACCOUNTS; number++) {
            night.lender.add(number);
        }
        lender = DriverManager.getConnection(rows.url(), rows.user(), rows.password());
        fill();
        night.config();
        night.registry.scenario("all-accepted");
        watch = new StoreWatch(night.store);
    }

    private void fill() throws SQLException {
        try (Statement statement = lender.createStatement()) {
            table(
                    statement,
                    "loans",
                    "loan,customer,name,passport,currency,amount,opened,status,closed",
                    night.lender.loans);
            table(statement, "instalments", "loan,number,due,principal,interest", night.lender.instalments);
            table(statement, "payments_data", "loan,payment,date,amount,cancelled", night.lender.payments);
            statement.execute("""
                    create function quiet(which text) returns boolean language plpgsql as $$
                    begin
                      if which = '%s' and current_query() like '%%>=%%' then -- a range, not the look at the columns
                        perform pg_advisory_xact_lock_shared(%d);
                        if not pg_try_advisory_xact_lock_shared(%d) then raise exception 'this row cannot be read'; end if;
                      end if;
                      return true;
                    end $$""".formatted(TinyLender.key(ODD), Trouble.HANGS.ordinal(), Trouble.FAILS.ordinal()));
            statement.execute("""
                    create view payments as
                    with a_moment as materialized (select pg_sleep(0.25))
                    select d.* from payments_data d cross join a_moment where quiet(d.loan)""");
        }
    }

    /** What becomes of who reads the payments of the odd loan; by a lock, since workers read in a view that they took before. */
    enum Trouble {
        HANGS,
        FAILS
    }

    /** From now on. */
    void begin(Trouble trouble) throws SQLException {
        try (Statement statement = lender.createStatement()) {
            statement.execute("select pg_advisory_lock(" + trouble.ordinal() + ")");
        }
    }

    /** The source cannot be opened any more by whoever has not opened it yet. */
    void hidePayments() throws SQLException {
        try (Statement statement = lender.createStatement()) {
            statement.execute("alter view payments rename to hidden");
        }
    }

    void showPayments() throws SQLException {
        try (Statement statement = lender.createStatement()) {
            statement.execute("alter view hidden rename to payments");
        }
    }

    void mend() throws SQLException {
        try (Statement statement = lender.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
        }
    }

    private static void table(Statement statement, String name, String columns, List<String> lines)
            throws SQLException {
        statement.execute("create table " + name + " (" + columns.replace(",", " text, ") + " text)");
        for (String line : lines) {
            List<String> values = new ArrayList<>();
            for (String value : line.split(",", -1)) {
                values.add(value.isEmpty() ? "null" : "'" + value + "'");
            }
            statement.execute("insert into " + name + " values (" + String.join(", ", values) + ")");
        }
    }

    /** Nobody reads payments until {@link #letRead}; who is reading finishes first. */
    void stopReading() throws SQLException {
        lender.setAutoCommit(false);
        try (Statement statement = lender.createStatement()) {
            statement.execute("lock table payments_data in access exclusive mode");
        }
    }

    void letRead() throws SQLException {
        lender.rollback();
        lender.setAutoCommit(true);
    }

    /** How many processes wait for payments. */
    long waitingToRead() {
        try (Connection other = DriverManager.getConnection(night.lenderUrl, night.lenderUser, "");
                Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    RunRequest request(boolean workers) {
        return new RunRequest(NightFixture.TARGET, TinyLender.NAME, NightFixture.FRIDAY, null, workers, false);
    }

    /** The night in this process, with its ranges handed to workers. */
    Future<RunReport> run() {
        return threads.submit(() -> night.nights().run(request(true)));
    }

    /** A worker on a thread of this process, where nobody is going to kill it. */
    final class LocalWorker {
        private final StopRequest stop = new StopRequest();
        private final Future<Integer> work;

        private LocalWorker(String name) throws Exception {
            RangeWorker worker = RangeWorker.open(
                    night.config(),
                    words -> {},
                    NightParts.standard().pauses(stop.heededBy(Pauses.REAL)).holder(name));
            work = threads.submit(() -> {
                try (worker) {
                    return worker.work(null);
                }
            });
        }

        boolean isWorking() {
            return !work.isDone();
        }

        /** How it ended by itself. */
        int ended() throws Exception {
            return work.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        }

        /** Asks it to end; how many ranges it stored. */
        int stop() throws Exception {
            stop.make();
            return ended();
        }
    }

    LocalWorker localWorker(String name) throws Exception {
        LocalWorker worker = new LocalWorker(name);
        locals.add(worker);
        return worker;
    }

    ChildProcess worker() throws Exception {
        ChildProcess worker = ChildProcess.start(home, "worker");
        workers.add(worker);
        return worker;
    }

    RunReport ended(Future<RunReport> run) throws Exception {
        try {
            return run.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the run did not end with a report", e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("the run did not end; workers said " + said(), e);
        }
    }

    /** Waits for something in the world while the run goes on. */
    void await(Future<RunReport> run, String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            try {
                throw new AssertionError(
                        "the run ended before " + what + ": " + run.get(10, TimeUnit.MILLISECONDS) + said());
            } catch (java.util.concurrent.TimeoutException itGoesOn) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not seen in " + LONGEST + ": " + what + said(), itGoesOn);
                }
            }
        }
    }

    private String said() throws Exception {
        StringBuilder said = new StringBuilder();
        for (ChildProcess worker : workers) {
            said.append('\n').append(worker.standardError()).append(worker.standardOutput());
        }
        Path log = home.resolve("logs/credit-connector.log");
        return said + (Files.exists(log) ? Files.readString(log) : "");
    }

    long count(String sql) {
        return watch.count(sql);
    }

    long stored() {
        return count("select count(*) from key_range where state = 'STORED'");
    }

    /** Number of the range that a worker has in its hands. */
    long rangeOf(ChildProcess worker) {
        return count(
                "select coalesce(min(range_number), -1) from key_range where state <> 'STORED' and claimed_by like '"
                        + worker.pid() + "@%'");
    }

    /** Workers that took a range, by how often. */
    Map<String, Integer> shares() {
        Map<String, Integer> shares = new HashMap<>();
        night.rows("select claimed_by from key_range where claimed_by is not null")
                .forEach(row -> shares.merge(Holders.shown(row.get("claimed_by").toString()), 1, Integer::sum));
        return shares;
    }

    /** How often ranges were taken beyond once each: work that was done again, or begun again. */
    long takenAgain() {
        return night.ask("select sum(claim) from key_range", Long.class) - RANGES;
    }

    void assertFinished(RunReport run) {
        night.assertFinished(run, ACCOUNTS, PACKAGES);
    }

    /** The registry has each account once. */
    void assertEffects() {
        night.assertEffects(ACCOUNTS, PACKAGES);
    }

    @Override
    public void close() throws Exception {
        workers.forEach(ChildProcess::close);
        for (LocalWorker worker : locals) {
            if (worker.isWorking()) {
                worker.stop();
            }
        }
        lender.close();
        watch.close();
        night.close();
        threads.shutdownNow();
    }
}
