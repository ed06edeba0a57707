package org.creditconnector.mapping;

/**
 * How a mapping fills a field of the credit record.
 *
 * @param state where the value comes from
 * @param how the line's right side; for a missing field its reason
 */
public record FieldFill(State state, String how) {
    /** Where a value comes from, best first. */
    public enum State {
        /** From a column of the source. */
        FILLED,
        /** Worked out by us from schedule and movements. */
        DERIVED,
        /** A literal of the mapping: the same for every account. */
        DEFAULTED,
        /** From nowhere. */
        MISSING
    }
}
