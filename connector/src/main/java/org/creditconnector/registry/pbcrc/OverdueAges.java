package org.creditconnector.registry.pbcrc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.record.Instalment;
import org.jspecify.annotations.Nullable;

/**
 * Unpaid principal that is overdue, by the age of its due date. Where the lender keeps what is settled of each instalment, by that;
 * else the money paid has settled the oldest due dates first, so that the newest overdue ones are unpaid as a whole.
 *
 * @param over30 31 to 60 days
 * @param over60 61 to 90 days
 * @param over90 91 to 180 days
 * @param over180 more than 180 days
 */
record OverdueAges(BigDecimal over30, BigDecimal over60, BigDecimal over90, BigDecimal over180) {
    private static final int[] LIMITS = {30, 60, 90, 180};

    /**
     * @param instalments the schedule as of the date
     * @param at the date
     * @param overduePrincipal all of it
     */
    static OverdueAges of(List<Instalment> instalments, LocalDate at, @Nullable BigDecimal overduePrincipal) {
        BigDecimal all = overduePrincipal == null ? BigDecimal.ZERO : overduePrincipal;
        BigDecimal[] older = new BigDecimal[LIMITS.length];
        for (int i = 0; i < LIMITS.length; i++) {
            older[i] = olderThan(instalments, at, all, LIMITS[i]);
        }
        return new OverdueAges(
                older[0].subtract(older[1]), older[1].subtract(older[2]), older[2].subtract(older[3]), older[3]);
    }

    /** Never more for more days. */
    private static BigDecimal olderThan(List<Instalment> instalments, LocalDate at, BigDecimal all, int days) {
        boolean byLender = instalments.stream().anyMatch(instalment -> instalment.getPaid() != null);
        BigDecimal younger = BigDecimal.ZERO;
        BigDecimal unpaid = BigDecimal.ZERO;
        for (Instalment instalment : instalments) {
            long age = at.toEpochDay() - instalment.getDueOn().toEpochDay();
            if (age > days) {
                unpaid = unpaid.add(open(instalment));
            } else if (age > 0) {
                younger = younger.add(instalment.getDue().getPrincipal());
            }
        }
        return byLender
                ? unpaid.min(all).max(BigDecimal.ZERO)
                : all.subtract(younger).max(BigDecimal.ZERO);
    }

    private static BigDecimal open(Instalment instalment) {
        BigDecimal open = instalment.getDue().getPrincipal();
        open = instalment.getPaid() == null
                ? open
                : open.subtract(instalment.getPaid().getPrincipal());
        open = instalment.getWaived() == null
                ? open
                : open.subtract(instalment.getWaived().getPrincipal());
        open = instalment.getWrittenOff() == null
                ? open
                : open.subtract(instalment.getWrittenOff().getPrincipal());
        return open.max(BigDecimal.ZERO);
    }
}
