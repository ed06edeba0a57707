package org.creditconnector.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one store: Spring Batch's tables and the ledger, in an H2 file or in PostgreSQL, with the same migrations. Opening it brings
 * the schema up to date.
 *
 * <p>An H2 file may be opened by several processes: the first one serves the others over loopback; when it ends, the next one
 * takes over. A transaction that was open meanwhile fails and is done again by its owner.
 */
public final class Store implements AutoCloseable {
    /** Two partitions, the heartbeat of the lease, Batch's own writes and a console beside them. */
    private static final int CONNECTIONS = 10;

    private static final int CONNECT_TIMEOUT_MILLIS = 30_000;

    /** Shorter than the wait for a row ({@link Vendor}), longer than anything we do between two statements. */
    private static final int LONGEST_SLEEP_SECONDS = 30;

    static {
        // Read once when H2 loads; without it the port for other processes would listen on every address of the
        // machine.
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
    }

    private final StoreSettings settings;
    private final Vendor vendor;
    private final HikariDataSource pool;
    private final DataSource connections;
    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactionManager;
    private final TransactionTemplate transactions;
    private final Statistics statistics;
    private final int migrationsApplied;

    private Store(
            StoreSettings settings,
            Vendor vendor,
            HikariDataSource pool,
            DataSource connections,
            int migrationsApplied) {
        this.settings = settings;
        this.vendor = vendor;
        this.pool = pool;
        this.connections = connections;
        this.template = new JdbcTemplate(connections);
        this.jdbc = JdbcClient.create(template);
        this.transactionManager = new JdbcTransactionManager(connections);
        this.transactions = new ShortTransactions(transactionManager);
        this.statistics = new Statistics(jdbc, transactionManager);
        this.migrationsApplied = migrationsApplied;
    }

    /**
     * Opens the store and brings its schema up to date; safe in several processes at once.
     *
     * @throws StoreException when it cannot be reached, holds something else, was written by a newer version of this program, or was
     *     moved to another database
     */
    public static Store open(StoreSettings settings) {
        return open(settings, UnaryOperator.identity());
    }

    /**
     * Opens the store as {@link #open(StoreSettings)} does, with something between it and its pool: migrations, Spring Batch and the
     * ledger all go through it. For whoever watches or disturbs the traffic.
     *
     * @param between gets the pool and gives what is used in its place; the pool is closed with the store
     * @throws StoreException when it cannot be reached, holds something else, or was written by a newer version of this program
     */
    public static Store open(StoreSettings settings, UnaryOperator<DataSource> between) {
        Store store = openAnyhow(settings, between);
        try {
            new StoreIdentity(store).requireNotMoved();
            return store;
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    /**
     * Opens a store even when it was moved to another database: for whoever goes back to it.
     *
     * @throws StoreException as {@link #open(StoreSettings)}, except for one that was moved
     */
    public static Store openEvenIfMoved(StoreSettings settings) {
        return openAnyhow(settings, UnaryOperator.identity());
    }

    private static Store openAnyhow(StoreSettings settings, UnaryOperator<DataSource> between) {
        Vendor vendor = Vendor.of(settings);
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        vendor.connect(config, settings);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (PoolInitializationException failure) {
            throw new StoreException(
                    "STORE-UNAVAILABLE store.url: cannot open " + settings + ": " + reason(failure), failure);
        }
        try {
            DataSource connections = between.apply(pool);
            return new Store(settings, vendor, pool, connections, migrate(vendor, settings, connections));
        } catch (RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    private static int migrate(Vendor vendor, StoreSettings settings, DataSource connections) {
        Flyway flyway = Flyway.configure(Store.class.getClassLoader())
                .dataSource(new RepeatableMigrations(connections))
                .locations("classpath:db/migration")
                .placeholders(vendor.placeholders())
                .load();
        try {
            for (MigrationInfo applied : flyway.info().applied()) {
                if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                    throw new StoreException("STORE-NEWER " + settings + " has schema version " + applied.getVersion()
                            + ", which this program does not know; start the program that wrote it, or a newer one");
                }
            }
            return flyway.migrate().migrationsExecuted;
        } catch (FlywayException failure) {
            throw new StoreException(
                    "STORE-SCHEMA the schema of " + settings + " cannot be brought up to date: " + reason(failure),
                    failure);
        }
    }

    /** The innermost message on one line. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
    }

    /** How many migrations opening it has applied; 0 when the schema was up to date. */
    public int migrationsApplied() {
        return migrationsApplied;
    }

    /** The pooled connections, for Spring Batch's job repository. */
    public DataSource dataSource() {
        return connections;
    }

    /** The transaction manager to share with Spring Batch, so that a step's chunk and the ledger commit together. */
    public PlatformTransactionManager transactionManager() {
        return transactionManager;
    }

    /** Runs work in a transaction, joining one that is open. */
    public TransactionTemplate transactions() {
        return transactions;
    }

    /**
     * Before work that reads all of a table: PostgreSQL plans by what it saw of it last, which may be a table in which no item was
     * answered yet. Part of the transaction that is open.
     */
    void lookAt(String table) {
        if (vendor == Vendor.POSTGRESQL) {
            jdbc.sql("analyze " + table).update();
        }
    }

    /**
     * Does work whose statements begin with keys that are given and look everything else up by them. PostgreSQL is told so for as
     * long, and looks at the tables that have grown since it did: it plans by what it knows of them, which on a first night is
     * nothing, and would read a growing table from end to end for each range. What is done is one transaction, or part of the one that is open.
     */
    <T extends @Nullable Object> T ledByKeys(Supplier<T> work) {
        if (vendor != Vendor.POSTGRESQL) {
            return work.get();
        }
        statistics.keepUp();
        return without(List.of("seqscan", "hashjoin", "mergejoin", "material"), work);
    }

    /**
     * Does work whose statement reads the first rows in the order of an index and stops there. PostgreSQL is told so: where it takes
     * the rows for few, it would read them all and sort them, for each package all that are left of a night.
     */
    <T extends @Nullable Object> T inOrderOfAnIndex(Supplier<T> work) {
        return vendor == Vendor.POSTGRESQL ? without(List.of("sort", "seqscan", "bitmapscan"), work) : work.get();
    }

    /** Within a transaction; PostgreSQL only. */
    private <T extends @Nullable Object> T without(List<String> ways, Supplier<T> work) {
        return transactions.execute(status -> {
            template.execute(set(ways, "off"));
            T result = work.get();
            template.execute(set(ways, "default"));
            return result;
        });
    }

    private static String set(List<String> ways, String value) {
        return ways.stream()
                .map(way -> "set local enable_" + way + " = " + value)
                .collect(Collectors.joining("; "));
    }

    /**
     * Transactions whose process must not fall asleep in them: PostgreSQL ends one that nothing is asked of for a while, so that
     * a frozen process gives back its locks and whoever takes over goes on. H2 has no such limit; there the next one waits.
     */
    private final class ShortTransactions extends TransactionTemplate {
        private static final long serialVersionUID = 1L;

        ShortTransactions(PlatformTransactionManager manager) {
            super(manager);
        }

        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
            return super.execute(status -> {
                if (vendor == Vendor.POSTGRESQL) {
                    template.execute(
                            "set local idle_in_transaction_session_timeout = '" + LONGEST_SLEEP_SECONDS + "s'");
                }
                return work.doInTransaction(status);
            });
        }
    }

    /** Which database it is. */
    Vendor vendor() {
        return vendor;
    }

    /** Single statements. */
    JdbcClient jdbc() {
        return jdbc;
    }

    /** Batches and streams. */
    JdbcTemplate template() {
        return template;
    }

    /** Makes the open transaction the only one that numbers or creates things of the whole store, until it ends. */
    void lockLedger() {
        jdbc.sql("select name from write_lock where name = 'ledger' for update")
                .query(String.class)
                .single();
    }

    /**
     * Writes a consistent copy of an H2 store to a new zip file while everything goes on.
     *
     * @return one sentence that says what was written
     * @throws StoreException on PostgreSQL, whose own tool does it: the message is the command; or when the file exists
     */
    public String backup(Path file) {
        Path target = file.toAbsolutePath().normalize();
        if (vendor == Vendor.POSTGRESQL) {
            throw new StoreException(
                    "STORE-BACKUP a PostgreSQL store is backed up by its own tool: pg_dump --format=custom"
                            + " --file=" + target + " --username=" + settings.user() + " --dbname="
                            + settings.url().replaceFirst("^jdbc:", "").replaceFirst("\\?.*$", ""));
        }
        if (Files.exists(target)) {
            throw new StoreException("STORE-BACKUP " + target + " exists and is not overwritten; name a new file");
        }
        jdbc.sql("backup to '" + target.toString().replace("'", "''") + "'").update();
        return "the store was copied to " + target + "; to restore it, unzip it to the place of the store's file";
    }

    /** Closes all connections; the H2 file is closed with the last one. */
    @Override
    public void close() {
        pool.close();
    }
}
