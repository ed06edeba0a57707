package org.creditconnector.registry;

/** What an item does to its subject at the registry. */
public enum ItemKind {
    /** Tells the state at a report date for the first time. */
    REPORT,
    /** Replaces what was accepted for a report date. */
    CORRECTION,
    /** Takes back what was accepted for a report date. */
    DELETION,
    /** Says that the account has a new key. */
    ID_CHANGE
}
