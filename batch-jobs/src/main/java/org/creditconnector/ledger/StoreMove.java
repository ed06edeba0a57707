package org.creditconnector.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Moves a store to another database: everything in it, in one transaction there, compared row by row before it counts. What was moved away
 * from is closed for good, and its targets stay paused: two stores that both send would tell a registry everything twice, and what a
 * person decided in the old one would be lost.
 *
 * <p>A night that was interrupted goes on in the new place, by the next {@code run} with the new address.
 */
public final class StoreMove {
    private static final String REASON = "the store was moved to ";
    /** Longer than any move; given back at its end. */
    private static final Duration WHILE_MOVING = Duration.ofHours(12);
    /** Filled by migrations, so that they are never empty. */
    private static final Set<String> BORN_FULL = Set.of("write_lock", "store_salt");

    private final Store from;
    private final Targets targets;
    private final Lease lease;

    /** @param from where everything is now */
    public StoreMove(Store from) {
        this.from = from;
        this.targets = new Targets(from);
        this.lease = new Lease(from);
    }

    /**
     * What was moved.
     *
     * @param tables with rows in them
     * @param rows of all tables
     */
    public record Moved(int tables, long rows) {}

    /**
     * Moves all.
     *
     * @param settings an empty database of the other kind
     * @param names targets that must not send meanwhile, and not from the old store afterwards
     * @param author who moves it
     * @throws StoreException when somebody works on a target, when the other database is not empty, or when what arrived is not what
     *     was sent; then nothing was changed there
     */
    public Moved to(StoreSettings settings, Collection<String> names, String author) {
        if (Vendor.of(settings) == from.vendor()) {
            throw new StoreException(
                    "STORE-MOVE " + settings + " is the same kind of database as the store's, expected the"
                            + " other kind; a copy of the same kind is a matter of the database's own tools");
        }
        try (Store there = Store.open(settings)) {
            List<LeaseToken> held = new ArrayList<>();
            try {
                names.forEach(name -> held.add(take(name, author)));
                Map<String, Boolean> paused = new LinkedHashMap<>();
                for (String name : names) {
                    paused.put(name, isPausedByAPerson(name));
                    targets.pause(name, author, REASON + settings);
                }
                StoreIdentity identity = new StoreIdentity(from);
                String id = identity.id();
                Moved moved = copied(there, settings, paused, id);
                identity.moved(settings, author);
                return moved;
            } finally {
                held.forEach(lease::release);
            }
        }
    }

    private LeaseToken take(String target, String author) {
        return lease.acquire(LeaseToken.ofTarget(target), "moved by " + author, WHILE_MOVING)
                .orElseThrow(() -> new StoreException("STORE-MOVE somebody works on target " + target
                        + ", expected nobody; wait for the end of the run, or stop it, and call again"));
    }

    private boolean isPausedByAPerson(String target) {
        Targets.State state = targets.state(target);
        return state.paused() && !String.valueOf(state.reason()).startsWith(REASON);
    }

    private Moved copied(Store there, StoreSettings settings, Map<String, Boolean> paused, String id) {
        try (Connection source = from.dataSource().getConnection();
                Connection goal = there.dataSource().getConnection()) {
            source.setAutoCommit(false);
            source.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            goal.setAutoCommit(false);
            try {
                List<String> tables = MovedTable.inOrder(source);
                if (id.equals(StoreIdentity.of(goal))) {
                    throw new StoreException("STORE-MOVE " + settings
                            + " holds this very store already; set store.url to it, or name an empty database");
                }
                requireEmpty(goal, tables, settings);
                long rows = 0;
                int filled = 0;
                for (String name : tables) {
                    MovedTable table = MovedTable.of(source, name);
                    long count = table.copy(source, goal);
                    rows += count;
                    filled += count > 0 ? 1 : 0;
                }
                MovedTable.continueNumbers(goal, tables);
                opened(goal, paused);
                goal.commit();
                return new Moved(filled, rows);
            } catch (SQLException | RuntimeException e) {
                goal.rollback();
                throw e;
            } finally {
                source.rollback();
            }
        } catch (SQLException e) {
            throw new StoreException(
                    "STORE-MOVE the store cannot be moved to " + settings + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "; nothing was changed there",
                    e);
        }
    }

    private static void requireEmpty(Connection goal, List<String> tables, StoreSettings settings) throws SQLException {
        Set<String> full = new TreeSet<>();
        try (Statement statement = goal.createStatement()) {
            for (String table : tables) {
                if (BORN_FULL.contains(table)) {
                    statement.executeUpdate("delete from " + table);
                    continue;
                }
                try (ResultSet any = statement.executeQuery("select 1 from " + table + " fetch first 1 rows only")) {
                    if (any.next()) {
                        full.add(table);
                    }
                }
            }
        }
        if (!full.isEmpty()) {
            throw new StoreException("STORE-MOVE " + settings + " has rows in " + String.join(", ", full)
                    + ", expected an empty database; name another one");
        }
    }

    /** Nobody holds a lease in the new place, and only what a person paused is paused. */
    private static void opened(Connection goal, Map<String, Boolean> paused) throws SQLException {
        try (Statement statement = goal.createStatement()) {
            statement.executeUpdate("update lease set holder = '', held_until = clock_timestamp()");
        }
        try (var open = goal.prepareStatement("update target_state set paused = false where target = ?")) {
            for (Map.Entry<String, Boolean> target : paused.entrySet()) {
                if (!target.getValue()) {
                    open.setString(1, target.getKey());
                    open.executeUpdate();
                }
            }
        }
    }
}
