package org.creditconnector.night;

import java.util.Iterator;
import org.creditconnector.extract.KeyRange;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/** Gives a worker its share of the run's key ranges that are not stored yet; not final, because its step scope stands before it. */
class OpenRanges implements ItemReader<KeyRange> {
    private final CurrentRun current;
    private final int share;
    private @Nullable Iterator<KeyRange> open;

    OpenRanges(CurrentRun current, int share) {
        this.current = current;
        this.share = share;
    }

    @Override
    public @Nullable KeyRange read() {
        Iterator<KeyRange> ranges = open;
        if (ranges == null) {
            int shares = current.session().partitions();
            ranges = current.session().openRanges().stream()
                    .filter(range -> range.number() % shares == share)
                    .iterator();
            open = ranges;
        }
        return ranges.hasNext() ? ranges.next() : null;
    }
}
