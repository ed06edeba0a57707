package org.creditconnector.night;

import java.util.Iterator;
import org.creditconnector.extract.Stretch;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads a worker's share of the run's key ranges that are not stored yet, one after the other; not final, because its step scope stands
 * before it.
 */
class OpenRanges implements ItemStreamReader<ReadRange> {
    private final CurrentRun current;
    private final int share;
    private @Nullable Iterator<Stretch> stretches;
    private @Nullable Stretch open;

    OpenRanges(CurrentRun current, int share) {
        this.current = current;
        this.share = share;
    }

    @Override
    public @Nullable ReadRange read() {
        Iterator<Stretch> left = stretches;
        if (left == null) {
            left = current.session().openRanges(share);
            stretches = left;
        }
        Stretch stretch = open;
        while (stretch == null || !stretch.hasNext()) {
            close();
            if (!left.hasNext()) {
                return null;
            }
            stretch = left.next();
            open = stretch;
        }
        return new ReadRange(stretch.next(), stretch.read());
    }

    /** Gives back what the lender's database holds for us; also where the step ends before its share does. */
    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
