package org.creditconnector.night;

import org.jspecify.annotations.Nullable;

/** The run that this process is working on; it works on one at a time, and the steps of its job find it here. */
final class CurrentRun {
    private volatile @Nullable RunSession session;

    RunSession session() {
        RunSession now = session;
        if (now == null) {
            throw new IllegalStateException("a step was started without a run");
        }
        return now;
    }

    void set(@Nullable RunSession next) {
        session = next;
    }
}
