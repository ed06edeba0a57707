package org.creditconnector.history;

import java.math.BigDecimal;

/**
 * One line of the allocation: on a day, a slot was settled by an amount, or opened again by a negative one.
 *
 * @param day epoch day
 * @param kind what settled it
 * @param slot the slot; -1 for the borrower's credit
 * @param amount not zero
 */
record Entry(long day, Kind kind, int slot, BigDecimal amount) {
    enum Kind {
        PAID,
        WAIVED,
        WRITTEN_OFF,
        /** No longer owed, because the account has ended. */
        LAPSED,
        /** Money that no slot had room for. */
        CREDIT
    }
}
