package org.creditconnector.night;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.creditconnector.ledger.SendQueue.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Which package goes next while several are under way to a target at once. They are taken by their numbers. Those of another kind of
 * record wait until all of the kind before are through, since a record may speak of what an earlier kind tells; one that carries a
 * later item of a subject waits until the one with the earlier item is through.
 *
 * <p>Holds a page of what waits and few that were put aside; whoever asks for more waits, so that nothing grows with the night.
 */
final class Lanes {
    /** Packages that are put aside before no further ones are begun. */
    private static final int MOST_ASIDE = 1_000;

    private final Pages pages;
    private final IntSupplier width;
    private final Deque<Waiting> page = new ArrayDeque<>();
    private final Map<String, Taken> underWay = new HashMap<>();
    private final Map<String, Aside> aside = new LinkedHashMap<>();
    private boolean readToTheEnd;
    private boolean ended;

    /** What waits, in the order in which it is to be taken; each call gives what follows. */
    @FunctionalInterface
    interface Pages {
        /** The next few; empty at the end. */
        List<Waiting> next();
    }

    /**
     * A package under way.
     *
     * @param throughSince what got through since it was taken
     * @param lastTry whether nothing but packages that wait for each other was left
     */
    private record Taken(Waiting one, Set<String> throughSince, boolean lastTry) {
        Taken(Waiting one, boolean lastTry) {
            this(one, new HashSet<>(), lastTry);
        }
    }

    /** A package that was out of turn and whom it waits for. */
    private record Aside(Waiting one, Set<String> behind) {}

    /**
     * @param pages what waits
     * @param width how many may be under way now
     */
    Lanes(Pages pages, IntSupplier width) {
        this.pages = pages;
        this.width = width;
    }

    /**
     * The next package for a lane; waits while there may be one later.
     *
     * @return null when there is nothing more to do
     */
    synchronized @Nullable Waiting next() {
        while (!ended) {
            Taken taken = startable();
            if (taken != null) {
                underWay.put(taken.one().packageId(), taken);
                return taken.one();
            }
            if (underWay.isEmpty()) {
                return null;
            }
            await();
        }
        return null;
    }

    private @Nullable Taken startable() {
        if (underWay.size() >= Math.max(1, width.getAsInt())) {
            return null;
        }
        for (Aside put : aside.values()) {
            if (fits(put.one()) && put.behind().stream().noneMatch(this::isInHand)) {
                return taken(put, false);
            }
        }
        Waiting head = aside.size() < MOST_ASIDE ? head() : null;
        if (head != null && fits(head)) {
            return new Taken(page.remove(), false);
        }
        return underWay.isEmpty() && !aside.isEmpty()
                ? taken(aside.values().iterator().next(), true)
                : null;
    }

    private Taken taken(Aside put, boolean lastTry) {
        aside.remove(put.one().packageId());
        return new Taken(put.one(), lastTry);
    }

    private boolean fits(Waiting one) {
        return underWay.isEmpty() || underWay.values().iterator().next().one().isLike(one);
    }

    private @Nullable Waiting head() {
        while (true) {
            while (page.isEmpty() && !readToTheEnd) {
                page.addAll(pages.next());
                readToTheEnd = page.isEmpty();
            }
            Waiting head = page.peek();
            if (head == null || !isInHand(head.packageId())) {
                return head;
            }
            page.remove();
        }
    }

    /** Also what was asked about may be read a second time, as what can be sent now, while it is still in hand. */
    private boolean isInHand(String packageId) {
        return underWay.containsKey(packageId) || aside.containsKey(packageId);
    }

    @SuppressWarnings("WaitNotInLoop") // next() looks again each time
    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Pauses.StoppedException(e);
        }
    }

    /**
     * Puts a package aside that is out of turn, until those in front of it are through.
     *
     * @param inTheWay what has to be with the registry before it, as it was when it was found out of turn or later
     * @return false when nobody in hand can clear its way
     */
    synchronized boolean putAside(Waiting one, Set<String> inTheWay) {
        Taken taken = underWay.get(one.packageId());
        if (taken == null) {
            throw new IllegalStateException("package " + one.packageId() + " is in nobody's hands");
        }
        boolean clearedMeanwhile = inTheWay.isEmpty() || inTheWay.stream().anyMatch(taken.throughSince()::contains);
        boolean clearedLater = !taken.lastTry() && inTheWay.stream().anyMatch(this::isInHand);
        if (!clearedMeanwhile && !clearedLater) {
            return false;
        }
        underWay.remove(one.packageId());
        aside.put(one.packageId(), new Aside(one, inTheWay));
        notifyAll();
        return true;
    }

    /** A package is through: with the registry, or as far as this run can bring it. */
    synchronized void done(Waiting one) {
        underWay.remove(one.packageId());
        underWay.values().forEach(other -> other.throughSince().add(one.packageId()));
        notifyAll();
    }

    /** Nothing is begun any more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Whether nothing is begun any more. */
    synchronized boolean isEnded() {
        return ended;
    }
}
