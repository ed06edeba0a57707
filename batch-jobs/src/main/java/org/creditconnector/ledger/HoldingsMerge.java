package org.creditconnector.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.creditconnector.delivery.Holding;
import org.creditconnector.delivery.Utf8;
import org.creditconnector.totals.Amounts;
import org.jspecify.annotations.Nullable;

/** Walks two listings side by side, once, with one subject of each in memory, and tells where they differ. Pure. */
final class HoldingsMerge {
    private HoldingsMerge() {}

    /** How an item differs. */
    enum Kind {
        /** We hold it, they do not. */
        MISSING,
        /** They hold it, we do not. */
        EXTRA,
        /** Both hold it, not alike. */
        ALTERED
    }

    /**
     * One item that is not the same on both sides.
     *
     * @param kind how
     * @param holding as they hold it when extra, else as we do
     * @param fields what differs when altered, by the names of the published API; empty otherwise
     */
    record Difference(Kind kind, Holding holding, List<String> fields) {}

    /**
     * Compares two listings in the order of {@link Holding#ORDER}.
     *
     * @param ours what we hold
     * @param theirs what the registry holds
     * @param found takes each difference, subject by subject
     */
    static void compare(Iterator<Holding> ours, Iterator<Holding> theirs, Consumer<Difference> found) {
        Groups left = new Groups(ours);
        Groups right = new Groups(theirs);
        while (left.subject() != null || right.subject() != null) {
            int order = order(left.subject(), right.subject());
            List<Holding> mine = order <= 0 ? left.take() : List.of();
            List<Holding> their = order >= 0 ? right.take() : List.of();
            subject(mine, their, found);
        }
    }

    private static int order(@Nullable String left, @Nullable String right) {
        if (left == null) {
            return 1;
        }
        return right == null ? -1 : Utf8.ORDER.compare(left, right);
    }

    /** Within a subject an item is known by its id, so that a wrong date is an altered item and not two. */
    private static void subject(List<Holding> ours, List<Holding> theirs, Consumer<Difference> found) {
        for (Holding mine : ours) {
            Holding their = find(theirs, mine.itemId());
            if (their == null) {
                found.accept(new Difference(Kind.MISSING, mine, List.of()));
            } else {
                List<String> fields = fields(mine, their);
                if (!fields.isEmpty()) {
                    found.accept(new Difference(Kind.ALTERED, mine, fields));
                }
            }
        }
        for (Holding their : theirs) {
            if (find(ours, their.itemId()) == null) {
                found.accept(new Difference(Kind.EXTRA, their, List.of()));
            }
        }
    }

    private static @Nullable Holding find(List<Holding> among, String itemId) {
        for (Holding one : among) {
            if (one.itemId().equals(itemId)) {
                return one;
            }
        }
        return null;
    }

    private static List<String> fields(Holding ours, Holding theirs) {
        List<String> fields = new ArrayList<>();
        add(fields, "reportDate", ours.reportDate().equals(theirs.reportDate()));
        add(fields, "sequence", ours.sequence() == theirs.sequence());
        add(fields, "currency", Objects.equals(ours.currency(), theirs.currency()));
        Amounts mine = ours.amounts();
        Amounts their = theirs.amounts();
        add(fields, "principal", same(mine.principal(), their.principal()));
        add(fields, "creditLimit", same(mine.creditLimit(), their.creditLimit()));
        add(fields, "outstanding", same(mine.outstanding(), their.outstanding()));
        add(fields, "overdue", same(mine.overdue(), their.overdue()));
        add(fields, "paid", same(mine.paid(), their.paid()));
        // A digest that was never noted says nothing, and one beside another difference says nothing more.
        if (fields.isEmpty() && ours.itemDigest() != null && theirs.itemDigest() != null) {
            add(fields, "itemDigest", ours.itemDigest().equals(theirs.itemDigest()));
        }
        return fields;
    }

    private static void add(List<String> fields, String name, boolean same) {
        if (!same) {
            fields.add(name);
        }
    }

    private static boolean same(@Nullable BigDecimal ours, @Nullable BigDecimal theirs) {
        return ours == null || theirs == null ? ours == theirs : ours.compareTo(theirs) == 0;
    }

    /** A listing subject by subject. */
    private static final class Groups {
        private final Iterator<Holding> listing;
        private @Nullable Holding next;

        Groups(Iterator<Holding> listing) {
            this.listing = listing;
            this.next = listing.hasNext() ? listing.next() : null;
        }

        @Nullable String subject() {
            return next == null ? null : next.subject();
        }

        List<Holding> take() {
            List<Holding> group = new ArrayList<>(2);
            String subject = subject();
            while (next != null && next.subject().equals(subject)) {
                group.add(next);
                next = listing.hasNext() ? listing.next() : null;
            }
            return group;
        }
    }
}
