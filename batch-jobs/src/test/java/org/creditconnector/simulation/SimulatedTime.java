package org.creditconnector.simulation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.creditconnector.mockregistry.InMemoryRegistry;

/** The one clock of a story: the store, the registry and all waiting go by it, and it moves only where the story moves it. */
final class SimulatedTime {
    static final Instant BEGIN = Instant.parse("2024-03-22T20:00:00Z");

    /** What the store's clock is replaced by. */
    static final String NOW = "(select now_at from simulated_clock)";

    private static final List<Duration> STEPS =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(100));

    private final Connection store;
    private final InMemoryRegistry registry;
    private Instant now = BEGIN;

    SimulatedTime(Connection store, InMemoryRegistry registry) throws SQLException {
        this.store = store;
        this.registry = registry;
        set();
    }

    static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table simulated_clock (now_at timestamp with time zone)");
            statement.execute("insert into simulated_clock values (current_timestamp)");
        }
    }

    Instant now() {
        return now;
    }

    long nanoTime() {
        return Duration.between(BEGIN, now).toNanos();
    }

    void pass(Duration time) {
        now = now.plus(time);
        registry.advance(time);
        try {
            set();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waiting of ours: in steps, so that the chance in a pause, which is not the seed's, does not show in the story. */
    void pause(Duration pause) {
        Duration step = STEPS.stream()
                .filter(one -> one.compareTo(pause) >= 0)
                .findFirst()
                .orElse(pause);
        pass(step);
    }

    private void set() throws SQLException {
        try (PreparedStatement update = store.prepareStatement("update simulated_clock set now_at = ?")) {
            update.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            update.executeUpdate();
        }
    }
}
