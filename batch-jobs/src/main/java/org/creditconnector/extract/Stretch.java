package org.creditconnector.extract;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consecutive ranges that are read by one ordered statement a query instead of one for each range, so that the database goes
 * through a table once where the rows of a range lie apart. Each statement runs on a connection of its own, all on the source's one
 * snapshot, and is read as far as the range that is asked for. What a range holds is the same either way.
 *
 * <p>It only ever saves work: where the database ends or refuses it, its ranges are read one by one. One thread reads it.
 */
public final class Stretch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stretch.class);

    private final RangeReader reader;
    private final LenderSource source;
    private final List<KeyRange> ranges;
    private final List<Connection> connections = new ArrayList<>();
    private final List<RowsByKey> further = new ArrayList<>();
    private @Nullable RowsByKey accounts;
    private @Nullable RowsByKey control;
    private int next;
    private boolean givenUp;

    /**
     * @param reader reads single ranges
     * @param ranges at least one; they follow each other without a gap. A single one, or a list of keys, is read as such.
     */
    Stretch(RangeReader reader, LenderSource source, List<KeyRange> ranges) {
        for (int i = 1; i < ranges.size(); i++) {
            Object end = ranges.get(i - 1).to();
            if (end == null || !end.equals(ranges.get(i).from())) {
                throw new IllegalArgumentException(
                        ranges.get(i) + " does not follow " + ranges.get(i - 1) + ", expected ranges without a gap");
            }
        }
        this.reader = reader;
        this.source = source;
        this.ranges = List.copyOf(ranges);
    }

    /** Whether there is a range that was not read yet. */
    public boolean hasNext() {
        return next < ranges.size();
    }

    /** The range that is read next; there is one. */
    public KeyRange next() {
        return ranges.get(next);
    }

    /**
     * Reads the next range.
     *
     * @throws SourceFaultException as {@link RangeReader#read}
     */
    public RangeReader.Read read() {
        KeyRange range = next();
        RangeReader.Read read = read(range);
        next++;
        return read;
    }

    private RangeReader.Read read(KeyRange range) {
        while (ranges.size() > 1 && !givenUp) {
            try {
                return read(range, begun(range));
            } catch (NotCopiedException e) {
                close();
                reader.goByCursor(e);
            } catch (SQLException e) {
                close();
                givenUp = true;
                LOG.warn(
                        "source {}: from range {} on {} ranges are read one by one, since reading them at once ended ({})",
                        source.name(),
                        range.number(),
                        ranges.size() - next,
                        DatabaseMessages.withoutValues(e));
            }
        }
        return reader.read(range);
    }

    private RangeReader.Read read(KeyRange range, RowsByKey ofAccounts) throws SQLException, NotCopiedException {
        List<SourceAccount> read = reader.merge().accounts(ofAccounts, range.to());
        for (RowsByKey rows : further) {
            reader.merge().addRows(rows, range.to(), read);
        }
        ControlTotals totals = control == null ? reader.control(range) : ControlQuery.before(control, range.to());
        return new RangeReader.Read(read, totals);
    }

    /** The rows of the accounts, and those of the other queries, from the range on. */
    private RowsByKey begun(KeyRange from) throws SQLException, NotCopiedException {
        RowsByKey open = accounts;
        if (open != null) {
            return open;
        }
        KeyRange rest = new KeyRange(
                from.number(), from.from(), ranges.get(ranges.size() - 1).to());
        Connection first = view();
        ControlQuery byKey = reader.controlByKey(first);
        open = reader.rows(first, reader.ofAccounts(), rest);
        accounts = open;
        for (RangeQuery query : reader.furtherQueries()) {
            further.add(reader.rows(view(), query, rest));
        }
        if (byKey != null) {
            control = reader.rows(view(), byKey.query(), rest);
        }
        return open;
    }

    private Connection view() throws SQLException {
        Connection connection = source.view(ranges.size());
        connections.add(connection);
        return connection;
    }

    /** Ends its statements, however far they were read. */
    @Override
    public void close() {
        List<AutoCloseable> open = new ArrayList<>(further);
        if (accounts != null) {
            open.add(accounts);
        }
        if (control != null) {
            open.add(control);
        }
        open.addAll(connections);
        accounts = null;
        control = null;
        further.clear();
        connections.clear();
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                // What was read is right, however the rest of a statement ends.
                LOG.debug("source {}: ending what read many ranges at once", source.name(), e);
            }
        }
    }
}
