package org.creditconnector.identifier;

/** What a check says of an identifier. */
public sealed interface IdentifierVerdict {
    /** The one verdict that it is well-formed. That somebody has this number is not known by that. */
    IdentifierVerdict VALID = new Valid();

    /** Whether it is well-formed. */
    default boolean isValid() {
        return this instanceof Valid;
    }

    /** Well-formed, with the right check digits. */
    record Valid() implements IdentifierVerdict {}

    /**
     * Not what it should be.
     *
     * @param sentence what is wrong and what was expected, in one sentence that does not hold the value or a part of it
     */
    record Problem(String sentence) implements IdentifierVerdict {}
}
