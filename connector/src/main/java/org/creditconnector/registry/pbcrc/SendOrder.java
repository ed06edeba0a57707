package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.creditconnector.registry.DueItems.Due;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a night's changes of one account go: deletions, corrections, reports. Dates such as that of the last repayment may
 * not run backwards between neighbouring records at any moment, so that what became later is corrected newest first, and what
 * became earlier oldest first.
 */
final class SendOrder {
    private static final Comparator<Due> BY_DATE = Comparator.comparing(Due::reportDate);

    private SendOrder() {}

    /**
     * Whether corrections likely go newest first: facts that were not known when later dates were told make what they said later.
     *
     * @param newest report date of the newest record on file; null where there is none
     */
    static boolean isNewestFirst(List<Due> reports, @Nullable LocalDate newest) {
        return newest != null
                && reports.stream().anyMatch(report -> report.reportDate().isBefore(newest));
    }

    /**
     * @param corrections in any order
     * @param reports oldest first
     * @param deletion whether an item deletes a segment
     */
    static List<Due> of(List<Due> corrections, List<Due> reports, boolean newestFirst, Predicate<Due> deletion) {
        List<Due> all = new ArrayList<>(
                corrections.stream().filter(deletion).sorted(BY_DATE).toList());
        corrections.stream()
                .filter(deletion.negate())
                .sorted(newestFirst ? BY_DATE.reversed() : BY_DATE)
                .forEach(all::add);
        all.addAll(reports);
        return all;
    }
}
