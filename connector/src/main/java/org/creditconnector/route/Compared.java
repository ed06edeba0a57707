package org.creditconnector.route;

import org.creditconnector.decision.Decision;
import org.jspecify.annotations.Nullable;

/**
 * A correction held against tonight's record.
 *
 * @param decision the correction
 * @param source how the source stands to it
 * @param value canonical text of what the source says
 */
record Compared(Decision decision, Source source, @Nullable String value) {
    /** How the source stands to a correction. */
    enum Source {
        /** It still shows the wrong value; the corrected one is put in its place. */
        STALE,
        /** It shows the corrected value. */
        AGREES,
        /** It shows a third value, which counts. */
        MOVED_ON
    }

    /** Never shows the value: it may be personal. */
    @Override
    public String toString() {
        return decision + ": source " + source;
    }
}
