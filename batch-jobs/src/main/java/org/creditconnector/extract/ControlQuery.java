package org.creditconnector.extract;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceRow;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * The query by which the source adds up itself: a row for each currency, or one for each account and currency. The latter also gives
 * the range key, in whose order it comes, so that one statement tells the totals of many ranges.
 */
final class ControlQuery {
    /** What the query is called in messages. */
    static final String NAME = "control";

    private static final String ACCOUNTS = "accounts";
    private static final String CURRENCY = "currency";
    private static final List<String> AMOUNTS = List.of("principal", "credit_limit", "outstanding", "overdue", "paid");

    private final RangeQuery query;
    private final SourceQueries queries;
    private final LenderSource source;

    ControlQuery(String sql, SourceQueries queries, LenderSource source) {
        this.query = new RangeQuery(NAME, sql, queries.keyType(), source.dialect());
        this.queries = queries;
        this.source = source;
    }

    RangeQuery query() {
        return query;
    }

    /** The totals of a range. */
    ControlTotals of(Connection connection, KeyRange range, LocalDate asOf, LocalDate businessDate)
            throws SQLException {
        RangeQuery.Bound bound = query.bind(range, asOf, businessDate);
        Sum sum = new Sum();
        try (PreparedStatement statement = bound.open(connection, RangeReader.FETCH_SIZE, source.limit());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sum.add(
                        rows.getLong(ACCOUNTS),
                        rows.getString(CURRENCY),
                        figure -> rows.getBigDecimal(AMOUNTS.get(figure)));
            }
        }
        return sum.totals();
    }

    /** Whether it gives the range key besides its figures; asks the database, which runs nothing. */
    boolean isByKey(Connection connection, LocalDate asOf, LocalDate businessDate) throws SQLException {
        RangeQuery.Bound bound = query.bind(KeyRange.all(), asOf, businessDate);
        try (PreparedStatement statement = bound.open(connection, 1, source.limit())) {
            ResultSetMetaData meta = statement.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; meta != null && i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnLabel(i).toLowerCase(Locale.ROOT));
            }
            return columns.contains(queries.rangeKey().toLowerCase(Locale.ROOT))
                    && columns.contains(ACCOUNTS)
                    && columns.contains(CURRENCY)
                    && columns.containsAll(AMOUNTS);
        }
    }

    /**
     * The totals of the accounts before a key, all that are left where it is null.
     *
     * @param rows rows of a query that {@link #isByKey gives the range key}
     */
    static ControlTotals before(RowsByKey rows, @Nullable Object to) throws SQLException, NotCopiedException {
        RowShape shape = rows.shape();
        int accountsAt = shape.position(ACCOUNTS);
        int currencyAt = shape.position(CURRENCY);
        int[] amountsAt = AMOUNTS.stream().mapToInt(shape::position).toArray();
        Sum sum = new Sum();
        while (rows.hasNextBefore(to)) {
            SourceRow row = rows.take();
            BigDecimal counted = number(row.value(accountsAt));
            sum.add(
                    counted == null ? 0 : counted.longValueExact(),
                    String.valueOf(row.value(currencyAt)),
                    figure -> number(row.value(amountsAt[figure])));
        }
        return sum.totals();
    }

    /** The figures of a row, by their place in {@link #AMOUNTS}. */
    @FunctionalInterface
    private interface Figures {
        @Nullable BigDecimal at(int figure) throws SQLException;
    }

    /** What rows add up to. */
    private static final class Sum {
        private final TreeMap<String, Amounts> amounts = new TreeMap<>();
        private long accounts;

        void add(long counted, String currency, Figures figures) throws SQLException {
            accounts += counted;
            amounts.merge(
                    currency,
                    new Amounts(figures.at(0), figures.at(1), figures.at(2), figures.at(3), figures.at(4)),
                    Amounts::plus);
        }

        ControlTotals totals() {
            return new ControlTotals(accounts, amounts);
        }
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return value == null || value instanceof BigDecimal ? (BigDecimal) value : new BigDecimal(value.toString());
    }
}
