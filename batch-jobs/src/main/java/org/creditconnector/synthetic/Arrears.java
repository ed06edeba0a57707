package org.creditconnector.synthetic;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is overdue in the lender's own books at the end of a day: due before it and not covered by all the money that stands, oldest due
 * date first, interest before principal.
 *
 * @param total in hundredths
 * @param principal of it
 * @param oldest due date; null where nothing is overdue
 * @param instalments how many due dates
 */
record Arrears(long total, long principal, @Nullable LocalDate oldest, int instalments) {
    static Arrears of(Ledger ledger, LocalDate night) {
        if (!ledger.owes(night)) {
            return new Arrears(0, 0, null, 0);
        }
        long total = 0;
        long principal = 0;
        int count = 0;
        LocalDate oldest = null;
        for (Ledger.Open one : ledger.open(night)) {
            LocalDate due = one.instalment().due();
            long open = one.interest() + one.principal();
            if (due.isBefore(night) && open > 0) {
                total += open;
                principal += one.principal();
                count++;
                oldest = oldest == null ? due : oldest;
            }
        }
        return new Arrears(total, principal, oldest, count);
    }

    int days(LocalDate night) {
        return oldest == null ? 0 : (int) ChronoUnit.DAYS.between(oldest, night);
    }
}
