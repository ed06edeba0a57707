package org.creditconnector.extract;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a key range: one ordered statement per query, merged by key in one pass. It checks what the queries promise: keys ascend,
 * an account stands once, and every child row has its account.
 */
public final class RangeReader {
    private static final int FETCH_SIZE = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(RangeReader.class);

    private final LenderSource source;
    private final SourceQueries queries;
    private final LocalDate asOf;
    private final LocalDate businessDate;
    private final Map<String, RangeQuery> rangeQueries = new LinkedHashMap<>();
    private final long unreadableAccounts;
    /** Keys of rows without account, as many as there are accounts that could not be read. */
    private final Set<Object> withoutAccount = ConcurrentHashMap.newKeySet();
    /** Queries that turned out not to be copied. */
    private final Set<String> byCursor = ConcurrentHashMap.newKeySet();

    /** A reader of a source whose accounts can all be read. */
    public RangeReader(LenderSource source, SourceQueries queries, LocalDate asOf, LocalDate businessDate) {
        this(source, queries, asOf, businessDate, 0);
    }

    /**
     * @param source where to read
     * @param queries what to read
     * @param asOf date the content is true for, value of {@code :asOf}
     * @param businessDate business date of the night, value of {@code :businessDate}
     * @param unreadableAccounts accounts whose own line could not be read: they are held, and the rows of as many keys without
     *     account are taken for theirs
     */
    public RangeReader(
            LenderSource source,
            SourceQueries queries,
            LocalDate asOf,
            LocalDate businessDate,
            long unreadableAccounts) {
        this.unreadableAccounts = unreadableAccounts;
        this.source = source;
        this.queries = queries;
        this.asOf = asOf;
        this.businessDate = businessDate;
        queries.queries()
                .forEach((name, sql) ->
                        rangeQueries.put(name, new RangeQuery(name, sql, queries.keyType(), source.dialect())));
    }

    /**
     * One range as the lender has it.
     *
     * @param accounts in key order
     * @param sourceTotals the source's own totals of the same range in the same view; null where the mapping has no control query
     */
    public record Read(
            List<SourceAccount> accounts, @Nullable ControlTotals sourceTotals) {}

    /** Queries that a cursor reads although COPY was wanted, as far as that turned out. */
    Set<String> queriesByCursor() {
        return Set.copyOf(byCursor);
    }

    /** The columns of every query, found by running it for no rows. */
    public Map<String, RowShape> shapes() {
        Map<String, RowShape> shapes = new LinkedHashMap<>();
        try (Connection connection = source.view()) {
            for (RangeQuery query : rangeQueries.values()) {
                RangeQuery.Bound bound = query.bind(KeyRange.all(), asOf, businessDate);
                try (PreparedStatement statement = bound.open(connection, 1, source.limit())) {
                    statement.setMaxRows(1);
                    try (RowCursor rows = RowCursor.of(statement, query.name(), queries, source)) {
                        shapes.put(query.name(), rows.shape());
                    }
                } catch (SQLException e) {
                    throw refused(query.name(), e);
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw source.unavailable(e);
        }
        return shapes;
    }

    /** Reads a range in one read-only transaction; again from its beginning where a query turns out to need a cursor. */
    public Read read(KeyRange range) {
        while (true) {
            try {
                return readOnce(range);
            } catch (NotCopiedException e) {
                if (byCursor.add(e.query())) {
                    LOG.info(
                            "source {}: the query {} is read by a cursor and not by COPY, since {}",
                            source.name(),
                            e.query(),
                            e.getMessage());
                }
            }
        }
    }

    private Read readOnce(KeyRange range) throws NotCopiedException {
        try (Connection connection = source.view()) {
            List<SourceAccount> accounts = accounts(connection, range);
            for (RangeQuery query : rangeQueries.values()) {
                if (!query.name().equals(SourceQueries.ACCOUNTS)) {
                    addChildren(connection, query, range, accounts);
                }
            }
            ControlTotals totals = queries.control() == null ? null : control(connection, queries.control(), range);
            connection.rollback();
            return new Read(accounts, totals);
        } catch (SQLException e) {
            throw source.unavailable(e);
        }
    }

    /**
     * The range key of the account that the lender reports under a key, without the prefix of the configuration; empty where there is
     * none. Reads the accounts query up to it, so that it is for people who look at one account.
     */
    public Optional<Object> rangeKeyOf(String accountKey) {
        RangeQuery query =
                new RangeQuery(SourceQueries.ACCOUNTS, queries.accountsSql(), queries.keyType(), source.dialect());
        RangeQuery.Bound bound = query.bind(KeyRange.all(), asOf, businessDate);
        try (Connection connection = source.view();
                PreparedStatement statement = bound.open(connection, FETCH_SIZE, source.limit());
                RowCursor cursor = RowCursor.of(statement, query.name(), queries, source)) {
            int column = cursor.shape().position(queries.accountKey());
            for (SourceRow row = cursor.next(); column >= 0 && row != null; row = cursor.next()) {
                if (accountKey.equals(String.valueOf(row.value(column)).strip())) {
                    return Optional.of(cursor.key(row));
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw refused(query.name(), e);
        }
    }

    /** The source's own totals of a range as it is now; null where the mapping has no control query. */
    public @Nullable ControlTotals control(KeyRange range) {
        String sql = queries.control();
        if (sql == null) {
            return null;
        }
        try (Connection connection = source.view()) {
            ControlTotals totals = control(connection, sql, range);
            connection.rollback();
            return totals;
        } catch (SQLException e) {
            throw source.unavailable(e);
        }
    }

    private List<SourceAccount> accounts(Connection connection, KeyRange range) throws NotCopiedException {
        RangeQuery query =
                new RangeQuery(SourceQueries.ACCOUNTS, queries.accountsSql(), queries.keyType(), source.dialect());
        List<SourceAccount> accounts = new ArrayList<>();
        each(connection, query, range, (key, row) -> {
            if (!accounts.isEmpty()) {
                ascending(query, accounts.get(accounts.size() - 1).rangeKey(), key, true);
            }
            accounts.add(new SourceAccount(key, row, new HashMap<>()));
        });
        return accounts;
    }

    private void addChildren(Connection connection, RangeQuery query, KeyRange range, List<SourceAccount> accounts)
            throws NotCopiedException {
        Walk walk = new Walk(query, accounts);
        each(connection, query, range, walk::add);
    }

    /** One pass of a child query along the accounts. */
    private final class Walk {
        private final RangeQuery query;
        private final List<SourceAccount> accounts;
        private int at;
        private @Nullable Object last;
        private @Nullable List<SourceRow> rows;

        Walk(RangeQuery query, List<SourceAccount> accounts) {
            this.query = query;
            this.accounts = accounts;
        }

        void add(Object key, SourceRow row) {
            if (rows != null && key.equals(last)) {
                rows.add(row);
                return;
            }
            if (last != null) {
                ascending(query, last, key, false);
            }
            last = key;
            rows = null;
            while (at < accounts.size()
                    && queries.keyType().compare(accounts.get(at).rangeKey(), key) < 0) {
                at++;
            }
            if (at == accounts.size() || !accounts.get(at).rangeKey().equals(key)) {
                if (belongsToUnreadable(key)) {
                    return;
                }
                throw new SourceFaultException(
                        SourceFaultException.Kind.MAPPING,
                        "SRC-ORPHAN " + query.name() + ": " + queries.rangeKey() + " " + key
                                + " has a row here and none in accounts, expected an account for every row; "
                                + "restrict the query to the accounts of accounts.sql");
            }
            rows = accounts.get(at).children().computeIfAbsent(query.name(), name -> new ArrayList<>());
            rows.add(row);
        }
    }

    private boolean belongsToUnreadable(Object key) {
        if (unreadableAccounts == 0) {
            return false;
        }
        withoutAccount.add(key);
        return withoutAccount.size() <= unreadableAccounts;
    }

    private void ascending(RangeQuery query, Object before, Object key, boolean unique) {
        int order = queries.keyType().compare(before, key);
        if (order < 0 || (order == 0 && !unique)) {
            return;
        }
        throw new SourceFaultException(
                SourceFaultException.Kind.MAPPING,
                order == 0
                        ? "SRC-KEY-DUPLICATE " + query.name() + ": " + queries.rangeKey() + " " + key
                                + " stands twice, expected one row an account; mend the join or the source"
                        : "SRC-ORDER " + query.name() + ": " + queries.rangeKey() + " " + key + " comes after " + before
                                + ", expected ascending keys; end the query with `order by :key(...)`");
    }

    @FunctionalInterface
    private interface RowConsumer {
        void accept(Object key, SourceRow row);
    }

    private void each(Connection connection, RangeQuery query, KeyRange range, RowConsumer consumer)
            throws NotCopiedException {
        try (SourceRows rows = rows(connection, query, range)) {
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                consumer.accept(rows.key(row), row);
            }
        } catch (SQLException e) {
            throw refused(query.name(), e);
        }
    }

    private SourceRows rows(Connection connection, RangeQuery query, KeyRange range)
            throws SQLException, NotCopiedException {
        if (source.isCopied() && !byCursor.contains(query.name())) {
            String sql = query.written(range, asOf, businessDate, Literals::of);
            return CopiedRows.of(connection, query.name(), sql, queries, source);
        }
        PreparedStatement statement =
                query.bind(range, asOf, businessDate).open(connection, FETCH_SIZE, source.limit());
        return RowCursor.of(statement, query.name(), queries, source);
    }

    private ControlTotals control(Connection connection, String sql, KeyRange range) {
        RangeQuery query = new RangeQuery("control", sql, queries.keyType(), source.dialect());
        RangeQuery.Bound bound = query.bind(range, asOf, businessDate);
        long accounts = 0;
        TreeMap<String, Amounts> amounts = new TreeMap<>();
        try (PreparedStatement statement = bound.open(connection, FETCH_SIZE, source.limit());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                accounts += rows.getLong("accounts");
                amounts.merge(rows.getString("currency"), amounts(rows), Amounts::plus);
            }
        } catch (SQLException e) {
            throw refused("control", e);
        }
        return new ControlTotals(accounts, amounts);
    }

    private static Amounts amounts(ResultSet rows) throws SQLException {
        return new Amounts(
                amount(rows, "principal"),
                amount(rows, "credit_limit"),
                amount(rows, "outstanding"),
                amount(rows, "overdue"),
                amount(rows, "paid"));
    }

    private static @Nullable BigDecimal amount(ResultSet rows, String column) throws SQLException {
        return rows.getBigDecimal(column);
    }

    /** A lost connection is the source's fault; a query that the database refuses is the mapping's. */
    private SourceFaultException refused(String query, SQLException e) {
        if (DatabaseMessages.isTimeout(e)) {
            return source.unavailable("the query " + query, e);
        }
        if (DatabaseMessages.isConnectionLoss(e)) {
            return new SourceFaultException(
                    SourceFaultException.Kind.UNAVAILABLE,
                    "SRC-UNAVAILABLE source " + source.name() + ": lost while reading " + query + " ("
                            + DatabaseMessages.withoutValues(e) + "); when it is back, run again",
                    e);
        }
        return new SourceFaultException(
                SourceFaultException.Kind.MAPPING,
                "SRC-QUERY " + query + ": the database refused it (" + DatabaseMessages.withoutValues(e)
                        + "); mend the query or the mapping, then run `mapping check`",
                e);
    }
}
