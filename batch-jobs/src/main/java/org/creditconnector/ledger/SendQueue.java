package org.creditconnector.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Packages of a target that wait to be sent, read a page at a time, so that a night of any size fits into memory. Writes nothing. */
public final class SendQueue {
    private final Store store;

    /** @param store where the packages are */
    SendQueue(Store store) {
        this.store = store;
    }

    /**
     * A package that waits.
     *
     * @param packageId its id
     * @param runId run whose items it carries
     * @param sendClass kind of its items, as the profile orders them
     * @param sequence running number of the target
     */
    public record Waiting(String packageId, long runId, String sendClass, long sequence) {
        /** Whether both carry items of one kind and run, between which only the order of a subject counts. */
        public boolean isLike(Waiting other) {
            return runId == other.runId && sendClass.equals(other.sendClass);
        }
    }

    /** The highest number among the packages of a run; 0 where it has none. */
    public long newestOf(long runId) {
        return store.jdbc()
                .sql("select coalesce(max(sequence), 0) from submission_package where run_id = ?")
                .param(runId)
                .query(Long.class)
                .single();
    }

    /**
     * Packages in one state by their numbers.
     *
     * @param after numbers above this one
     * @param upTo and up to this one
     * @param most so many at once
     */
    public List<Waiting> page(String target, PackageState state, long after, long upTo, int most) {
        return store.jdbc()
                .sql("""
                     select package_id, run_id, send_class, sequence from submission_package
                     where target = ? and state = ? and live_sequence > ? and live_sequence <= ? order by live_sequence
                     fetch first\s""" + most + " rows only")
                .params(target, state.name(), after, upTo)
                .query((row, number) -> new Waiting(row.getString(1), row.getLong(2), row.getString(3), row.getLong(4)))
                .list();
    }

    /** How many packages in one state have numbers up to one. */
    public long count(String target, PackageState state, long upTo) {
        return store.jdbc()
                .sql("select count(*) from submission_package where target = ? and state = ? and live_sequence <= ?")
                .params(target, state.name(), upTo)
                .query(Long.class)
                .single();
    }

    /** Staged items of a run that no package carries yet. */
    public long itemsWithoutPackage(long runId) {
        return store.jdbc()
                .sql("select count(*) from report_item where run_id = ? and package_id is null and state = 'STAGED'")
                .param(runId)
                .query(Long.class)
                .single();
    }

    /**
     * Packages that carry an earlier item of a subject of which this one carries a later, and that are not with the registry; an empty
     * name where no package carries it.
     */
    public Set<String> inTheWayOf(Waiting one) {
        return new HashSet<>(store.jdbc()
                .sql("select distinct coalesce(earlier.package_id, '') " + EarlierItems.NOT_ARRIVED)
                .params(one.runId(), one.packageId())
                .query(String.class)
                .list());
    }
}
