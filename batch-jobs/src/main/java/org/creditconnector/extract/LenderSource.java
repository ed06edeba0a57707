package org.creditconnector.extract;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.Map;
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
    private final Map<String, String> fileNames;
    private final @Nullable Connection snapshotOwner;
    private final @Nullable String snapshot;

    private LenderSource(
            String name,
            DataSource pool,
            Runnable end,
            Dialect dialect,
            ZoneId zone,
            Map<String, String> fileNames,
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
    }

    /**
     * Opens a source.
     *
     * @param name name of the configured source, for messages
     * @param lender connections to the lender's database or to the private copy of its files
     * @param connections most connections at a time: one a worker and one to plan
     * @param zone the lender's time zone: time stamps with a zone become local times in it
     * @param fileNames file by table name, for positions; empty for a database
     * @throws SourceFaultException when it cannot be reached
     */
    public static LenderSource open(
            String name, DataSource lender, int connections, ZoneId zone, Map<String, String> fileNames) {
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
            throw unavailable(name, e.getCause() instanceof SQLException cause ? cause : new SQLException(e));
        }
        try {
            return withSnapshot(name, pool, pool::close, zone, fileNames);
        } catch (SQLException e) {
            pool.close();
            throw unavailable(name, e);
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
            return withSnapshot(name, pool, () -> {}, zone, Map.of());
        } catch (SQLException e) {
            throw unavailable(name, e);
        }
    }

    private static LenderSource withSnapshot(
            String name, DataSource pool, Runnable end, ZoneId zone, Map<String, String> fileNames)
            throws SQLException {
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

    Map<String, String> fileNames() {
        return fileNames;
    }

    /** A connection in a read-only transaction on the run's view; closing it gives it back. */
    Connection view() throws SQLException {
        Connection connection = pool.getConnection();
        try {
            switch (dialect) {
                case POSTGRESQL -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("set transaction isolation level repeatable read, read only");
                        statement.execute("set transaction snapshot '" + snapshot + "'");
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
        return unavailable(name, e);
    }

    private static SourceFaultException unavailable(String name, SQLException e) {
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
