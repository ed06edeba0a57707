package org.creditconnector.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lets a migration be repeated that was cut off. On H2 each statement that makes something is durable at once, and on both databases
 * a migration is durable before the note that it was applied; a process that dies in between leaves a schema that is further than
 * its history says. So everything is made only where it is not there yet. The scripts stay as they are, and so do their checksums.
 */
final class RepeatableMigrations extends DelegatingDataSource {
    private static final Map<Pattern, String> ONLY_IF_MISSING = Map.of(
            Pattern.compile("(?is)^(create\\s+(?:table|sequence|(?:unique\\s+)?index))\\s+(?!if\\s)(.*)$"),
            "$1 if not exists $2",
            Pattern.compile("(?is)^(alter\\s+table\\s+\\S+\\s+add\\s+column)\\s+(?!if\\s)(.*)$"),
            "$1 if not exists $2",
            Pattern.compile("(?is)^(drop\\s+(?:table|index))\\s+(?!if\\s)(.*)$"),
            "$1 if exists $2",
            Pattern.compile("(?is)^(alter\\s+table\\s+\\S+\\s+drop\\s+(?:constraint|column))\\s+(?!if\\s)(.*)$"),
            "$1 if exists $2");

    private static final Pattern REMARKS = Pattern.compile("(?m)^\\s*--.*$");

    /** One row; by the rule of the house its first column is its key. */
    private static final Pattern ROW = Pattern.compile(
            "(?is)^insert\\s+into\\s+(\\w+)\\s*\\(([^()]+)\\)\\s*values\\s*\\(\\s*([^,()?]+?)\\s*(,[^?]*)?\\)\\s*$");

    RepeatableMigrations(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        return proxy(Connection.class, real, (method, arguments) -> method.equals("createStatement"));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** Which calls answer with something that is to be looked after as well. */
    private interface Makes {
        boolean statement(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, T real, Makes makes) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            Object[] arguments = given;
            if (real instanceof Statement && method.getName().startsWith("execute") && given != null) {
                arguments = given.clone();
                arguments[0] = arguments[0] instanceof String sql ? repeatable(sql) : arguments[0];
            }
            try {
                Object result = method.invoke(real, arguments);
                return makes.statement(method.getName(), arguments)
                        ? proxy(Statement.class, (Statement) result, (name, none) -> false)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** The statement in a form that does no harm the second time; others as they are. */
    static String repeatable(String sql) {
        String plain = REMARKS.matcher(sql).replaceAll("").strip();
        Matcher row = ROW.matcher(plain);
        if (row.matches()) {
            String rest = row.group(4) == null ? "" : row.group(4);
            return onceOnly(row.group(1), row.group(2), row.group(3), rest);
        }
        for (Map.Entry<Pattern, String> one : ONLY_IF_MISSING.entrySet()) {
            Matcher matcher = one.getKey().matcher(plain);
            if (matcher.matches()) {
                return matcher.replaceFirst(one.getValue());
            }
        }
        return sql;
    }

    private static String onceOnly(String table, String columns, String key, String rest) {
        String keyColumn = columns.split(",")[0].strip();
        return "insert into " + table + " (" + columns + ") select " + key + rest + " where not exists (select 1 from "
                + table + " where " + keyColumn + " = " + key + ")";
    }
}
