package org.creditconnector.ledger;

/**
 * One key range of one run.
 *
 * @param runId the run
 * @param number position in the run, from 0
 */
public record RangeId(long runId, int number) {}
