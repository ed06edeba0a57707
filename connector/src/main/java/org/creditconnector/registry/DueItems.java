package org.creditconnector.registry;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A profile's answer to which items are due for one account. One account goes whole or not at all: a finding of severity ERROR
 * among {@code findings} holds it, and then there are no items.
 *
 * @param verdict what becomes of the account tonight
 * @param items items to render, oldest report date first; empty unless the verdict is REPORTED
 * @param findings what the profile's own rules say
 */
public record DueItems(AccountVerdict verdict, List<Due> items, List<Finding> findings) {
    /**
     * One item to render.
     *
     * @param kind what it does
     * @param reportDate its report date
     * @param sequence its sequence within the subject
     * @param supersedes the accepted item it replaces
     * @param record the record as of the report date; null for a deletion
     * @param rendering what the profile found out on the way and rendering need not find out again, the profile's own; null for items
     *     that a person's decision makes due
     */
    public record Due(
            ItemKind kind,
            LocalDate reportDate,
            long sequence,
            @Nullable String supersedes,
            @Nullable CreditRecord record,
            @Nullable Object rendering) {
        /** An item that is rendered from its record alone. */
        public Due(
                ItemKind kind,
                LocalDate reportDate,
                long sequence,
                @Nullable String supersedes,
                @Nullable CreditRecord record) {
            this(kind, reportDate, sequence, supersedes, record, null);
        }
    }
}
