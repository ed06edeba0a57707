package org.creditconnector.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.creditconnector.ledger.StoreSettings;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Connections to a store in memory that keep every statement prepared, from one story to the next. H2's own cache of statements is
 * searched through at each first write of a transaction, which costs more than the writes of a small night.
 */
final class KeptConnections implements AutoCloseable {
    private final JdbcDataSource real = new JdbcDataSource();
    private final Deque<Kept> idle = new ArrayDeque<>();
    private final List<Connection> all = new ArrayList<>();

    KeptConnections(StoreSettings settings) {
        real.setURL(settings.url());
        real.setUser(settings.user());
        real.setPassword(settings.password());
    }

    /** The same connections for whoever wants a data source; nothing else of one is there. */
    DataSource dataSource() {
        return proxy(DataSource.class, (self, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return connection();
            }
            return call(real, method, arguments);
        });
    }

    /** A connection that comes back here when it is closed. */
    Connection connection() throws SQLException {
        Kept kept;
        synchronized (this) {
            kept = idle.poll();
            if (kept == null) {
                Connection made = real.getConnection();
                all.add(made);
                kept = new Kept(made);
            }
        }
        return proxy(Connection.class, new Lent(kept));
    }

    private synchronized void back(Kept kept) {
        idle.push(kept);
    }

    @Override
    public synchronized void close() throws SQLException {
        for (Connection one : all) {
            one.close();
        }
    }

    /** A connection for ever, with its statements. */
    private static final class Kept {
        final Connection connection;
        final int isolation;
        final Map<String, PreparedStatement> statements = new HashMap<>();

        Kept(Connection connection) throws SQLException {
            this.connection = connection;
            this.isolation = connection.getTransactionIsolation();
        }

        /** As it was when it was made. */
        void reset(boolean changed) throws SQLException {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            if (changed) {
                connection.setTransactionIsolation(isolation);
                connection.setReadOnly(false);
            }
        }
    }

    /** A connection while somebody has it. */
    private final class Lent implements InvocationHandler {
        private final Kept kept;
        private boolean changed;
        private boolean closed;

        Lent(Kept kept) {
            this.kept = kept;
        }

        @Override
        public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "close" -> {
                    if (!closed) {
                        closed = true;
                        kept.reset(changed);
                        back(kept);
                    }
                    return null;
                }
                case "isClosed" -> {
                    return closed;
                }
                case "equals" -> {
                    return self == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(self);
                }
                case "setTransactionIsolation", "setReadOnly" -> changed = true;
                case "prepareStatement" -> {
                    if (arguments.length == 1) {
                        return prepared((String) arguments[0]);
                    }
                }
                default -> {}
            }
            return call(kept.connection, method, arguments);
        }

        private PreparedStatement prepared(String sql) throws SQLException {
            PreparedStatement there = kept.statements.remove(sql);
            PreparedStatement mine = there == null ? kept.connection.prepareStatement(sql) : there;
            return proxy(PreparedStatement.class, new Words(kept, sql, mine));
        }
    }

    /** A statement while somebody has it; one whose manners were changed is not kept. */
    private static final class Words implements InvocationHandler {
        private final Kept kept;
        private final String sql;
        private final PreparedStatement statement;
        private boolean batched;
        private boolean changed;
        private boolean closed;

        Words(Kept kept, String sql, PreparedStatement statement) {
            this.kept = kept;
            this.sql = sql;
            this.statement = statement;
        }

        @Override
        public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "close" -> {
                    close();
                    return null;
                }
                case "equals" -> {
                    return self == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(self);
                }
                case "addBatch" -> batched = true;
                case "setFetchSize", "setMaxRows", "setQueryTimeout", "closeOnCompletion" -> changed = true;
                default -> {}
            }
            return call(statement, method, arguments);
        }

        private void close() throws SQLException {
            if (closed) {
                return;
            }
            closed = true;
            if (batched) {
                statement.clearBatch();
            }
            Statement other = changed ? statement : kept.statements.put(sql, statement);
            if (other != null) {
                other.close();
            }
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(KeptConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
