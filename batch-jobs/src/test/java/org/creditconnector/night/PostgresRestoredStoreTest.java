package org.creditconnector.night;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;

class PostgresRestoredStoreTest extends RestoredStoreContract {
    private StoreSettings settings;

    @Override
    StoreSettings store(Path home) {
        settings = TestDatabase.POSTGRESQL.empty();
        return settings;
    }

    @Override
    void backUp(StoreSettings store) throws SQLException {
        administer("create database " + name() + "_copy template " + name());
    }

    @Override
    void putBack(StoreSettings store) throws SQLException {
        administer(
                "drop database " + name() + " with (force)", "alter database " + name() + "_copy rename to " + name());
    }

    private String name() {
        return settings.url().substring(settings.url().lastIndexOf('/') + 1);
    }

    private void administer(String... statements) throws SQLException {
        String server = settings.url().substring(0, settings.url().lastIndexOf('/') + 1) + "postgres";
        try (Connection connection = DriverManager.getConnection(server, settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
