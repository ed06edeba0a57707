package org.creditconnector.ledger;

import java.util.Set;

/** Every change of state, as compare-and-set: it succeeds only where the state is still the one it was decided on. */
final class Moves {
    private final Store store;

    Moves(Store store) {
        this.store = store;
    }

    /** @throws StaleStateException when the package is not in {@code from} any more */
    void movePackage(String packageId, PackageState from, PackageState to) {
        demand("package " + packageId, from, to, from.next());
        String times = switch (to) {
            case RECEIVED -> ", received_at = clock_timestamp()";
            case ACCEPTED, PARTLY_ACCEPTED, REJECTED ->
                ", answered_at = clock_timestamp(), overdue_since = null, registry_knows = null";
            case BUILT -> ", received_at = null, overdue_since = null, registry_knows = null";
            case REFUSED, WITHDRAWN -> ", live_sequence = null";
            default -> "";
        };
        int moved = store.jdbc()
                .sql("update submission_package set state = ?" + times + " where package_id = ? and state = ?")
                .params(to.name(), packageId, from.name())
                .update();
        if (moved != 1) {
            throw new StaleStateException(
                    "package " + packageId + " is no longer " + from + ", so it was not made " + to);
        }
    }

    /** Moves all items of a package that are in {@code from}; returns how many. */
    int moveItems(String packageId, ItemState from, ItemState to) {
        demand("items of package " + packageId, from, to, from.next());
        return store.jdbc()
                .sql("update report_item set state = ? where state = ? and" + PackageItems.OF_ONE)
                .param(to.name())
                .param(from.name())
                .params(PackageItems.parameters(packageId))
                .update();
    }

    /** Moves all of a package's items, which must all be in {@code from}. */
    void moveAllItems(String packageId, ItemState from, ItemState to) {
        int expected = store.jdbc()
                .sql("select item_count from submission_package where package_id = ?")
                .param(packageId)
                .query(Integer.class)
                .single();
        int moved = moveItems(packageId, from, to);
        if (moved != expected) {
            throw new IllegalStateException("package " + packageId + " has " + expected + " items, but " + moved
                    + " were " + from + " when they should have become " + to);
        }
    }

    /** @throws StaleStateException when the run is not in {@code from} any more */
    void moveRun(long runId, RunState from, RunState to) {
        demand("run " + runId, from, to, from.next());
        int moved = store.jdbc()
                .sql("update submission_run set state = ?, ended_at = " + (to.ended() ? "clock_timestamp()" : "null")
                        + " where run_id = ? and state = ?")
                .params(to.name(), runId, from.name())
                .update();
        if (moved != 1) {
            throw new StaleStateException("run " + runId + " is no longer " + from + ", so it was not made " + to);
        }
    }

    private static <S extends Enum<S>> void demand(String what, S from, S to, Set<S> next) {
        if (!next.contains(to)) {
            throw new IllegalArgumentException(what + " cannot go from " + from + " to " + to + "; from " + from
                    + " it may become " + (next.isEmpty() ? "nothing" : next));
        }
    }
}
