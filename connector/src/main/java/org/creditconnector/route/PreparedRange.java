package org.creditconnector.route;

import java.util.List;

/**
 * One key range at the end of the route {@code credit-records}: what the writer stores in the range's one transaction.
 *
 * @param accounts in key order
 */
public record PreparedRange(List<PreparedAccount> accounts) {}
