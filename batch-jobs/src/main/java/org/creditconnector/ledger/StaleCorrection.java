package org.creditconnector.ledger;

/**
 * A correction that a run reported while the source still showed the wrong value.
 *
 * @param accountKey the account
 * @param path the field that was corrected
 * @param message one sentence: what the source shows, masked by the field's class, who corrected it, and why
 */
public record StaleCorrection(String accountKey, String path, String message) {}
