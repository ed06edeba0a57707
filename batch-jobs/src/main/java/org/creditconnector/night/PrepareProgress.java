package org.creditconnector.night;

import java.util.function.Supplier;
import org.creditconnector.ledger.Preparation;

/**
 * Tells how far the preparing of a run is, also of one that an earlier call began: that goes on from what is stored, and counts what
 * is to come by it. Called from any thread.
 */
final class PrepareProgress {
    private static final String STAGE = "prepare";

    private final Progress progress;
    private final Supplier<Preparation> stored;
    private boolean begun;
    private long done;
    private long total;

    /** @param stored what the ledger has */
    PrepareProgress(Progress progress, Supplier<Preparation> stored) {
        this.progress = progress;
        this.stored = stored;
    }

    /** The run was opened just now and has so many accounts. */
    synchronized void planned(long accounts) {
        begun = true;
        total = accounts;
        tell(0);
    }

    /** Before the first range of a call; a run that goes on looks what there is. */
    synchronized void begin() {
        if (!begun) {
            begun = true;
            Preparation before = stored.get();
            total = before.expected();
            tell(before.accounts());
        }
    }

    /** A range of so many accounts is stored. */
    synchronized void stored(long accounts) {
        tell(done + accounts);
    }

    /** So many accounts are stored, whoever did it. */
    synchronized void standsAt(long accounts) {
        tell(accounts);
    }

    private void tell(long now) {
        done = now;
        progress.at(STAGE, now, total == 0 ? 0 : Math.max(now, total));
    }
}
