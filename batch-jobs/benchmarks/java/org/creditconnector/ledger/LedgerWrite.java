package org.creditconnector.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.creditconnector.benchmarks.micro.ReferenceAccount;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.mapping.BareMapping;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.api.RegistryApiProfile;
import org.creditconnector.route.AccountStanding;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.totals.RecordTotals;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A range of accounts into the books: blocks, items, verdicts, account book, in one transaction. Shared by its number of accounts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LedgerWrite {
    /** Accounts of a range. */
    public static final int ACCOUNTS = 500;

    private static final int RANGES = 10_000;

    private final RegistryProfile profile = new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT);
    private CreditRecord record;
    private Path folder;
    private Store store;
    private PaperNight night;
    private Run run;
    private int next;
    private PreparedRange range;

    /** Opens an H2 file, or what {@code -Dcredit-connector.bench.store=URL} names. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        SourceFolder source = SourceFolder.of(Path.of(System.getProperty("credit-connector.checkout"))
                .resolve("batch-jobs/benchmarks/sources/reference-lender"));
        record = HistoryDerivation.derive(new BareMapping(source, ReferenceAccount.shapes())
                        .record(ReferenceAccount.rows(), ReferenceAccount.RUN))
                .record();
        folder = Files.createTempDirectory("ledger-write");
        String url = System.getProperty("credit-connector.bench.store", "jdbc:h2:file:" + folder.resolve("store"));
        store = Store.open(new StoreSettings(url, System.getProperty("credit-connector.bench.user", "sa"), ""));
        night = new PaperNight(store);
        run = night.ledger.openRun(night.order(PaperNight.MONDAY), night.token);
        List<StoredRange> ranges = IntStream.range(0, RANGES)
                .mapToObj(number -> new StoredRange(number, "k%05d".formatted(number), "k%05d".formatted(number + 1), false))
                .toList();
        night.ledger.saveRanges(run.runId(), ranges, night.token);
    }

    /** Accounts that the books do not know yet. */
    @Setup(Level.Invocation)
    public void prepare() {
        List<PreparedAccount> accounts = new ArrayList<>(ACCOUNTS);
        for (int i = 0; i < ACCOUNTS; i++) {
            String key = "k%05d-%03d".formatted(next, i);
            DueItems.Due due = new DueItems.Due(ItemKind.REPORT, ReferenceAccount.RUN.asOf(), 1, null, record);
            accounts.add(new PreparedAccount(
                    key,
                    "accounts " + key,
                    AccountVerdict.REPORTED,
                    RecordTotals.of(record),
                    new AccountStanding(AccountStatus.OPEN, 0),
                    List.of(profile.render(night.target, key, due)),
                    List.of()));
        }
        range = new PreparedRange(accounts, new TreeMap<>(), true);
    }

    /** One range. */
    @Benchmark
    public Object range() {
        night.ledger.storeRange(new RangeId(run.runId(), next++), range, night.totals(range), night.token);
        return range;
    }

    /** Takes the file away. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
