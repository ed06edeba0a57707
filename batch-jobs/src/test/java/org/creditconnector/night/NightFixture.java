package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.config.ConfigFile;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.Arrivals;
import org.creditconnector.mockregistry.Effect;
import org.creditconnector.mockregistry.MockRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A home directory with a tiny lender, a store, a registry to report to, and the nights between them. */
final class NightFixture implements AutoCloseable {
    static final String TARGET = "registry";
    /** A night on which every second loan has an instalment overdue. */
    static final LocalDate FRIDAY = LocalDate.of(2024, 3, 22);

    static final int ACCOUNTS = 10;

    final Path home;
    final TinyLender lender = TinyLender.of(ACCOUNTS);
    StoreSettings store;
    MockRegistry registry = MockRegistry.start();
    /** Lines of the target's section. */
    String target = "feedback-wait: 1s";
    /** Most items of a package. */
    int packageItems = 4;
    /** Packages under way at once. */
    int parallel = 1;
    /** Lines of the source's section. */
    String source = "range-size: 3";

    /** Name of the file of loans; with * or ? in it a pattern. */
    String loans = "loans.csv";

    /** Further files of the source, as entries that begin with a comma. */
    String furtherFiles = "";

    int partitions = 2;
    /** A second source, as a whole entry. */
    String otherSource = "";
    /** Whole sections at the end of the configuration. */
    String more = "";
    /** Where the lender's database is; null for files. */
    @Nullable String lenderUrl;

    String lenderUser = "sa";

    @Nullable String registryUrl;

    /** Profile, channel and address of the target; null for the registry above. */
    @Nullable String where;

    /** What the nights touch the world with; changed before {@link #reopen}. */
    NightParts parts = NightParts.standard();

    private Progress progress = Progress.SILENT;
    private @Nullable Nights nights;

    /** In an H2 file under the home directory, where a configuration without a store has it. */
    NightFixture(Path home) throws IOException {
        this(home, new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", ""));
    }

    NightFixture(Path home, StoreSettings store) throws IOException {
        this.home = home;
        this.store = store;
        folder(false);
    }

    void folder(boolean database) throws IOException {
        TinyLender.writeFolder(home.resolve("sources"), database);
    }

    /** Runs a date on the lender's files as they are now. */
    RunReport run(LocalDate date) throws IOException {
        return run(new RunRequest(TARGET, TinyLender.NAME, date, null));
    }

    RunReport run(RunRequest request) throws IOException {
        lender.write(files());
        return nights().run(request);
    }

    Path files() {
        return home.resolve("lender");
    }

    void watch(Progress watcher) {
        close(nights);
        nights = null;
        progress = watcher;
    }

    /** The nights of the configuration; opened when first asked for, and anew after {@link #reopen}. */
    Nights nights() throws IOException {
        Nights open = nights;
        if (open == null) {
            open = StoredNights.open(config(), progress, parts);
            nights = open;
        }
        return open;
    }

    /** What another process would do: everything is opened anew, with the configuration as it is now. */
    void reopen() {
        close(nights);
        nights = null;
    }

    /** Replaced as a whole, since a test may have a second thread read it meanwhile. */
    ConnectorConfig config() throws IOException {
        Path file = home.resolve("credit-connector.yaml");
        Path written = Files.createTempFile(home, "credit-connector", ".yaml");
        Files.writeString(written, text());
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return ConfigFile.read(file, home, name -> null);
    }

    String text() {
        String rows = lenderUrl == null
                ? "files: {loans: \"%1$s/%2$s\", instalments: \"%1$s/instalments.csv\", payments: \"%1$s/payments.csv\"%3$s}"
                        .formatted(files(), loans, furtherFiles)
                : "url: \"" + lenderUrl + "\"\n    user: " + lenderUser;
        return """
                lender: {code: TINY, name: Tiny lender, time-zone: Europe/Berlin}
                store:
                  url: "%s"
                  user: %s
                source-folders: ["%s"]
                sources:
                  tiny:
                    mapping: tiny
                    partitions: %d
                %s
                %s
                %s
                targets:
                  registry:
                %s
                    limits: {items: %d, parallel: %d}
                %s
                """.formatted(
                                store.url(),
                                store.user(),
                                home.resolve("sources"),
                                partitions,
                                indented(source),
                                indented(rows),
                                otherSource,
                                indented(
                                        where == null
                                                ? "profile: registry-api\nurl: "
                                                        + (registryUrl == null ? registry.url() : registryUrl)
                                                : where),
                                packageItems,
                                parallel,
                                indented(target))
                + more;
    }

    private static String indented(String lines) {
        return lines.lines().map(line -> "    " + line.strip()).reduce("", (all, line) -> all + line + "\n");
    }

    // ------------------------------------------------------------------ what the registry saw

    /** How often packages arrived, also those a fault struck. */
    long puts() {
        return registry.arrivals()
                .getOrDefault("putPackage", new Arrivals(0, 0))
                .requests();
    }

    /** Requests of any kind. */
    long requests() {
        return registry.arrivals().values().stream()
                .mapToLong(Arrivals::requests)
                .sum();
    }

    /** The run is over, every account has its one effect at the registry, and the books say so. */
    void assertFinished(RunReport run, int accounts, int packages) {
        assertThat(run.cause()).isNull();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.state()).isEqualTo("RECONCILED");
        assertThat(run.items()).isEqualTo(new RunReport.Items(accounts, 0, 0, accounts, 0, 0, 0));
        assertEffects(accounts, packages);
        assertThat(executionsUnderWay()).isZero();
    }

    /** The registry has each account once, and each package. */
    void assertEffects(int accounts, int packages) {
        assertThat(verdicts())
                .hasSize(accounts)
                .allSatisfy((subject, times) -> assertThat(times).isOne());
        assertThat(accepted(0)).hasSize(accounts);
        assertThat(kept()).hasSize(packages).doesNotHaveDuplicates();
    }

    /** Ids of kept packages, as often as each took effect. */
    List<String> kept() {
        return registry.effects().stream()
                .filter(effect -> effect.kind() == Effect.Kind.PACKAGE_KEPT)
                .map(Effect::packageId)
                .toList();
    }

    /** What was accepted after an effect number, as {@code subject kind date}. */
    List<String> accepted(long after) {
        List<String> accepted = new ArrayList<>();
        for (Effect effect : registry.effects()) {
            Effect.Item item = effect.item();
            if (effect.kind() == Effect.Kind.ITEM_ACCEPTED && effect.number() > after && item != null) {
                accepted.add(item.subject() + " " + item.kind() + " " + item.reportDate());
            }
        }
        accepted.sort(null);
        return accepted;
    }

    /** Number of the last effect. */
    long lastEffect() {
        List<Effect> effects = registry.effects();
        return effects.isEmpty() ? 0 : effects.get(effects.size() - 1).number();
    }

    /** How often each subject got a verdict. */
    Map<String, Integer> verdicts() {
        Map<String, Integer> verdicts = new TreeMap<>();
        for (Effect effect : registry.effects()) {
            Effect.Item item = effect.item();
            if (item != null) {
                verdicts.merge(item.subject(), 1, Integer::sum);
            }
        }
        return verdicts;
    }

    // ------------------------------------------------------------------ what the store holds

    /** Asks the store past all our classes. */
    <T> T ask(String sql, Class<T> type) {
        try (Store open = Store.open(store)) {
            return JdbcClient.create(open.dataSource()).sql(sql).query(type).single();
        }
    }

    /** Changes the store past all our classes; returns how many rows. */
    int change(String sql) {
        try (Store open = Store.open(store)) {
            return JdbcClient.create(open.dataSource()).sql(sql).update();
        }
    }

    List<Map<String, Object>> rows(String sql) {
        try (Store open = Store.open(store)) {
            return JdbcClient.create(open.dataSource()).sql(sql).query().listOfRows();
        }
    }

    /** Executions of Batch that look as if somebody still worked on them. */
    long executionsUnderWay() {
        return ask(
                "select (select count(*) from batch_job_execution where status not in ('COMPLETED','STOPPED','FAILED','ABANDONED'))"
                        + " + (select count(*) from batch_step_execution where status not in ('COMPLETED','STOPPED','FAILED','ABANDONED'))",
                Long.class);
    }

    private static void close(@Nullable Nights open) {
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        close(nights);
        registry.close();
    }
}
