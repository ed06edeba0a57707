package org.creditconnector.registry;

/** What becomes of one account in one night; every extracted account gets exactly one. */
public enum AccountVerdict {
    /** A finding of severity ERROR holds it. */
    HELD,
    /** Compared with what is on file, and there is nothing to say. */
    UNCHANGED,
    /** No report date has come. */
    NOT_DUE,
    /** An earlier item has no final verdict, and the registry needs order. */
    WAITING,
    /** At least one item was staged. */
    REPORTED
}
