package org.creditconnector.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Connections whose commit our code believes done, and which is not: a bug that orders a commit after what depends on it. */
public final class HeldBack {
    private final List<Connection> waiting = new ArrayList<>();

    void add(Connection connection) {
        waiting.add(connection);
    }

    boolean holds(Connection connection) {
        return waiting.contains(connection);
    }

    /** Makes durable what waits, unless the process is dead: then it is rolled back. */
    public void release(Life life) {
        try {
            for (Connection connection : waiting) {
                if (life.isOver()) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.clear();
        }
    }
}
