package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.file.DirectoryPlace;
import org.creditconnector.delivery.file.FilePlace;
import org.creditconnector.faults.BatchNumbers;
import org.creditconnector.faults.FaultyPlace;
import org.creditconnector.faults.FaultyRegistry;
import org.creditconnector.faults.FaultyStore;
import org.creditconnector.faults.Life;
import org.creditconnector.faults.StoreFaults;
import org.creditconnector.faults.WireFault;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Resolution;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.Registries;
import org.creditconnector.route.ConnectorRuntime;
import org.creditconnector.rules.RecordRules;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One tiny night, again and again on an empty store, with a process that dies at a chosen moment, and others that go on after it.
 * What is durable is what was committed and what reached the registry; so the moments are: before each commit, before and after
 * each request, or each step at the place where a registry's files lie. After a commit is the same as before the next one, unless a
 * request lies between, and then that is a moment.
 *
 * <p>A process is a thread with a {@link Life}, a name of its own as a holder of leases, and everything that nights keep in memory
 * made anew. Store, Batch and routes keep nothing of a night and serve all processes.
 */
final class CrashWalk implements AutoCloseable {
    private static final Decisions.By BY = new Decisions.By("Ada", "the contract says so");

    private static final Pattern WRITTEN = Pattern.compile("(?:insert into|update|delete from)\\s+(\\w+)");

    private final NightFixture night;
    private final OtherSide side;
    private final Store store;
    private final BatchNights batch;
    private final ConnectorRuntime routes =
            new ConnectorRuntime(Registries.shipped(), RecordRules::check, this::watched);
    private final AtomicReference<Life> life = new AtomicReference<>(new Life());
    private final AtomicReference<Watch> watch = new AtomicReference<>(new Watch(null));
    private final WalkedStore walked;
    private @Nullable RegistryConnection wire;
    /** The command that a person has to give; null when none. */
    private @Nullable String unanswered;

    private final List<Moment> died = new ArrayList<>();
    private long processes;
    private LocalDate date = NightFixture.FRIDAY;

    /**
     * @param accounts of the lender, at most two in a range and in a package
     * @param files whether the lender gives files, else a database, which takes less time
     */
    CrashWalk(Path home, StoreSettings settings, OtherSide side, int accounts, boolean files) throws Exception {
        this.side = side;
        night = new NightFixture(home, settings);
        night.folder(!files);
        for (int number = NightFixture.ACCOUNTS; number > accounts; number--) {
            night.lender.drop(number);
        }
        night.partitions = 1;
        night.source = "range-size: 2";
        night.where = side.configuration();
        night.packageItems = Math.min(2, side.packageItems());
        side.prepare(night);
        night.lender.write(night.files());
        if (!files) {
            night.lenderUrl = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
            TinyLender.fill(night.files(), night.lenderUrl);
        }
        store = Store.open(settings, pool -> new FaultyStore(pool, life::get, watch::get));
        batch = BatchNights.start(store);
        try (Connection connection = store.dataSource().getConnection()) {
            BatchNumbers.apart(connection);
        }
        walked = new WalkedStore(store, settings);
    }

    /**
     * A moment in the life of a process.
     *
     * @param number of the commit or request, from 1
     * @param commit whether it is a commit, else a request
     * @param after whether it is after the request
     * @param words what is written or done there
     */
    record Moment(int number, boolean commit, boolean after, String words) {
        @Override
        public String toString() {
            return (after ? "after " : "before ") + (commit ? "commit " : "request ") + number + " " + words;
        }
    }

    /** What a night leaves: the registry's effects, and our books. */
    record Outcome(List<String> effects, List<String> books) {}

    /** Counts what a process makes durable and ends it at one moment. */
    private static final class Watch implements StoreFaults {
        private final @Nullable Moment end;
        private final List<Moment> seen = new ArrayList<>();
        private int commits;
        private int requests;
        private String writes = "";

        Watch(@Nullable Moment end) {
            this.end = end;
        }

        @Override
        public synchronized void beforeStatement(String sql, Life mine) {
            Matcher written = WRITTEN.matcher(sql.toLowerCase(java.util.Locale.ROOT));
            if (written.find() && !writes.contains(written.group(1))) {
                writes += (writes.isEmpty() ? "" : ", ") + written.group(1);
            }
        }

        @Override
        public synchronized void beforeCommit(Life mine) throws SQLException {
            Moment now = new Moment(++commits, true, false, writes);
            writes = "";
            seen.add(now);
            if (end != null && end.commit() && end.number() == commits) {
                throw mine.end(now.toString());
            }
        }

        WireFault request(FaultyRegistry.Call call) {
            return request(call.name(), true);
        }

        WireFault step(FaultyPlace.Step step) {
            return request(step.name(), step.leaves());
        }

        private synchronized WireFault request(String words, boolean before) {
            requests++;
            if (before) {
                seen.add(new Moment(requests, false, false, words));
            }
            seen.add(new Moment(requests, false, true, words));
            if (end == null || end.commit() || end.number() != requests) {
                return WireFault.NONE;
            }
            return end.after() ? WireFault.DEATH_AFTER_EFFECT : WireFault.DEATH_BEFORE_EFFECT;
        }
    }

    /** As if nothing had ever been. */
    void begin() throws IOException {
        life.set(new Life());
        watch.set(new Watch(null));
        died.clear();
        walked.empty();
        side.forget();
        forget(night.home.resolve("witness"));
        date = NightFixture.FRIDAY;
    }

    /** A night before, of which one item was rejected, and decisions about its accounts; the next one is walked. */
    void beginWithDecisions() throws Exception {
        begin();
        side.reject(TinyLender.key(4));
        process(null, ExitCode.WORK_LIST);
        side.reject("nobody any more");
        Decisions decisions = new Decisions(store);
        Corrections corrections =
                new Corrections(decisions, Registries.shipped().profile("registry-api"));
        corrections.decide(
                about(2),
                BY,
                List.of(corrections.check(about(2), new Corrections.Wanted("account.principal", "310"), null)),
                corrections.replaced(about(2), List.of()));
        decisions.withdraw(about(3), BY, List.of());
        decisions.resubmit(about(4), BY, subject(4));
        date = NightFixture.FRIDAY.plusDays(1);
    }

    private static String subject(int number) {
        return "account:" + TinyLender.key(number);
    }

    private static Decisions.About about(int number) {
        return new Decisions.About(NightFixture.TARGET, TinyLender.NAME, TinyLender.key(number));
    }

    /** What the home directory remembers of the store that was emptied. */
    private static void forget(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * A process runs the night and lives on, or ends at the moment.
     *
     * @return the moments it went through
     */
    List<Moment> process(@Nullable Moment end) throws InterruptedException {
        return process(end, ExitCode.DONE);
    }

    /**
     * A process runs the night to its end, and another one after a person was asked what the registry has, where only a person can
     * know it.
     *
     * @return the moments that the first one went through
     */
    List<Moment> recover() throws InterruptedException {
        List<Moment> moments = process(null, null);
        if (unanswered != null) {
            String packageId = unanswered.split(" ")[1];
            List<String> items = JdbcClient.create(store.dataSource())
                    .sql("select item_id from report_item where package_id = ?")
                    .param(packageId)
                    .query(String.class)
                    .list();
            new SubmissionLedger(store)
                    .resolve(
                            packageId,
                            side.has(items) ? Resolution.RECEIVED : Resolution.NOT_SENT,
                            "asked by telephone",
                            null,
                            "Ada",
                            "they looked it up");
            process(null, ExitCode.DONE);
        }
        return moments;
    }

    /** @param exit how it has to end; null where it may also have to wait for a person */
    private List<Moment> process(@Nullable Moment end, @Nullable ExitCode exit) throws InterruptedException {
        Life mine = new Life();
        Watch watched = new Watch(end);
        life.set(mine);
        watch.set(watched);
        AtomicReference<RunReport> report = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        long number = ++processes;
        Thread thread = new Thread(
                () -> {
                    try {
                        Nights nights =
                                StoredNights.open(night.config(), Progress.SILENT, parts(mine, watched, number));
                        report.set(nights.run(new RunRequest(NightFixture.TARGET, TinyLender.NAME, date, null)));
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                },
                "process-" + number);
        thread.start();
        thread.join();
        if (end != null) {
            died.add(end);
            assertThat(mine.isOver())
                    .as("the process came to its end " + end + ", not with " + report.get() + " or " + failure.get())
                    .isTrue();
            assertThat(report.get()).as("a dead process reports nothing").isNull();
        } else {
            assertThat(failure.get()).as(trail()).isNull();
            boolean asks = exit == null && report.get().exit() == ExitCode.UNKNOWN;
            unanswered = asks ? report.get().next() : null;
            if (!asks) {
                assertThat(report.get().exit())
                        .as(report.get().cause() + " " + trail())
                        .isEqualTo(exit == null ? ExitCode.DONE : exit);
            }
        }
        return watched.seen;
    }

    /** How the executions of Batch went, for a failing walk. */
    private String trail() {
        return "after " + died + ": "
                + JdbcClient.create(store.dataSource())
                        .sql("select job_execution_id, step_name, status, exit_message from batch_step_execution"
                                + " order by step_execution_id")
                        .query()
                        .listOfRows();
    }

    private NightParts parts(Life mine, Watch watched, long number) {
        String holder = Holders.name(ProcessHandle.current().pid(), Long.toString(number));
        return NightParts.standard()
                .store(settings -> store)
                .jobs(opened -> batch)
                .routes(registries -> routes)
                .pauses(side.pauses())
                .connections((shared, endpoint) -> {
                    if (wire == null) {
                        wire = shared.connect(endpoint);
                    }
                    return endpoint.files() == null ? new FaultyRegistry(wire, mine, watched::request) : wire;
                })
                .holder(holder)
                // No heartbeat within a walk: its commits would come at any time.
                .leaseTime(Duration.ofHours(1));
    }

    /** Steps at a place for files are watched where they are made. */
    private FilePlace watched(FilePlace real) {
        return new FaultyPlace(
                side.place(real), life::get, step -> watch.get().step(step), real instanceof DirectoryPlace);
    }

    /** What stands now. */
    Outcome outcome() {
        List<String> effects = new ArrayList<>(side.everything());
        effects.sort(null);
        return new Outcome(effects, walked.books());
    }

    /** Files at the registry that never got their name, executions of Batch that look as if somebody still worked on them, leases. */
    List<String> leftBehind() throws IOException {
        List<String> left = new ArrayList<>(side.left());
        long underWay = walked.underWay();
        if (underWay > 0) {
            left.add(underWay + " executions and leases");
        }
        return left;
    }

    @Override
    public void close() {
        life.set(new Life());
        watch.set(new Watch(null));
        batch.close();
        routes.close();
        store.close();
        side.close();
        night.close();
    }
}
