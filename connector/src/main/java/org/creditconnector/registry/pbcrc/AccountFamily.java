package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.pbcrc.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the lending accounts of persons (210) and of enterprises (410) and guarantees for both (230, 440): layouts, codes
 * and time points. Order, corrections and deletions are the same for all.
 */
interface AccountFamily {
    /** Record type of the report, e.g. {@code 210}; its changes have the same first two digits. */
    String report();

    /** Tag of the segment that says who the borrower is: one for the whole account, corrected at its newest record. */
    String base();

    /** Letters of the segments that hold the current view, and not that of their date. */
    String current();

    /** Tags of the segments that tell how the account stood at the date; a record without any of them tells nothing of it. */
    List<String> standings();

    /** Tag of the segment that tells special transactions; empty where the kind of record has none. */
    String transactions();

    /** The registry's code for an account type that changed. */
    String typeChanged();

    /** The account type; null where the registry has none for the kind of account. */
    @Nullable String type(CreditRecord record);

    /** Table of our words for kinds of account, for a sentence about one that has no type. */
    String typeTable();

    /** Special events (record 215) that say which time points there are not; none where the family has no such record. */
    SpecialEvents special(CreditRecord record, String type);

    /**
     * All time points that there should be, oldest first; what was told at another date should not have been.
     *
     * @param told time point codes of what stands at the registry, by report date; empty where nothing does
     */
    Points points(CreditRecord record, String type, LocalDate opened, TreeMap<LocalDate, String> told);

    /**
     * Time points, and what must be said about them.
     *
     * @param all oldest first
     * @param findings of what is not told although it should have been
     */
    record Points(List<TimePoint> all, List<Finding> findings) {}

    /**
     * Whether the record of a time point tells negative information, of which a person must have been told before.
     *
     * @param state the record as of the time point's date
     */
    boolean isNegative(CreditRecord state, TimePoint point);

    /**
     * The record of a time point as it stands in the source, not yet arranged.
     *
     * @param state the record as of the time point's date
     */
    Message message(CreditRecord state, TimePoint point);
}
