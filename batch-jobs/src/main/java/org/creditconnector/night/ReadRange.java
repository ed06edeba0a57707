package org.creditconnector.night;

import org.creditconnector.extract.KeyRange;
import org.creditconnector.extract.RangeReader;

/**
 * A key range with the rows that the lender has in it.
 *
 * @param range the range
 * @param rows what was read
 */
record ReadRange(KeyRange range, RangeReader.Read rows) {}
