package org.creditconnector.night;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.creditconnector.extract.SourceFaultException;
import org.creditconnector.mapping.SourceMapping;

/**
 * A column of a lender's file that no query of the mapping names.
 *
 * @param table the table that the mapping calls the file
 * @param column the column
 * @param rows rows of the file
 * @param filled how many of them have a value in it
 */
public record UnreadColumn(String table, String column, long rows, long filled) {
    /** What the copying of files adds to every table. */
    private static final Set<String> OWN = Set.of("source_line");

    private static final Pattern EVERYTHING = Pattern.compile("(?s).*\\bselect\\s+(\\w+\\.)?\\*.*");

    /** Columns that stand in no query as a word. A query that selects everything names every column. */
    static List<UnreadColumn> of(DataSource files, SourceMapping mapping) {
        String sql = String.join("\n", mapping.queries().values()).toLowerCase(Locale.ROOT);
        if (mapping.control() != null) {
            sql += "\n" + mapping.control().toLowerCase(Locale.ROOT);
        }
        List<UnreadColumn> unread = new ArrayList<>();
        if (EVERYTHING.matcher(sql).matches()) {
            return unread;
        }
        try (Connection connection = files.getConnection()) {
            for (String table : mapping.tables().keySet()) {
                for (String column : columns(connection, table)) {
                    boolean named = Pattern.compile(
                                    "(?<![\\w])" + Pattern.quote(column.toLowerCase(Locale.ROOT)) + "(?![\\w])")
                            .matcher(sql)
                            .find();
                    if (!named && !OWN.contains(column)) {
                        unread.add(counted(connection, table, column));
                    }
                }
            }
        } catch (SQLException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.UNAVAILABLE,
                    "SRC-UNAVAILABLE the copy of the files of " + mapping.name()
                            + " cannot be asked for its columns (SQL state " + e.getSQLState()
                            + "); run the command again");
        }
        return unread;
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet found = connection.getMetaData().getColumns(null, null, table, null)) {
            while (found.next()) {
                columns.add(found.getString("COLUMN_NAME"));
            }
        }
        return columns;
    }

    private static UnreadColumn counted(Connection connection, String table, String column) throws SQLException {
        String name = "\"" + column.replace("\"", "\"\"") + "\"";
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*), count(nullif(trim(" + name
                        + "), '')) from \"" + table.replace("\"", "\"\"") + "\"")) {
            count.next();
            return new UnreadColumn(table, column, count.getLong(1), count.getLong(2));
        }
    }
}
