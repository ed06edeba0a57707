package org.creditconnector.route;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.creditconnector.source.SourceAccount;

/**
 * Takes a key range through the route in parts. A record is a thousand small objects that every step walks: a part's records stay near
 * the processor and are garbage before the collector has copied them once, those of a whole range are neither. The mirror and the
 * decisions are asked once for a part.
 */
final class RangeParts {
    /** Accounts of a part: enough for one question to the store to cost little an account. */
    static final int ACCOUNTS = 100;

    private RangeParts() {}

    /** @param route what takes one part through */
    static PreparedRange through(RangeWork work, Function<RangeWork, PreparedRange> route) {
        List<SourceAccount> all = work.accounts();
        List<PreparedAccount> prepared = new ArrayList<>(all.size());
        for (int from = 0; from < all.size(); from += ACCOUNTS) {
            List<SourceAccount> part = all.subList(from, Math.min(all.size(), from + ACCOUNTS));
            prepared.addAll(route.apply(work.of(part)).accounts());
        }
        return new PreparedRange(RepeatedKeys.held(prepared), PreparedRange.rowsOf(all));
    }
}
