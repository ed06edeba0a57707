package org.creditconnector.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Executions of different stores must not have the same numbers within one Java process: Batch keeps what belongs to the scope of a
 * step in one static table. Two stores at once would find each other's readers, and a later store what a process left that died.
 */
public final class BatchNumbers {
    /** More executions than any test makes. */
    private static final long EACH = 1_000_000_000L;

    private static final AtomicLong STORES = new AtomicLong();

    private BatchNumbers() {}

    /** Lets the executions of a store begin at a number that no other store of this process has. */
    public static void apart(Connection store) throws SQLException {
        List<String> sequences = new ArrayList<>();
        try (Statement statement = store.createStatement();
                var rows = statement.executeQuery(
                        "select sequence_name from information_schema.sequences where lower(sequence_name) like 'batch%'")) {
            while (rows.next()) {
                sequences.add(rows.getString(1));
            }
        }
        long first = EACH * STORES.incrementAndGet();
        try (Statement statement = store.createStatement()) {
            for (String sequence : sequences) {
                statement.execute("alter sequence \"" + sequence + "\" restart with " + first);
            }
        }
    }
}
