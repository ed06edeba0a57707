package org.creditconnector.night;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A reconciled night that another one is compared with.
 *
 * @param accounts accounts extracted
 * @param granted what was lent or granted by currency, without accounts held in it or in the night that is compared
 * @param grantedNow the same of the night that is compared, without the same accounts
 * @param rows rows of the source's child queries by query name
 * @param seconds how long reading took
 */
record RecentNight(
        long accounts,
        Map<String, BigDecimal> granted,
        Map<String, BigDecimal> grantedNow,
        Map<String, Long> rows,
        double seconds) {}
