package org.creditconnector.registry.pbcrc.message;

/** What a record does at the registry. */
public enum RecordKind {
    /** Tells facts at a report date. */
    REPORT,
    /** Changes the identifier of what is on file. */
    ID_CHANGE,
    /** Replaces one segment of one version on file. */
    CORRECTION,
    /** Deletes one segment of the versions in an interval. */
    SEGMENT_DELETION,
    /** Deletes the whole, with its history. */
    DELETION,
    /** Notes a special event. */
    EVENT
}
