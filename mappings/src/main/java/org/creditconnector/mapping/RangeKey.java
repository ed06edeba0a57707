package org.creditconnector.mapping;

/**
 * What reading by ranges and the merge of queries go by.
 *
 * @param column column that every query gives, in lower case
 * @param type how it is ordered
 */
public record RangeKey(String column, Type type) {
    /** How keys are ordered. */
    public enum Type {
        /** Whole numbers, by value. */
        INTEGER,
        /** Text, by the bytes of its UTF-8 form. */
        TEXT
    }
}
