package org.creditconnector.extract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The source contract and the ranges of a run: how many accounts there are, that keys are unique, and bounds so that a range holds
 * about {@code rangeSize} accounts.
 *
 * @param accounts accounts counted when the plan was made
 * @param ranges ranges in key order; one open-ended range when there are few accounts or none
 * @param ends the least and the greatest range key as the database orders them; none where there are no accounts
 */
public record RangePlan(long accounts, List<KeyRange> ranges, List<Object> ends) {
    /**
     * Plans a run.
     *
     * @throws SourceFaultException when a key is missing or stands twice, or the source cannot be read
     */
    public static RangePlan of(
            LenderSource source, SourceQueries queries, LocalDate asOf, LocalDate businessDate, int rangeSize) {
        RangeQuery accounts =
                new RangeQuery(SourceQueries.ACCOUNTS, queries.accountsSql(), queries.keyType(), source.dialect());
        RangeQuery.Bound bound = accounts.bind(KeyRange.all(), asOf, businessDate);
        String key = queries.rangeKey();
        try (Connection connection = source.view()) {
            List<Object> ends = new ArrayList<>();
            long count = checkedCount(source, connection, bound, queries, ends);
            String order = source.dialect().keyExpression(key, queries.keyType());
            String sql =
                    "select k from (select " + key + " as k, row_number() over (order by " + order + ") as n from ("
                            + bound.sql() + ") a) b where mod(n - 1, " + rangeSize + ") = 0 and n > 1 order by n";
            List<Object> bounds = new ArrayList<>();
            try (PreparedStatement statement =
                            new RangeQuery.Bound(sql, bound.values()).open(connection, 1_000, source.limit());
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    bounds.add(queries.keyType().normalise(rows.getObject(1)));
                }
            }
            connection.rollback();
            return new RangePlan(count, ranges(bounds), List.copyOf(ends));
        } catch (SQLException e) {
            if (DatabaseMessages.isTimeout(e)) {
                throw source.unavailable("planning the ranges of the query accounts", e);
            }
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-QUERY accounts: the ranges of source " + source.name() + " cannot be planned ("
                            + DatabaseMessages.withoutValues(e) + "); check accounts.sql with `mapping check`",
                    e);
        }
    }

    private static long checkedCount(
            LenderSource source,
            Connection connection,
            RangeQuery.Bound bound,
            SourceQueries queries,
            List<Object> ends)
            throws SQLException {
        String sql = "select count(*), count(" + queries.rangeKey() + "), count(distinct " + queries.rangeKey()
                + "), count(" + queries.accountKey() + "), count(distinct " + queries.accountKey() + "), min("
                + queries.rangeKey() + "), max(" + queries.rangeKey() + ") from ("
                + bound.sql() + ") a";
        try (PreparedStatement statement =
                        new RangeQuery.Bound(sql, bound.values()).open(connection, 1, source.limit());
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            long count = rows.getLong(1);
            check("range key " + queries.rangeKey(), count, rows.getLong(2), rows.getLong(3));
            check("account key " + queries.accountKey(), count, rows.getLong(4), rows.getLong(5));
            if (count > 0) {
                ends.add(rows.getObject(6));
                ends.add(rows.getObject(7));
            }
            return count;
        }
    }

    private static void check(String key, long rows, long keys, long distinct) {
        if (keys != rows || distinct != keys) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    (keys != rows ? "SRC-KEY" : "SRC-KEY-DUPLICATE") + " accounts: of " + rows + " accounts "
                            + (keys != rows ? (rows - keys) + " have no " : (keys - distinct) + " repeat another's ")
                            + key
                            + ", expected one of its own in every row; nothing was read; mend the source or accounts.sql");
        }
    }

    private static List<KeyRange> ranges(List<Object> bounds) {
        List<KeyRange> ranges = new ArrayList<>();
        @Nullable Object from = null;
        for (Object bound : bounds) {
            ranges.add(new KeyRange(ranges.size(), from, bound));
            from = bound;
        }
        ranges.add(new KeyRange(ranges.size(), from, null));
        return List.copyOf(ranges);
    }
}
