package org.creditconnector.registry;

import java.time.LocalDate;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * What a registry receives about one subject at one report date, rendered. The same facts give the same bytes and the same id,
 * whoever renders them and how often.
 *
 * @param itemId unique per lender for ever; derived from target, subject, report date, sequence and kind
 * @param subject kind and key, e.g. {@code account:000000052}
 * @param accountKey the account whose verdict it belongs to
 * @param kind what it does
 * @param reportDate the date its content is true for
 * @param sequence running number within the subject, from 1
 * @param supersedes item id of the accepted item it replaces or takes back
 * @param contentHash digest over the facts, without ids, run, dates of making, lineage and business date; hex SHA-256
 * @param totals what it adds to a package's totals (zero amounts for a deletion)
 * @param sendClass items of different send classes never share a package; profiles with one kind of package use one class
 * @param bytes the item as it travels
 * @param reportedState what is on file once it is accepted, in the profile's own versioned form; empty for a deletion
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are stored and sent as they are; items are compared by id
public record ReportItem(
        String itemId,
        String subject,
        String accountKey,
        ItemKind kind,
        LocalDate reportDate,
        long sequence,
        @Nullable String supersedes,
        String contentHash,
        ControlTotals totals,
        String sendClass,
        byte[] bytes,
        byte[] reportedState) {
    /** Never shows bytes: they hold personal data. */
    @Override
    public String toString() {
        return kind + " " + itemId + " of " + subject + " at " + reportDate + " (" + bytes.length + " bytes)";
    }
}
