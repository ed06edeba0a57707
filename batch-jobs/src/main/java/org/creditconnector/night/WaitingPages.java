package org.creditconnector.night;

import java.util.List;
import org.creditconnector.ledger.PackageState;
import org.creditconnector.ledger.SendQueue;
import org.creditconnector.ledger.SendQueue.Waiting;

/** What a run finds waiting at its target, a page at a time: first what nobody knows the outcome of, then what was not sent. */
final class WaitingPages {
    private static final int PAGE = 200;

    private final SendQueue queue;
    private final String target;
    private final long newest;
    private PackageState state = PackageState.UNKNOWN;
    private long after;

    /** @param newest number of the last package that is to go in this run */
    WaitingPages(SendQueue queue, String target, long newest) {
        this.queue = queue;
        this.target = target;
        this.newest = newest;
    }

    /** The next few; empty at the end. */
    List<Waiting> next() {
        List<Waiting> page = read();
        if (page.isEmpty() && state == PackageState.UNKNOWN) {
            state = PackageState.BUILT;
            after = 0;
            page = read();
        }
        if (!page.isEmpty()) {
            after = page.get(page.size() - 1).sequence();
        }
        return page;
    }

    private List<Waiting> read() {
        return queue.page(target, state, after, state == PackageState.UNKNOWN ? Long.MAX_VALUE : newest, PAGE);
    }
}
