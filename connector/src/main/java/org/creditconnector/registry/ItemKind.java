package org.creditconnector.registry;

/** What an item does to its subject at the registry. */
public enum ItemKind {
    /** Tells the state at a report date for the first time. */
    REPORT,
    /** Replaces what was accepted for a report date. */
    CORRECTION,
    /** Takes back what was accepted for a report date. */
    DELETION,
    /** Takes back all that was ever accepted of the subject. */
    DELETE_ALL,
    /** Says that the subject has a new key; it names the newest item that was accepted under the old one. */
    ID_CHANGE;

    /** Whether it takes something back and tells nothing, so that it counts in no currency. */
    public boolean takesBack() {
        return this == DELETION || this == DELETE_ALL;
    }
}
