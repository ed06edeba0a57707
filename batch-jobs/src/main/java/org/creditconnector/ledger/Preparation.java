package org.creditconnector.ledger;

/**
 * How far the ranges of accounts of a run are.
 *
 * @param accounts in ranges that are stored
 * @param stored ranges that are stored
 * @param ranges all of them
 */
public record Preparation(long accounts, int stored, int ranges) {
    /** How many accounts there will be if ranges are alike; 0 while none is stored. */
    public long expected() {
        return stored == 0 ? 0 : accounts * ranges / stored;
    }
}
