package org.creditconnector.night;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.extract.KeyRange;

/** Deals the ranges of a run to the workers of one process, in stretches of ranges that follow each other. */
final class RangeShares {
    private final int workers;
    private final int atOnce;

    /**
     * @param workers that read side by side
     * @param atOnce most ranges in a stretch
     */
    RangeShares(int workers, int atOnce) {
        this.workers = workers;
        this.atOnce = atOnce;
    }

    /**
     * A worker's share. Every range is in that of one worker, whatever is stored already: it goes by the numbers of the ranges.
     *
     * @param open ranges that are not stored, in their order
     * @param worker from 0
     */
    List<List<KeyRange>> of(int worker, List<KeyRange> open) {
        List<List<KeyRange>> stretches = new ArrayList<>();
        int before = -1;
        for (KeyRange range : open) {
            int stretch = range.number() / atOnce;
            if (stretch % workers != worker) {
                continue;
            }
            boolean follows = before >= 0 && range.number() == before + 1 && stretch == before / atOnce;
            if (!follows) {
                stretches.add(new ArrayList<>());
            }
            stretches.get(stretches.size() - 1).add(range);
            before = range.number();
        }
        return stretches;
    }
}
