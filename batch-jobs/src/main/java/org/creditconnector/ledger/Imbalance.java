package org.creditconnector.ledger;

/**
 * Something that does not balance.
 *
 * @param step the step of the night that lost or gained it: extract, prepare, stage, package, feedback, registry,
 *     statement
 * @param difference what was expected and what was found, in one sentence
 */
public record Imbalance(String step, String difference) {}
