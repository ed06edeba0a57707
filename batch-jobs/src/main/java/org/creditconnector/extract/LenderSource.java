package org.creditconnector.extract;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An open lender source: a pool of read-only connections that all see one state of the lender's data where the database can do
 * that. On PostgreSQL every range joins one exported snapshot; elsewhere each range is one REPEATABLE READ transaction; files were
 * copied when the source was opened and do not change.
 */
public final class LenderSource implements AutoCloseable {
    private final String name;
    private final DataSource pool;
    private final Runnable end;
    private final Dialect dialect;
    private final ZoneId zone;
    private final List<String> fileNames;
    private final @Nullable Connection snapshotOwner;
    private final @Nullable String snapshot;
    private volatile QueryLimit limit;
    private volatile Reading reading = Reading.COPY;

    private LenderSource(
            String name,
            DataSource pool,
            Runnable end,
            Dialect dialect,
            ZoneId zone,
            List<String> fileNames,
            @Nullable Connection snapshotOwner,
            @Nullable String snapshot) {
        this.name = name;
        this.pool = pool;
        this.end = end;
        this.dialect = dialect;
        this.zone = zone;
        this.fileNames = fileNames;
        this.snapshotOwner = snapshotOwner;
        this.snapshot = snapshot;
        this.limit = QueryLimit.ofNight(name, QueryLimit.NIGHT);
    }

    /** From now on no query runs longer; without a word none runs longer than {@link QueryLimit#NIGHT}. */
    public LenderSource within(QueryLimit longest) {
        limit = longest;
        return this;
    }

    /** From now on rows leave the database this way, where it knows it; without a word {@link Reading#COPY}. */
    public LenderSource by(Reading way) {
        reading = way;
        return this;
    }

    boolean isCopied() {
        return dialect == Dialect.POSTGRESQL && reading != Reading.CURSOR;
    }

    /** Whether many ranges may be read at once. */
    boolean mayReadAtOnce() {
        return dialect == Dialect.POSTGRESQL && reading == Reading.COPY;
    }

    QueryLimit limit() {
        return limit;
    }

    /**
     * Opens a source.
     *
     * @param name name of the configured source, for messages
     * @param lender connections to the lender's database or to the private copy of its files
     * @param connections most connections at a time: one a worker and one to plan
     * @param zone the lender's time zone: time stamps with a zone become local times in it
     * @param fileNames files in the order in which {@code source_line} counts them, for positions; empty for a database
     * @throws SourceFaultException when it cannot be reached
     */
    public static LenderSource open(
            String name, DataSource lender, int connections, ZoneId zone, List<String> fileNames) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("source-" + name);
        config.setDataSource(lender);
        config.setMaximumPoolSize(connections + 1);
        config.setMinimumIdle(0);
        config.setAutoCommit(false);
        config.setReadOnly(true);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(1);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw noConnection(name, e.getCause() instanceof SQLException cause ? cause : new SQLException(e));
        }
        try {
            return withSnapshot(name, pool, pool::close, zone, fileNames);
        } catch (SQLException e) {
            pool.close();
            throw noConnection(name, e);
        }
    }

    /**
     * Opens a source on connections that somebody else pools and closes.
     *
     * @param name name of the configured source, for messages
     * @param pool connections to the lender's database
     * @param zone the lender's time zone
     * @throws SourceFaultException when it cannot be reached
     */
    public static LenderSource on(String name, DataSource pool, ZoneId zone) {
        try {
            return withSnapshot(name, pool, () -> {}, zone, List.of());
        } catch (SQLException e) {
            throw noConnection(name, e);
        }
    }

    private static LenderSource withSnapshot(
            String name, DataSource pool, Runnable end, ZoneId zone, List<String> fileNames) throws SQLException {
        Connection first = pool.getConnection();
        Dialect dialect = Dialect.of(first);
        if (dialect != Dialect.POSTGRESQL) {
            first.close();
            return new LenderSource(name, pool, end, dialect, zone, fileNames, null, null);
        }
        try (Statement statement = first.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
            try (var result = statement.executeQuery("select pg_export_snapshot()")) {
                result.next();
                return new LenderSource(name, pool, end, dialect, zone, fileNames, first, result.getString(1));
            }
        } catch (SQLException e) {
            first.close();
            throw e;
        }
    }

    /** Name of the configured source. */
    public String name() {
        return name;
    }

    Dialect dialect() {
        return dialect;
    }

    ZoneId zone() {
        return zone;
    }

    List<String> fileNames() {
        return fileNames;
    }

    /** A connection in a read-only transaction on the run's view; closing it gives it back. */
    Connection view() throws SQLException {
        return view(limit.longest());
    }

    /**
     * The same for a statement that reads many ranges, while each of them is worked on: it may take as long as one statement for each
     * might, but no longer than one of them until a lock is lifted or the next rows come. It takes none of the lender's parallel
     * workers, which would be held until its last row was read.
     */
    Connection view(int ranges) throws SQLException {
        Duration each = limit.longest();
        Connection connection = view(each.multipliedBy(ranges));
        try {
            connection.setNetworkTimeout(Runnable::run, millis(each));
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local lock_timeout = " + millis(each));
                statement.execute("set local max_parallel_workers_per_gather = 0");
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Both the database and the driver count in 32 bits. */
    private static int millis(Duration duration) {
        return Math.toIntExact(Math.min(duration.toMillis(), Integer.MAX_VALUE));
    }

    private Connection view(Duration longestStatement) throws SQLException {
        Connection connection = pool.getConnection();
        try {
            switch (dialect) {
                case POSTGRESQL -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("set transaction isolation level repeatable read, read only");
                        statement.execute("set transaction snapshot '" + snapshot + "'");
                        // Counts for each fetch from a cursor, too, and where our own timer went down with the process;
                        // a
                        // shorter one of the lender's stays.
                        int longest = millis(longestStatement);
                        statement.execute("select set_config('statement_timeout', '" + longest
                                + "', true) from pg_settings"
                                + " where name = 'statement_timeout' and setting::bigint not between 1 and " + longest);
                    }
                }
                case DUCKDB -> {}
                case H2, OTHER -> {
                    connection.setAutoCommit(false);
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                }
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    SourceFaultException unavailable(SQLException e) {
        return noConnection(name, e);
    }

    /** A fault of a query: it was stopped because it ran too long, or the connection is gone. */
    SourceFaultException unavailable(String query, SQLException e) {
        return DatabaseMessages.isTimeout(e) ? limit.reached(name, query, e) : unavailable(e);
    }

    private static SourceFaultException noConnection(String name, SQLException e) {
        return new SourceFaultException(
                SourceFaultException.Kind.UNAVAILABLE,
                "SRC-UNAVAILABLE source " + name + ": no connection (" + DatabaseMessages.withoutValues(e)
                        + "); check url, credentials and that the database is up, then run again",
                e);
    }

    @Override
    public void close() {
        try {
            if (snapshotOwner != null) {
                snapshotOwner.close();
            }
        } catch (SQLException e) {
            // The pool below closes the connection itself; only the message would be lost.
            System.getLogger(LenderSource.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing the snapshot of source " + name, e);
        } finally {
            end.run();
        }
    }
}
