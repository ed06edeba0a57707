package org.creditconnector.night;

import java.util.List;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.RangeId;
import org.creditconnector.ledger.RegistryMirror;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.StoredRange;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.route.WithdrawnAccounts;
import org.jspecify.annotations.Nullable;

/**
 * The range of accounts that people withdrew and the source does not show any more. It comes after all ranges of keys, when it is
 * known who was extracted; it adds items to the night and nothing to the account book.
 */
final class DecidedRange {
    /** Stands in place of both bounds, which no range of keys can have alike. */
    private static final String NAME = "DECIDED";

    private DecidedRange() {}

    static StoredRange numbered(int number) {
        return new StoredRange(number, NAME, NAME, false);
    }

    static boolean is(StoredRange range) {
        return NAME.equals(range.from()) && NAME.equals(range.to());
    }

    /** What is to be stored under the range; null when the run has no such range, or it is stored. */
    static @Nullable RangeId open(long runId, List<StoredRange> ranges) {
        for (StoredRange range : ranges) {
            if (is(range) && !range.stored()) {
                return new RangeId(runId, range.number());
            }
        }
        return null;
    }

    static PreparedRange prepare(Run run, RegistryProfile profile, Decisions decisions, RegistryMirror mirror) {
        List<String> keys = decisions.withdrawnAndGone(run);
        return WithdrawnAccounts.prepare(
                run.target(),
                profile,
                keys,
                decisions.inForce(run.target(), run.source(), keys),
                mirror.histories(
                        run.target(), keys.stream().map(profile::subject).toList(), profile));
    }
}
