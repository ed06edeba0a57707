package org.creditconnector.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A night of the product as its users have it: launcher, mapping folder, rules, ledger, packages, delivery, feedback, reconciliation. */
final class ProductRun {
    /** That of the lender and of its clock. */
    static final String TIME_ZONE = "Asia/Shanghai";

    /** Of a first night. */
    static final String DATE = "2026-10-31";
    private static final Pattern USER = Pattern.compile("[?&]user=([^&]+)");
    private static final JsonMapper JSON = new JsonMapper();

    private final Path checkout;
    private final Database server;
    private final BenchOptions options;

    ProductRun(Path checkout, Database server, BenchOptions options) {
        this.checkout = checkout;
        this.server = server;
        this.options = options;
    }

    /** A first night into an empty ledger. */
    MeasuredRun of(ReferenceLender lender) throws IOException, SQLException, InterruptedException {
        try (Ledger ledger = empty(lender)) {
            MeasuredRun run = ledger.night(DATE);
            demandRight(lender, run);
            return run;
        }
    }

    /** Stops the bench unless a first night's books balance and are those of the lender's own tables. */
    void demandRight(ReferenceLender lender, MeasuredRun firstNight) throws IOException {
        check(lender, JSON.readTree(firstNight.output()));
    }

    /** An empty ledger and an empty registry for the nights of a lender. */
    Ledger empty(ReferenceLender lender) throws IOException, SQLException, InterruptedException {
        return empty(lender, "");
    }

    /** The same; {@code more} are further sections of the configuration. */
    Ledger empty(ReferenceLender lender, String more) throws IOException, SQLException, InterruptedException {
        Path home = Files.createTempDirectory("bench");
        String store = ledgerOf(lender);
        server.create(store);
        RegistryProcess registry =
                new RegistryProcess(checkout.resolve("batch-jobs/target/app/mock-registry.jar"), home);
        try {
            return new Ledger(home, registry, Files.writeString(home.resolve("bench.yaml"), config(lender, store, registry.url()) + more));
        } catch (IOException | RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    /** Nights that follow each other. */
    final class Ledger implements AutoCloseable {
        private final Path home;
        private final RegistryProcess registry;
        private final Path config;

        private Ledger(Path home, RegistryProcess registry, Path config) {
            this.home = home;
            this.registry = registry;
            this.config = config;
        }

        /** One night as a process of its own. */
        MeasuredRun night(String date, String... further) throws IOException, InterruptedException {
            List<String> command = command("--json", "run", "--target", "registry", "--date", date);
            command.addAll(List.of(further));
            return MeasuredRun.of(
                    command,
                    Map.of(
                            "CREDIT_CONNECTOR_JAVA_OPTIONS", "-Xmx" + options.heap(),
                            "BENCH_SECRET", "none"),
                    home,
                    server.pid(),
                    registry.pid());
        }

        /** The product with this configuration; it can be added to. */
        List<String> command(String... words) {
            List<String> command = new ArrayList<>(List.of(
                    checkout.resolve("credit-connector").toString(),
                    "--config",
                    config.toString(),
                    "--home",
                    home.toString()));
            command.addAll(List.of(words));
            return command;
        }

        @Override
        public void close() throws InterruptedException {
            registry.close();
        }
    }

    /**
     * Accounts stored up to each second of the last night of a lender, as its ledger tells: pairs of seconds since the run was opened
     * and accounts.
     */
    List<double[]> stored(ReferenceLender lender) throws SQLException {
        List<double[]> stored = new ArrayList<>();
        try (Connection connection = server.connect(ledgerOf(lender));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select extract(epoch from k.stored_at - r.opened_at), sum(k.booked_accounts) over (order by k.stored_at)
                        from key_range k join submission_run r on r.run_id = k.run_id order by k.stored_at""")) {
            while (rows.next()) {
                stored.add(new double[] {rows.getDouble(1), rows.getDouble(2)});
            }
        }
        return stored;
    }

    private static String ledgerOf(ReferenceLender lender) {
        return "ledger_of_" + lender.database();
    }

    private static void check(ReferenceLender lender, JsonNode said) throws IOException {
        JsonNode run = said.path("runs").path(0);
        JsonNode sums = run.path("amounts").path(0);
        boolean right = run.path("state").asString("").equals("RECONCILED")
                && run.path("accounts").path("extracted").asLong() == lender.accounts()
                && run.path("items").path("accepted").asLong() == lender.accounts()
                && new BigDecimal(sums.path("principal").asString("0")).compareTo(lender.principal()) == 0
                && new BigDecimal(sums.path("paid").asString("0")).compareTo(lender.paid()) == 0;
        if (!right) {
            throw new IOException("BENCH-WRONG the product's books are not the lender's, expected " + lender
                    + "; it said " + said);
        }
    }

    /** The gate lets pass who is late: the reference lender's accounts fall due on the same days, many at once. */
    private String config(ReferenceLender lender, String store, String registry) {
        return """
               lender: {code: BENCH, name: Reference Lender, time-zone: %s}
               store: {url: "%s", user: %s, password: "${env:BENCH_SECRET}"}
               source-folders: ["%s"]
               sources:
                 reference:
                   mapping: reference-lender
                   url: "%s"
                   user: %s
                   password: "${env:BENCH_SECRET}"
                   range-size: %d
                   partitions: %d
                   delta: {overlap: 0s}
               targets:
                 registry: {profile: registry-api, channel: http, url: "%s", token: "${env:BENCH_SECRET}", allow-plain-http: true, settings: {packing: zstandard}, gate: {changes: {late-percent: 100}}}
               """.formatted(
                        TIME_ZONE,
                        address(store),
                        user(),
                        checkout.resolve("batch-jobs/benchmarks/sources"),
                        address(lender.database()),
                        user(),
                        options.range(),
                        options.workers(),
                        URI.create(registry));
    }

    private String address(String database) {
        return server.url(database).replaceFirst("\\?.*", "");
    }

    private String user() {
        Matcher user = USER.matcher(server.url(""));
        return user.find() ? user.group(1) : System.getProperty("user.name");
    }
}
