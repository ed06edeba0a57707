package org.creditconnector.route;

import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.PeriodState;
import org.jspecify.annotations.Nullable;

/**
 * Where an account stands at the as-of date, as it was mapped: what one night is compared with another by.
 *
 * @param status life of the account
 * @param daysPastDue derived days past due at the as-of date; null where they cannot be known (a lender that gives months only)
 */
public record AccountStanding(
        AccountStatus status, @Nullable Integer daysPastDue) {
    /** The standing that a record tells. */
    public static AccountStanding of(CreditRecord record) {
        PeriodState position = record.getPosition();
        return new AccountStanding(
                record.getState().getStatus().getValue(), position == null ? null : position.getDaysPastDue());
    }

    /** Whether the account has ended: it may leave the source without being missed. */
    public boolean isClosed() {
        return status == AccountStatus.CLOSED;
    }
}
