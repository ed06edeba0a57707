package org.creditconnector.extract;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Messages of databases as far as they may be shown: drivers put row values into them (in quotes, in brackets after {@code Key} and
 * behind {@code Detail:}), and rows hold personal data.
 */
public final class DatabaseMessages {
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final int LONGEST = 300;
    /** H2's states for a connection that broke or a database that was closed. */
    private static final Set<String> H2_LOSSES = Set.of("90067", "90098", "90121");

    /** Query cancelled (PostgreSQL, H2), operation cancelled and timeout expired (ODBC's states, as SQL Server has them). */
    private static final Set<String> CANCELLED = Set.of("57014", "HY008", "HYT00");

    private DatabaseMessages() {}

    /** Whether the connection or the server went away, as opposed to a statement that the database refuses. */
    public static boolean isConnectionLoss(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P") || H2_LOSSES.contains(state));
    }

    /** Whether a statement was stopped because it ran too long, or because somebody stopped it in the database. */
    static boolean isTimeout(SQLException e) {
        return e instanceof SQLTimeoutException || CANCELLED.contains(String.valueOf(e.getSQLState()));
    }

    /** One line: SQL state and the driver's first line without what it quotes. */
    public static String withoutValues(SQLException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        message = message.lines().findFirst().orElse("");
        int detail = message.toLowerCase(Locale.ROOT).indexOf("detail:");
        if (detail >= 0) {
            message = message.substring(0, detail);
        }
        int sql = message.indexOf("; SQL statement");
        if (sql >= 0) {
            message = message.substring(0, sql);
        }
        message = QUOTED.matcher(message).replaceAll("'***'").strip();
        String state = e.getSQLState() == null ? "" : "SQL state " + e.getSQLState() + ": ";
        return state + (message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message);
    }
}
