package org.creditconnector.extract;

import java.sql.SQLException;
import java.util.Objects;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one query with a look at the next one, so that a range ends where its successor begins. Checks what the query promises:
 * keys ascend, and those of accounts stand once.
 */
final class RowsByKey implements AutoCloseable {
    private final SourceRows rows;
    private final String query;
    private final SourceQueries queries;
    private final boolean once;
    private boolean looked;
    private @Nullable SourceRow next;
    private @Nullable Object nextKey;

    /**
     * @param rows the rows, closed with this
     * @param query name of the query, for messages
     * @param once whether a key stands once
     */
    RowsByKey(SourceRows rows, String query, SourceQueries queries, boolean once) {
        this.rows = rows;
        this.query = query;
        this.queries = queries;
        this.once = once;
    }

    String query() {
        return query;
    }

    RowShape shape() {
        return rows.shape();
    }

    /** Whether there is another row, with a key before the given one; with any key where that is null. */
    boolean hasNextBefore(@Nullable Object to) throws SQLException, NotCopiedException {
        if (!looked) {
            look();
        }
        return nextKey != null && (to == null || queries.keyType().compare(nextKey, to) < 0);
    }

    private void look() throws SQLException, NotCopiedException {
        Object before = nextKey;
        next = rows.next();
        nextKey = next == null ? null : rows.key(next);
        looked = true;
        if (before != null && nextKey != null && (once || !nextKey.equals(before))) {
            demandAscending(before, nextKey);
        }
    }

    /** Key of the row that comes next; there is one. */
    Object nextKey() {
        return Objects.requireNonNull(nextKey, "no row comes next");
    }

    /** The row that comes next; there is one. */
    SourceRow take() {
        looked = false;
        return Objects.requireNonNull(next, "no row comes next");
    }

    private void demandAscending(Object before, Object key) {
        int order = queries.keyType().compare(before, key);
        if (order < 0 || (order == 0 && !once)) {
            return;
        }
        throw new SourceFaultException(
                SourceFaultException.Kind.MAPPING,
                order == 0
                        ? "SRC-KEY-DUPLICATE " + query + ": " + queries.rangeKey() + " " + key
                                + " stands twice, expected one row an account; mend the join or the source"
                        : "SRC-ORDER " + query + ": " + queries.rangeKey() + " " + key + " comes after " + before
                                + ", expected ascending keys; end the query with `order by :key(...)`");
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
