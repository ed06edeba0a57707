package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.record.AccountEvent;

/**
 * A date on which a record is due, and why.
 *
 * @param date report date
 * @param code time point code of the record, e.g. {@code 30} for the monthly settlement
 * @param type account type
 * @param first whether it is the first record of the account ever: then it says everything
 * @param events special events since the record before it that could tell any, oldest first
 */
record TimePoint(LocalDate date, String code, String type, boolean first, List<AccountEvent> events) {
    static final String NEW = "10";
    static final String CLOSED = "20";
    static final String MONTH_END = "30";
    static final String STOCK = "31";
    static final String CLOSED_AT_MONTH_END = "32";
    static final String RECOVERED = "40";

    boolean opening() {
        return code.equals(NEW);
    }

    /** Letters of the segments it may have, in their order. */
    String letters() {
        boolean claim = type.equals("C1");
        StringBuilder letters = new StringBuilder("B");
        if (first) {
            // A loan that is paid out once is under no agreement at the registry.
            letters.append(claim ? "CDG" : type.equals("D1") ? "CDE" : "CDEF");
        }
        letters.append(claim || code.equals(RECOVERED) ? 'J' : 'H');
        if (type.equals("R2") && !code.equals(RECOVERED)) {
            letters.append('I');
        }
        // The first record ever tells no special transaction, whatever its time point (BLR005).
        if (!first && !code.equals(RECOVERED)) {
            letters.append('K');
        }
        return letters.toString();
    }

    /** Whether special events are told with it. */
    boolean tellsEvents() {
        return letters().indexOf('K') >= 0;
    }
}
