package org.creditconnector.registry;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Last days of months. */
public final class MonthEnds {
    private MonthEnds() {}

    /** Those in (after, until], ascending. */
    public static List<LocalDate> between(LocalDate after, LocalDate until) {
        List<LocalDate> ends = new ArrayList<>();
        YearMonth month = YearMonth.from(after);
        for (LocalDate end = month.atEndOfMonth(); !end.isAfter(until); end = month.atEndOfMonth()) {
            if (end.isAfter(after)) {
                ends.add(end);
            }
            month = month.plusMonths(1);
        }
        return ends;
    }
}
