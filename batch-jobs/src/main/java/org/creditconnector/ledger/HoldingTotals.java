package org.creditconnector.ledger;

import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.TreeMap;
import org.creditconnector.delivery.Holding;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/** Counts, sums and digests over a listing, as the published API defines them for a statement; in one pass along its order. */
final class HoldingTotals {
    private final MessageDigest newest = Digests.sha256();
    private final MessageDigest all = Digests.sha256();
    private final TreeMap<String, Amounts> sums = new TreeMap<>();
    private long accounts;
    private boolean everyDigestKnown = true;
    private @Nullable Holding last;

    /** Of all that is left of a listing. */
    static HoldingTotals of(Iterator<Holding> holdings) {
        HoldingTotals totals = new HoldingTotals();
        holdings.forEachRemaining(totals::add);
        return totals;
    }

    /** Adds the next one of the listing. */
    void add(Holding holding) {
        if (last != null && !last.subject().equals(holding.subject())) {
            endOfSubject(last);
        }
        last = holding;
        if (holding.itemDigest() == null) {
            everyDigestKnown = false;
        } else {
            Digests.line(all, holding.subject() + "\t" + holding.itemId() + "\t" + holding.itemDigest());
        }
    }

    private void endOfSubject(Holding last) {
        accounts++;
        Digests.line(newest, last.subject() + "\t" + last.itemId());
        if (last.currency() != null) {
            sums.merge(last.currency(), last.amounts(), Amounts::plus);
        }
    }

    /**
     * What they add up to; to be called once, at the end.
     *
     * @param items the count of accepted items, which no listing tells
     */
    Statement statement(LocalDate date, long items) {
        if (last != null) {
            endOfSubject(last);
            last = null;
        }
        return new Statement(
                date,
                accounts,
                items,
                new ControlTotals(accounts, sums),
                Digests.hex(newest),
                everyDigestKnown ? Digests.hex(all) : null);
    }
}
