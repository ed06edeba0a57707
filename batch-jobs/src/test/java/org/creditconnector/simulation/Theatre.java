package org.creditconnector.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.creditconnector.config.ConfigFile;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.faults.BatchNumbers;
import org.creditconnector.faults.FaultyStore;
import org.creditconnector.faults.Life;
import org.creditconnector.faults.StoreFaults;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.creditconnector.mockregistry.InMemoryRegistry;
import org.creditconnector.night.SimulatedDesk;
import org.creditconnector.night.SimulatedLenderFolder;
import org.slf4j.LoggerFactory;

/** What one worker thread plays its stories on, one after the other: emptied between them, never built anew. */
final class Theatre implements AutoCloseable {
    static final String TARGET = "registry";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Tables that people write, or whoever loses a lease. */
    private static final Set<String> BY_OTHERS = Set.of("lease", "target_state", "audit_entry");

    final Desk first;
    final Desk second;
    final InMemoryRegistry registry = InMemoryRegistry.at(SimulatedTime.BEGIN);
    final ConnectorConfig config;
    /** Past all our classes. */
    final Connection store;

    final Connection lender;

    private final KeptConnections lenderConnections;
    private final Closing storeConnections;
    private final Path home;
    private final List<String> tables;

    /** A desk with the life and the faults of the process that sits at it now. */
    static final class Desk implements AutoCloseable {
        volatile Life life = new Life();
        volatile StoreFaults faults = StoreFaults.NONE;
        final SimulatedDesk rooms;

        Desk(StoreSettings settings, UnaryOperator<DataSource> connections, DataSource lender) {
            rooms = new SimulatedDesk(
                    settings, pool -> new FaultyStore(connections.apply(pool), () -> life, () -> faults), lender);
        }

        @Override
        public void close() {
            life = new Life();
            faults = StoreFaults.NONE;
            rooms.close();
        }
    }

    /** Closes connections. */
    private interface Closing extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    private Theatre(StoreSettings settings) throws SQLException, IOException {
        Path memory = Path.of("/dev/shm");
        home = Files.isDirectory(memory)
                ? Files.createTempDirectory(memory, "simulation")
                : Files.createTempDirectory("simulation");
        String lenderUrl = "jdbc:h2:mem:lender" + NUMBERS.incrementAndGet()
                + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=0;OPTIMIZE_REUSE_RESULTS=FALSE";
        lenderConnections = new KeptConnections(new StoreSettings(lenderUrl, "sa", ""));
        lender = lenderConnections.connection();
        SimulatedLender.createTables(lender);
        DataSource rows = lenderConnections.dataSource();
        if (settings.url().startsWith("jdbc:h2:")) {
            KeptConnections kept = new KeptConnections(settings);
            storeConnections = kept::close;
            first = new Desk(settings, pool -> kept.dataSource(), rows);
            second = new Desk(settings, pool -> kept.dataSource(), rows);
            store = kept.connection();
        } else {
            storeConnections = () -> {};
            first = new Desk(settings, pool -> pool, rows);
            second = new Desk(settings, pool -> pool, rows);
            store = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        }
        SimulatedTime.createTable(store);
        tables = tables();
        BatchNumbers.apart(store);
        config = config(lenderUrl, settings);
        // After the application contexts, which set logging up anew: thousands of faults would fill the log.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
                .setLevel(Level.toLevel(System.getProperty("simulation.log"), Level.OFF));
    }

    /** In memory. */
    static Theatre h2() {
        try {
            return new Theatre(new StoreSettings(
                    "jdbc:h2:file:memFS:simulation" + NUMBERS.incrementAndGet() + ";AUTO_SERVER=FALSE;FILE_LOCK=NO"
                            + ";LOCK_TIMEOUT=5000;DB_CLOSE_DELAY=-1;WRITE_DELAY=60000;QUERY_CACHE_SIZE=0;OPTIMIZE_REUSE_RESULTS=FALSE",
                    "sa",
                    ""));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Theatre postgres() {
        try {
            return new Theatre(TestDatabase.POSTGRESQL.empty());
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Tables to be emptied, whoever refers to another before it. They are emptied by plain deletes: a truncation, or a setting that
     * is changed around it, makes H2 throw away every statement that it has prepared, and each story would pay for that again.
     */
    private List<String> tables() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = store.createStatement();
                var rows = statement.executeQuery("select table_name from information_schema.tables where"
                        + " lower(table_schema) = 'public' and lower(table_type) like '%table'")) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (!name.equalsIgnoreCase("flyway_schema_history")
                        && !name.equalsIgnoreCase("simulated_clock")
                        && !isSeeded(name)) {
                    found.add(name);
                }
            }
        }
        return referringFirst(found);
    }

    private List<String> referringFirst(List<String> found) throws SQLException {
        List<String> left = new ArrayList<>(found);
        List<String> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<String> free = new ArrayList<>();
            for (String table : left) {
                if (left.stream().noneMatch(other -> !other.equals(table) && refers(other, table))) {
                    free.add(table);
                }
            }
            if (free.isEmpty()) {
                throw new IllegalStateException("the tables " + left + " refer to each other in a circle");
            }
            ordered.addAll(free);
            left.removeAll(free);
        }
        return ordered;
    }

    private boolean refers(String table, String other) {
        try (var keys = store.getMetaData().getImportedKeys(null, null, table)) {
            while (keys.next()) {
                if (keys.getString("PKTABLE_NAME").equals(other)) {
                    return true;
                }
            }
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tables that the migrations themselves fill. */
    private boolean isSeeded(String table) throws SQLException {
        try (Statement statement = store.createStatement();
                var rows = statement.executeQuery("select count(*) from \"" + table + "\"")) {
            rows.next();
            return rows.getLong(1) > 0;
        }
    }

    private ConnectorConfig config(String lenderUrl, StoreSettings settings) throws IOException {
        SimulatedLenderFolder.write(home.resolve("sources"));
        Path file = home.resolve("credit-connector.yaml");
        Files.writeString(file, """
                lender: {code: TINY, name: Tiny lender, time-zone: Europe/Berlin}
                store: {url: "%s", user: %s}
                source-folders: ["%s"]
                sources:
                  tiny: {mapping: tiny, url: "%s", user: sa, partitions: 1, range-size: 3}
                targets:
                  registry:
                    profile: registry-api
                    url: http://127.0.0.1:9
                    limits: {items: 2}
                    feedback-wait: 1s
                    gate: {held-percent: 100, volume-percent: 1000}
                """.formatted(settings.url(), settings.user(), home.resolve("sources"), lenderUrl));
        return ConfigFile.read(file, home, name -> null);
    }

    /** As on the first day. */
    void reset() {
        for (Desk desk : List.of(first, second)) {
            desk.life = new Life();
            desk.faults = StoreFaults.NONE;
        }
        registry.reset(SimulatedTime.BEGIN);
        try (Statement statement = store.createStatement()) {
            for (String table : tables) {
                statement.execute("delete from \"" + table + "\"");
            }
            deleteWitnesses();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number under which the target is held now; 0 when it never was. */
    long leaseToken() {
        try (var query = store.prepareStatement("select coalesce(max(token), 0) from lease");
                var rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything in our books that only the holder of the lease may write, as one text. */
    String books() {
        StringBuilder all = new StringBuilder();
        for (String table : tables) {
            String name = table.toLowerCase(Locale.ROOT);
            if (name.startsWith("batch_") || BY_OTHERS.contains(name)) {
                continue;
            }
            List<String> lines = new ArrayList<>();
            try (var query = store.prepareStatement("select * from \"" + table + "\"");
                    var rows = query.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    StringBuilder line = new StringBuilder();
                    for (int i = 1; i <= columns; i++) {
                        // Bytes as text look otherwise once PostgreSQL's driver has turned to its binary protocol.
                        Object value = rows.getObject(i);
                        line.append(
                                        value instanceof byte[] bytes
                                                ? HexFormat.of().formatHex(bytes)
                                                : rows.getString(i))
                                .append('|');
                    }
                    lines.add(line.toString());
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            lines.sort(null);
            all.append(name).append(lines).append('\n');
        }
        return all.toString();
    }

    private void deleteWitnesses() throws IOException {
        Path witness = home.resolve("witness");
        if (Files.isDirectory(witness)) {
            try (var files = Files.list(witness)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() {
        second.close();
        first.close();
        try (lenderConnections;
                storeConnections;
                lender;
                store;
                var files = Files.walk(home)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
