package org.creditconnector.mapping;

/**
 * How a mapping fills a field of the credit record.
 *
 * @param state where the value comes from
 * @param how the line's right side; for a missing field its reason
 * @param place file and line that say so; empty where no line of the mapping does
 */
public record FieldFill(State state, String how, String place) {
    /** Where a value comes from, best first. */
    public enum State {
        /** From a column of the source. */
        FILLED,
        /** Worked out by us from schedule and movements. */
        DERIVED,
        /** From a column of the source, and where that is empty a literal of the mapping. */
        FILLED_ELSE_DEFAULT,
        /** A literal of the mapping: the same for every account. */
        DEFAULTED,
        /** From nowhere, because it has no meaning for these accounts. */
        NOT_APPLICABLE,
        /** From nowhere. */
        MISSING
    }
}
