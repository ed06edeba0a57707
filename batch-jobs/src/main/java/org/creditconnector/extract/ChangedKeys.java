package org.creditconnector.extract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the lender says has changed since a moment, by the folder's own query.
 *
 * @param keys range keys, ascending, each once
 * @param accounts accounts that the source has, changed or not
 * @param tooMany whether reading stopped because there are more than the caller wants to know one by one
 */
public record ChangedKeys(List<Object> keys, long accounts, boolean tooMany) {
    private static final int FETCH_SIZE = 10_000;

    /**
     * Asks a source.
     *
     * @param queries with the query that names what changed
     * @param since moment in the lender's local time, value of {@code :since}
     * @param percent keys that are of interest, in percent of the accounts; reading stops after the next one
     * @throws SourceFaultException when the source cannot be read, or the query does not give the range key
     */
    public static ChangedKeys since(
            LenderSource source,
            SourceQueries queries,
            LocalDate asOf,
            LocalDate businessDate,
            LocalDateTime since,
            int percent) {
        String sql = queries.changes();
        if (sql == null) {
            throw new IllegalArgumentException("the folder has no query that names what changed");
        }
        RangeQuery changes = new RangeQuery("changes", sql, queries.keyType(), source.dialect());
        RangeQuery.Bound bound =
                changes.bind(KeyRange.all(), Map.of("asOf", asOf, "businessDate", businessDate, "since", since));
        try (Connection connection = source.view()) {
            long accounts = count(source, connection, queries, asOf, businessDate);
            long most = accounts * percent / 100;
            Set<Object> keys = new TreeSet<>(queries.keyType()::compare);
            try (PreparedStatement statement = bound.open(connection, FETCH_SIZE, source.limit());
                    ResultSet rows = statement.executeQuery()) {
                int column = rows.findColumn(queries.rangeKey());
                while (keys.size() <= most && rows.next()) {
                    keys.add(queries.keyType().normalise(present(rows.getObject(column), queries.rangeKey())));
                }
            } catch (SQLException | ArithmeticException | NumberFormatException e) {
                throw refused(source, queries.rangeKey(), e);
            }
            connection.rollback();
            return new ChangedKeys(new ArrayList<>(keys), accounts, keys.size() > most);
        } catch (SQLException e) {
            throw source.unavailable("counting the accounts", e);
        }
    }

    /** A source that has lost its rows names no changes either. */
    private static long count(
            LenderSource source, Connection connection, SourceQueries queries, LocalDate asOf, LocalDate businessDate)
            throws SQLException {
        RangeQuery.Bound accounts = new RangeQuery(
                        SourceQueries.ACCOUNTS, queries.accountsSql(), queries.keyType(), source.dialect())
                .bind(KeyRange.all(), asOf, businessDate);
        try (PreparedStatement statement = new RangeQuery.Bound(
                                "select count(*) from (" + accounts.sql() + ") a", accounts.values())
                        .open(connection, 1, source.limit());
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Object present(@Nullable Object key, String column) {
        if (key == null) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-KEY changes: a row without " + column
                            + ", expected the range key of an account in every row; mend the query");
        }
        return key;
    }

    private static SourceFaultException refused(LenderSource source, String rangeKey, Exception e) {
        if (e instanceof SQLException sql
                && (DatabaseMessages.isTimeout(sql) || DatabaseMessages.isConnectionLoss(sql))) {
            return source.unavailable("the query changes", sql);
        }
        return new SourceFaultException(
                SourceFaultException.Kind.MAPPING,
                "SRC-QUERY changes: the query that names what changed cannot be used ("
                        + (e instanceof SQLException sql
                                ? DatabaseMessages.withoutValues(sql)
                                : "a key is no whole number")
                        + "); it gives the column " + rangeKey
                        + " and compares with :since, mend it with `mapping check`",
                e);
    }
}
