package org.creditconnector.history;

import java.math.BigDecimal;
import java.util.Comparator;
import org.creditconnector.record.AmountSplit;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happens to the slots on one day.
 *
 * @param day epoch day
 * @param kind what happens; on one day in the order of the constants
 * @param key key of the movement or event, to order those of one kind on one day
 * @param slot the one slot that is meant, or -1
 * @param amount the amount; null for all that is open
 * @param split the amount by part; null where it is not known
 */
record Step(
        long day,
        Kind kind,
        String key,
        int slot,
        @Nullable BigDecimal amount,
        @Nullable AmountSplit split) {
    enum Kind {
        WAIVER,
        /** Money for what is due, oldest first. */
        PAYMENT,
        /** Money for what is due, then for principal. */
        PREPAYMENT,
        REFUND,
        WRITE_OFF,
        RECOVERY,
        /** Later interest, fees and penalties lapse. */
        END,
        /** All that is open lapses. */
        RELEASE
    }

    static final Comparator<Step> ORDER = Comparator.comparingLong(Step::day)
            .thenComparing(Step::kind)
            .thenComparing(Step::key)
            .thenComparingInt(Step::slot)
            .thenComparing(Step::amount, Comparator.nullsLast(Comparator.naturalOrder()));
}
