package org.creditconnector.registry.baihang;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.creditconnector.record.Instalment;
import org.jspecify.annotations.Nullable;

/**
 * One instalment at the end of a day.
 *
 * @param date the day
 * @param instalment as agreed
 * @param open what is still to pay of it
 * @param paidToday what was paid of it on the day
 * @param paidOn the last day on which something was paid of it; null where nothing was
 * @param daysLate days since it fell due, where it counts as late; else 0
 * @param overdue what is late of the whole account
 * @param balance principal owed; null where it is not known
 */
record InstalmentState(
        LocalDate date,
        Instalment instalment,
        BigDecimal open,
        BigDecimal paidToday,
        @Nullable LocalDate paidOn,
        int daysLate,
        BigDecimal overdue,
        @Nullable BigDecimal balance) {
    /** Whether it is negative information, of which the borrower must have been told before. */
    boolean negative() {
        return daysLate > 0 || overdue.signum() > 0;
    }

    Place place() {
        return new Place(date, instalment.getNumber());
    }

    /** Where it stands at the agency: at most one record for a day and an instalment. */
    record Place(LocalDate date, int term) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byDate = date.compareTo(other.date);
            return byDate == 0 ? Integer.compare(term, other.term) : byDate;
        }
    }

    /** Never shows amounts. */
    @Override
    public String toString() {
        return "instalment " + instalment.getNumber() + " at " + date;
    }
}
