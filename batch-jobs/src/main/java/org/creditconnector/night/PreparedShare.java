package org.creditconnector.night;

import org.creditconnector.extract.KeyRange;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.totals.ControlTotals;

/**
 * A key range that was read, mapped and rendered, on its way to the ledger.
 *
 * @param range the range
 * @param prepared its accounts with verdicts, items and findings
 * @param sourceTotals what the source itself counts in the range; what was read where the mapping has no control query
 */
record PreparedShare(KeyRange range, PreparedRange prepared, ControlTotals sourceTotals) {}
