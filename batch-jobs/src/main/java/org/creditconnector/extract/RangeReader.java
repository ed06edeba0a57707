package org.creditconnector.extract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a key range: one ordered statement per query, merged by key in one pass. It checks what the queries promise: keys ascend,
 * an account stands once, and every child row has its account. Many ranges that follow each other can be read at once, see
 * {@link Stretch}.
 */
public final class RangeReader {
    static final int FETCH_SIZE = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(RangeReader.class);

    private final LenderSource source;
    private final SourceQueries queries;
    private final LocalDate asOf;
    private final LocalDate businessDate;
    private final Map<String, RangeQuery> rangeQueries = new LinkedHashMap<>();
    private final @Nullable ControlQuery controlQuery;
    private final KeyMerge merge;
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
        this.source = source;
        this.queries = queries;
        this.asOf = asOf;
        this.businessDate = businessDate;
        this.merge = new KeyMerge(queries, unreadableAccounts);
        this.controlQuery = queries.control() == null ? null : new ControlQuery(queries.control(), queries, source);
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

    /** The columns of every query, found by running it for no key: for all of them a database would sort its accounts to give the first one. */
    public Map<String, RowShape> shapes() {
        Map<String, RowShape> shapes = new LinkedHashMap<>();
        try (Connection connection = source.view()) {
            for (RangeQuery query : rangeQueries.values()) {
                RangeQuery.Bound bound = query.bind(KeyRange.of(0, List.of()), asOf, businessDate);
                try (PreparedStatement statement = bound.open(connection, 1, source.limit())) {
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

    /**
     * Begins to read ranges that follow each other at once; they are then asked for one by one in their order.
     *
     * @param ranges without a gap between them
     */
    public Stretch stretch(List<KeyRange> ranges) {
        return new Stretch(this, source, ranges);
    }

    /**
     * How many of a run's ranges it pays to read at once, see {@link StretchPlan}; one where nothing speaks for more.
     *
     * @param all all ranges of the run, in their order
     * @param workers that read side by side
     */
    public int rangesAtOnce(List<KeyRange> all, int workers) {
        if (!source.mayReadAtOnce() || all.size() <= workers) {
            return 1;
        }
        try (Connection connection = source.view(all.size())) {
            List<RangeQuery> asked = new ArrayList<>(rangeQueries.values());
            ControlQuery byKey = controlByKey(connection);
            if (byKey != null) {
                asked.add(byKey.query());
            }
            int atOnce = new StretchPlan(source, asOf, businessDate, asked, all).rangesAtOnce(connection, workers);
            connection.rollback();
            return atOnce;
        } catch (SQLException e) {
            LOG.warn(
                    "source {}: ranges are read one by one, since the database does not say what its queries cost ({})",
                    source.name(),
                    DatabaseMessages.withoutValues(e));
            return 1;
        }
    }

    /** Reads a range in one read-only transaction; again from its beginning where a query turns out to need a cursor. */
    public Read read(KeyRange range) {
        while (true) {
            try {
                return readOnce(range);
            } catch (NotCopiedException e) {
                goByCursor(e);
            }
        }
    }

    /** From now on reads the query by a cursor. */
    void goByCursor(NotCopiedException e) {
        if (byCursor.add(e.query())) {
            LOG.info(
                    "source {}: the query {} is read by a cursor and not by COPY, since {}",
                    source.name(),
                    e.query(),
                    e.getMessage());
        }
    }

    private Read readOnce(KeyRange range) throws NotCopiedException {
        try (Connection connection = source.view()) {
            RangeQuery ofAccounts = ofAccounts();
            List<SourceAccount> accounts;
            try (RowsByKey rows = rows(connection, ofAccounts, range)) {
                accounts = merge.accounts(rows, null);
            } catch (SQLException e) {
                throw refused(ofAccounts.name(), e);
            }
            for (RangeQuery query : furtherQueries()) {
                try (RowsByKey rows = rows(connection, query, range)) {
                    merge.addRows(rows, null, accounts);
                } catch (SQLException e) {
                    throw refused(query.name(), e);
                }
            }
            ControlTotals totals = controlQuery == null ? null : control(connection, controlQuery, range);
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
        RangeQuery query = ofAccounts();
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
        if (controlQuery == null) {
            return null;
        }
        try (Connection connection = source.view()) {
            ControlTotals totals = control(connection, controlQuery, range);
            connection.rollback();
            return totals;
        } catch (SQLException e) {
            throw source.unavailable(e);
        }
    }

    private ControlTotals control(Connection connection, ControlQuery query, KeyRange range) {
        try {
            return query.of(connection, range, asOf, businessDate);
        } catch (SQLException e) {
            throw refused(ControlQuery.NAME, e);
        }
    }

    /** The control query if it tells its totals by key, so that they can be read along with the rows; else null. */
    @Nullable ControlQuery controlByKey(Connection connection) throws SQLException {
        return controlQuery != null && controlQuery.isByKey(connection, asOf, businessDate) ? controlQuery : null;
    }

    KeyMerge merge() {
        return merge;
    }

    /** The query of the accounts. */
    RangeQuery ofAccounts() {
        return new RangeQuery(SourceQueries.ACCOUNTS, queries.accountsSql(), queries.keyType(), source.dialect());
    }

    /** All queries of rows but that of the accounts. */
    Collection<RangeQuery> furtherQueries() {
        return rangeQueries.values().stream()
                .filter(query -> !query.name().equals(SourceQueries.ACCOUNTS))
                .toList();
    }

    /** Runs a query of rows, or one that adds up by key. */
    RowsByKey rows(Connection connection, RangeQuery query, KeyRange range) throws SQLException, NotCopiedException {
        boolean once = query.name().equals(SourceQueries.ACCOUNTS);
        return new RowsByKey(open(connection, query, range), query.name(), queries, once);
    }

    private SourceRows open(Connection connection, RangeQuery query, KeyRange range)
            throws SQLException, NotCopiedException {
        if (source.isCopied() && !byCursor.contains(query.name())) {
            String sql = query.written(range, asOf, businessDate, Literals::of);
            return CopiedRows.of(connection, query.name(), sql, queries, source);
        }
        PreparedStatement statement =
                query.bind(range, asOf, businessDate).open(connection, FETCH_SIZE, source.limit());
        return RowCursor.of(statement, query.name(), queries, source);
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
