package org.creditconnector.ledger;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run beside the last one of the same target and source that was sent: what came of the comparison. The accounts are in the store.
 *
 * @param before the run it was compared with; null for a first night, when everything else is zero
 * @param days between the two as-of dates
 * @param openBefore accounts of the earlier run that were not closed
 * @param goodBefore of those compared, accounts that were live and not late
 * @param late of the good ones, those that are late now
 * @param suspects listed accounts by kind, kinds without any left out
 */
public record PeriodComparison(
        @Nullable Run before, long days, long openBefore, long goodBefore, long late, Map<SuspectKind, Long> suspects) {
    /** Of a run that has none before it. */
    public static final PeriodComparison NOTHING =
            new PeriodComparison(null, 0, 0, 0, 0, new EnumMap<>(SuspectKind.class));

    /** Accounts of one kind. */
    public long count(SuspectKind kind) {
        return suspects.getOrDefault(kind, 0L);
    }

    /**
     * What the comparison has to know of the gate's limits.
     *
     * @param jumpDays days that days past due may rise beyond the days that went by: grace, payments that were taken back
     * @param latePercent good customers late, in percent, above which they are listed
     * @param leastAccounts so many must be late before a share means anything
     */
    public record Limits(int jumpDays, int latePercent, int leastAccounts) {
        /** Whether so many of the good customers are late that it is unlike a night. */
        public boolean isMass(long late, long goodBefore) {
            return late >= leastAccounts && late * 100 > goodBefore * latePercent;
        }
    }

    /**
     * An account in the list.
     *
     * @param accountKey its key
     * @param kind what is odd
     * @param before name of the sent run in which it was last known
     * @param beforeAsOf what that run was true for
     */
    public record Suspect(String accountKey, SuspectKind kind, String before, LocalDate beforeAsOf) {}
}
