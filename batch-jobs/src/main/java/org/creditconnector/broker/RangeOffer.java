package org.creditconnector.broker;

/**
 * What a worker is told of a key range: numbers and a version, never keys or anything else of an account. All else is in the ledger.
 *
 * @param runId the run
 * @param range number of the range
 * @param token number of the lease that the run is worked on under; an offer under an older one is worth nothing
 * @param mapping version of the source folder that the run goes by, as the ledger keeps it
 */
public record RangeOffer(long runId, int range, long token, String mapping) {}
