package org.creditconnector.faults;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A data source with faults; use: {@code Store.open(settings, pool -> new FaultyStore(pool, () -> life, () -> faults))}. Life and
 * faults are asked for whenever a connection is taken, so that one pool may serve one process after the other.
 */
public final class FaultyStore implements DataSource {
    private static final Pattern WRITES = Pattern.compile("\\s*(insert|update|delete|merge)\\b.*", Pattern.DOTALL);
    /** What drivers say when the connection is gone (SQL standard, class 08). */
    private static final String CONNECTION_LOST = "08006";

    /** Statements by their text, and whether they write. */
    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    private final DataSource real;
    private final Supplier<Life> life;
    private final Supplier<StoreFaults> faults;

    /**
     * @param real where the data is
     * @param life of the process that takes a connection
     * @param faults that strike it
     */
    public FaultyStore(DataSource real, Supplier<Life> life, Supplier<StoreFaults> faults) {
        this.real = real;
        this.life = life;
        this.faults = faults;
    }

    /** A failure that ends the connection: the server rolls back what was open. */
    public static SQLException connectionLost(String where) {
        return new SQLException("the connection to the store was lost " + where, CONNECTION_LOST);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Life mine = life.get();
        mine.demand();
        StoreFaults struckBy = faults.get();
        struckBy.beforeConnection(mine);
        return proxy(Connection.class, new Wire(real.getConnection(), mine, struckBy));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private static boolean writes(String sql) {
        return KNOWN.computeIfAbsent(
                sql, text -> WRITES.matcher(text.toLowerCase(Locale.ROOT)).matches());
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** One connection: rolled back for real when its process or the connection itself is gone. */
    private static final class Wire implements InvocationHandler {
        private final Connection connection;
        private final Life life;
        private final StoreFaults faults;
        private boolean wrote;
        private boolean heldBack;
        private boolean lost;

        Wire(Connection connection, Life life, StoreFaults faults) {
            this.connection = connection;
            this.life = life;
            this.faults = faults;
        }

        @Override
        public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "close", "abort" -> {
                    if (heldBack && faults.heldBack().holds(connection)) {
                        return null;
                    }
                    if (life.isOver() || lost) {
                        dropOpenTransaction();
                    }
                    connection.close();
                    return null;
                }
                case "isClosed",
                        "getAutoCommit",
                        "isReadOnly",
                        "isWrapperFor",
                        "getTransactionIsolation",
                        "isValid" -> {
                    return call(connection, method, arguments);
                }
                case "toString", "hashCode" -> {
                    return call(connection, method, arguments);
                }
                case "unwrap" -> {
                    return ((Class<?>) arguments[0]).isInstance(connection)
                            ? connection
                            : driver((Class<?>) arguments[0]);
                }
                case "equals" -> {
                    return self == arguments[0];
                }
                case "rollback" -> {
                    wrote = false;
                    connection.rollback();
                    demandOpen();
                    return null;
                }
                case "setAutoCommit" -> {
                    if (heldBack && faults.heldBack().holds(connection)) {
                        return null;
                    }
                    if (life.isOver() || lost) {
                        dropOpenTransaction();
                    }
                    connection.setAutoCommit((Boolean) arguments[0]);
                    demandOpen();
                    return null;
                }
                case "commit" -> {
                    demandOpen();
                    commit(() -> {
                        if (heldBack) {
                            faults.heldBack().add(connection);
                        } else {
                            connection.commit();
                        }
                        return null;
                    });
                    return null;
                }
                case "prepareStatement" -> {
                    demandOpen();
                    String sql = (String) arguments[0];
                    Object[] rewritten = arguments.clone();
                    rewritten[0] = faults.rewritten(sql);
                    Object statement = call(connection, method, rewritten);
                    return proxy(
                            PreparedStatement.class, new Words(this, (Connection) self, (Statement) statement, sql));
                }
                case "createStatement" -> {
                    demandOpen();
                    return proxy(
                            Statement.class,
                            new Words(this, (Connection) self, (Statement) call(connection, method, arguments), ""));
                }
                default -> {
                    demandOpen();
                    return call(connection, method, arguments);
                }
            }
        }

        /** Whoever asks for the driver's own connection copies rows in, past all statements. */
        private Object driver(Class<?> type) throws SQLException {
            demandOpen();
            faults.beforeStatement("copy", life);
            wrote = true;
            return connection.unwrap(type);
        }

        private void dropOpenTransaction() throws SQLException {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
            wrote = false;
        }

        private void demandOpen() throws SQLException {
            life.demand();
            if (lost) {
                throw connectionLost("before");
            }
        }

        private interface Work {
            Object done() throws Throwable;
        }

        private Object commit(Work work) throws Throwable {
            boolean durable = wrote;
            wrote = false;
            return durable ? watched(work) : work.done();
        }

        private Object watched(Work work) throws Throwable {
            try {
                faults.beforeCommit(life);
            } catch (SQLException | ProcessDeath e) {
                dropOpenTransaction();
                lost = true;
                throw e;
            }
            Object result = work.done();
            try {
                faults.afterCommit(life);
            } catch (SQLException e) {
                lost = true;
                throw e;
            }
            return result;
        }

        /** One statement: a commit of its own where no transaction is open. */
        Object run(String sql, Work work) throws Throwable {
            demandOpen();
            try {
                faults.beforeStatement(sql, life);
            } catch (SQLException e) {
                lost = CONNECTION_LOST.equals(e.getSQLState());
                throw e;
            }
            if (!writes(sql)) {
                return work.done();
            }
            if (connection.getAutoCommit()) {
                return watched(work);
            }
            wrote = true;
            heldBack |= faults.holdsBack(sql);
            return work.done();
        }
    }

    /** One statement of a connection. */
    private static final class Words implements InvocationHandler {
        private final Wire wire;
        private final Connection connection;
        private final Statement statement;
        private final String prepared;

        Words(Wire wire, Connection connection, Statement statement, String prepared) {
            this.wire = wire;
            this.connection = connection;
            this.statement = statement;
            this.prepared = prepared;
        }

        @Override
        public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            if (name.equals("close")) {
                statement.close();
                return null;
            }
            if (name.equals("equals")) {
                return self == arguments[0];
            }
            if (name.equals("getConnection")) {
                return connection;
            }
            if (name.startsWith("execute")) {
                Object[] rewritten = arguments;
                String sql = prepared;
                if (arguments != null && arguments.length > 0 && arguments[0] instanceof String text) {
                    sql = text;
                    rewritten = arguments.clone();
                    rewritten[0] = wire.faults.rewritten(text);
                }
                Object[] asked = rewritten;
                return wire.run(sql, () -> call(statement, method, asked));
            }
            return call(statement, method, arguments);
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
