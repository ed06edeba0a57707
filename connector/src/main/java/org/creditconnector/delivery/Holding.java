package org.creditconnector.delivery;

import java.time.LocalDate;
import java.util.Comparator;
import org.creditconnector.totals.Amounts;
import org.jspecify.annotations.Nullable;

/**
 * One item that stands: accepted, and by no accepted item replaced or taken back. The same shape for what a registry lists and
 * for what our mirror of it holds, so that both can be read side by side.
 *
 * @param subject what it is about
 * @param itemId its id
 * @param reportDate the date its content is true for
 * @param sequence its running number within the subject
 * @param itemDigest lower-case hex SHA-256 of the item's bytes as they travelled; null where it was never noted
 * @param currency of the amounts; null where the record names none
 * @param amounts its figures; one that is not there is null
 */
public record Holding(
        String subject,
        String itemId,
        LocalDate reportDate,
        long sequence,
        @Nullable String itemDigest,
        @Nullable String currency,
        Amounts amounts) {
    /** By subject in UTF-8 byte order, report date, sequence, item id in UTF-8 byte order. */
    public static final Comparator<Holding> ORDER = Comparator.comparing(Holding::subject, Utf8.ORDER)
            .thenComparing(Holding::reportDate)
            .thenComparingLong(Holding::sequence)
            .thenComparing(Holding::itemId, Utf8.ORDER);
}
