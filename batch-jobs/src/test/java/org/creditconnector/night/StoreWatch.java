package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.creditconnector.ledger.StoreSettings;

/** Looks into the store from outside; joins an H2 file only once the other process serves it. */
final class StoreWatch implements AutoCloseable {
    private final StoreSettings settings;
    private Connection connection;

    StoreWatch(StoreSettings settings) {
        this.settings = settings;
    }

    long count(String sql) {
        try {
            if (connection == null) {
                if (settings.url().startsWith("jdbc:h2:") && !isServed()) {
                    return 0;
                }
                connection = DriverManager.getConnection(address(), settings.user(), settings.password());
            }
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException tablesAreStillBeingMade) {
            return 0;
        }
    }

    private boolean isServed() {
        return Files.exists(Path.of(settings.url().substring("jdbc:h2:file:".length()) + ".lock.db"));
    }

    private String address() {
        return settings.url().startsWith("jdbc:h2:")
                ? settings.url() + ";AUTO_SERVER=TRUE;IFEXISTS=TRUE"
                : settings.url();
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException serverIsGone) {
                assertThat(settings.url()).startsWith("jdbc:h2:");
            }
        }
    }
}
