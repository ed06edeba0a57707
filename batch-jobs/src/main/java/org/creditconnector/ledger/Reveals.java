package org.creditconnector.ledger;

/** Who was shown what says something about a person, and why. Written down before anything is shown; never what was shown. */
public final class Reveals {
    private final Store store;
    private final AuditTrail audit;

    /** @param store where it is kept */
    public Reveals(Store store) {
        this.store = store;
        this.audit = new AuditTrail(store);
    }

    /**
     * Writes down that somebody is about to be shown the personal values of one account.
     *
     * @param author who looks
     * @param account the key of the account
     * @param source name of the configured source
     * @param reason why
     */
    public void note(String author, String account, String source, String reason) {
        store.transactions()
                .executeWithoutResult(status ->
                        audit.record(author, "REVEAL", account, "personal values of " + source + ": " + reason, null));
    }
}
