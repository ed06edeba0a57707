package org.creditconnector.ledger;

import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * Who answers for which version of a source's folder. The one that was published last is in force; a night that a changed folder
 * stopped is approved by another person than its publisher.
 */
public final class Publications {
    private static final String ACTION = "PUBLISH";

    private final Store store;
    private final AuditTrail audit;

    /** @param store where they are kept */
    public Publications(Store store) {
        this.store = store;
        this.audit = new AuditTrail(store);
    }

    /**
     * A publication.
     *
     * @param source name of the configured source
     * @param version of its folder
     * @param author who answers for it
     * @param reason why
     * @param at when, by the database's clock
     */
    public record Publication(String source, String version, String author, String reason, OffsetDateTime at) {
        /** Whether a name is that of the publisher, however it is typed. */
        boolean isBy(String name) {
            return plain(author).equals(plain(name));
        }

        private static String plain(String name) {
            return Normalizer.normalize(name, Normalizer.Form.NFKC)
                    .replaceAll("[\\s\\p{Cntrl}]+", " ")
                    .strip()
                    .toLowerCase(Locale.ROOT);
        }
    }

    /** The last publication of a source; empty where there was none. */
    public Optional<Publication> inForce(String source) {
        return store.jdbc()
                .sql("""
                     select content_hash, author, reason, recorded_at from audit_entry where subject = ? and action = ?
                     order by entry_id desc fetch first row only""")
                .params(subject(source), ACTION)
                .query((row, number) -> new Publication(
                        source,
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class)))
                .optional();
    }

    /** The publication that a run is covered by: its version is the one in force. Empty where somebody has to publish first. */
    public Optional<Publication> of(Run run) {
        return inForce(run.source()).filter(last -> last.version().equals(run.mappingVersion()));
    }

    /**
     * Publishes a version; one that is in force already stays its first publisher's, so that nobody takes over what another answers
     * for.
     *
     * @return the publication that is in force now
     */
    public Publication publish(String source, String version, String author, String reason) {
        return store.transactions().execute(status -> {
            store.lockLedger();
            if (inForce(source).filter(last -> last.version().equals(version)).isEmpty()) {
                audit.record(author, ACTION, subject(source), reason, version);
            }
            return inForce(source).orElseThrow();
        });
    }

    /** Targets and sources may have the same name. */
    private static String subject(String source) {
        return "source " + source;
    }

    /**
     * Demands that a run which a changed folder stopped is approved by a second person.
     *
     * @throws DecisionRefusedException when nobody has published the folder's version, or whoever approves did
     */
    void demandSecondPerson(Run run, String approver) {
        if (!run.secondPerson()) {
            return;
        }
        Publication published = of(run).orElseThrow(() ->
                new DecisionRefusedException("the changed source folder of run " + run.name()
                        + " is not the one that somebody published, so nobody answers for it; `" + command(run.source())
                        + "` first, then another person approves"));
        if (published.isBy(approver)) {
            throw new DecisionRefusedException(published.author() + " published the changed source folder of run "
                    + run.name() + ", and what it makes otherwise is beyond the limit; another person must approve it");
        }
    }

    /** What is typed to publish the folder of a source, without the program's name. */
    public static String command(String source) {
        return "mapping publish " + source + " --author NAME --reason TEXT";
    }

    /** What is typed to let a run pass that waits for a person, without the program's name. */
    public String next(Run run) {
        return run.state() == RunState.HELD && run.secondPerson() && of(run).isEmpty()
                ? command(run.source())
                : "approve " + run.name() + " --author NAME --reason TEXT";
    }
}
