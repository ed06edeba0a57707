package org.creditconnector.route;

import java.util.List;

/**
 * One key range at the end of the route {@code credit-records}: what the writer stores in the range's one transaction.
 *
 * @param accounts in key order
 * @param extracted whether the accounts were read from the source; where they were not, only their items, findings and effects are
 *     booked: the account book counts what was extracted
 */
public record PreparedRange(List<PreparedAccount> accounts, boolean extracted) {
    /** Accounts that were read from the source. */
    public PreparedRange(List<PreparedAccount> accounts) {
        this(accounts, true);
    }
}
