package org.creditconnector.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** The PostgreSQL server that holds lender and ledger: one that is given, or one of our own for the time of the measurement. */
final class Database implements AutoCloseable {
    private static final String SETTINGS =
            "'server_version', 'shared_buffers', 'fsync', 'synchronous_commit', 'jit', 'random_page_cost', 'work_mem', 'max_wal_size'";

    private final String url;
    private final long pid;
    private final AutoCloseable end;

    private Database(String url, AutoCloseable end) throws SQLException {
        this.url = url;
        this.end = end;
        try (Connection connection = connect("postgres")) {
            this.pid = ProcessTree.parent(Long.parseLong(one(connection, "select pg_backend_pid()")));
        }
    }

    /** A server that is there, e.g. {@code jdbc:postgresql://127.0.0.1:5432/?user=bench}; it must run on this machine. */
    static Database at(String url) throws SQLException {
        return new Database(url, () -> {});
    }

    /** A server of our own with settings that suit the measurement; the disk is waited for, as in production. */
    static Database ofOurOwn() throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "2GB")
                .setServerConfig("jit", "off")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return new Database("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/?user=postgres", server);
    }

    /** Process id of the server. */
    long pid() {
        return pid;
    }

    /** Address of a database of the server. */
    String url(String name) {
        return url.replaceFirst("(jdbc:postgresql://[^/]*/)[^?]*", "$1" + name);
    }

    Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name));
    }

    boolean has(String name) throws SQLException {
        try (Connection connection = connect("postgres")) {
            return !one(connection, "select count(*) from pg_database where datname = '" + name + "'")
                    .equals("0");
        }
    }

    /** An empty database, whatever was there before. */
    void create(String name) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name);
            // What the last run left to write must not be this one's cost.
            statement.execute("checkpoint");
        }
    }

    /** The settings that decide how fast it is. */
    Map<String, String> settings() throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name, current_setting(name) from pg_settings where name in ("
                        + SETTINGS + ")")) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        return settings;
    }

    /** The one value of a query as text. */
    static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws Exception {
        end.close();
    }
}
