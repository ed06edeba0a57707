package org.creditconnector.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** The two kinds of store. What the ledger promises, it promises on both. */
public enum TestDatabase {
    H2,
    POSTGRESQL;

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Store shared;

    /** One server for all tests of the module; it ends with the process. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** A store for tests that keep apart by the names of their targets. */
    synchronized Store shared() {
        if (shared == null) {
            shared = Store.open(empty());
        }
        return shared;
    }

    /** Settings of an empty database of its own. */
    public StoreSettings empty() {
        String name = "ledger_" + DATABASES.incrementAndGet();
        if (this == H2) {
            try {
                Path directory = Files.createTempDirectory("store");
                directory.toFile().deleteOnExit();
                return new StoreSettings("jdbc:h2:file:" + directory.resolve(name), "sa", "");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return new StoreSettings(
                Server.POSTGRES.getJdbcUrl("postgres", name).replaceFirst("\\?.*", ""), "postgres", "");
    }
}
