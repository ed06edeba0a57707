package org.creditconnector.mockregistry.baihang;

import java.util.List;

/**
 * Something that the agency really did, in order.
 *
 * @param number from 1
 * @param kind what it was
 * @param delivery name of the file, or {@code POST} and the record's id
 * @param record kind of record, e.g. D3; empty where it is about the delivery
 * @param recordId its {@code reqID}
 * @param operation A or M
 * @param subject loan, or credit account of X2
 * @param term instalment; 0 for other kinds
 * @param confirmedOn the day an instalment's state was true on; empty for other kinds
 * @param codes why it was rejected
 */
public record BaihangEffect(
        long number,
        Kind kind,
        String delivery,
        String record,
        String recordId,
        String operation,
        String subject,
        int term,
        String confirmedOn,
        List<String> codes) {
    /** What was done. */
    public enum Kind {
        /** A file or a single record was taken in. */
        DELIVERY_KEPT,
        RECORD_ACCEPTED,
        RECORD_REJECTED
    }

    /** E.g. {@code D3 A LN1 3 2024-05-31}. */
    public String brief() {
        return (record + " " + operation + " " + subject + (term == 0 ? "" : " " + term) + " " + confirmedOn).strip();
    }
}
