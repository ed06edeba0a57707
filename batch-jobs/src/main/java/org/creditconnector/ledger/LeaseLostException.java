package org.creditconnector.ledger;

/** The writer no longer holds its lease; nothing of its transaction was kept. The process must stop working on it. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why in a few words */
    public LeaseLostException(LeaseToken token, String why) {
        super("LEASE-LOST lease " + token.name() + " with token " + token.number() + ": " + why
                + "; nothing was written, another process goes on or `run` continues it");
    }
}
