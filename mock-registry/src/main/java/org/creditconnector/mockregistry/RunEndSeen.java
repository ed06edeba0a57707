package org.creditconnector.mockregistry;

import java.util.List;

/**
 * The end of a run as a lender told it over Kafka, and what the registry found when it looked.
 *
 * @param run name of the run
 * @param lender code of the lender
 * @param times how often it was told; each time it was looked at anew
 * @param packages number of packages that it names
 * @param items number of items that it names
 * @param differences what is not as it says, one sentence each; empty where everything is there
 */
public record RunEndSeen(String run, String lender, int times, long packages, long items, List<String> differences) {}
