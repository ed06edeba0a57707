package org.creditconnector.synthetic;

import java.time.LocalDate;

/**
 * Money that came in.
 *
 * @param kind {@code P} towards what is due, {@code S} to settle the account early, {@code D} in the debtor's place
 * @param reversed night that took it back; {@link Ledger#NEVER} where it stands
 */
record Payment(int number, LocalDate paid, LocalDate booked, long amount, String kind, LocalDate reversed) {
    boolean stands(LocalDate night) {
        return !booked.isAfter(night) && reversed.isAfter(night);
    }
}
