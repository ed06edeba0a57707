package org.creditconnector.ledger;

/** A decision that cannot be taken as things stand; one sentence that says why and what to do instead. Nothing was written. */
public final class DecisionRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sentence why, and what to do instead; without values */
    public DecisionRefusedException(String sentence) {
        super(sentence);
    }
}
