package org.creditconnector.night;

import java.time.Duration;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.Resolution;
import org.creditconnector.ledger.StoredPackage;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.Powers;
import org.jspecify.annotations.Nullable;

/** Finds out by asking what became of a package whose outcome is not known. */
final class Doubt {
    /** A registry may still be at work on a request whose connection is gone. */
    static final Duration SECOND_LOOK = Duration.ofSeconds(10);

    private final SubmissionLedger ledger;
    private final RegistryConnection connection;
    private final Powers powers;
    private final LeaseToken token;
    private final Pauses pauses;

    Doubt(SubmissionLedger ledger, RegistryConnection connection, Powers powers, LeaseToken token, Pauses pauses) {
        this.ledger = ledger;
        this.connection = connection;
        this.powers = powers;
        this.token = token;
        this.pauses = pauses;
    }

    /**
     * Asks by id, where that can be done, and writes down what is known then. That the registry does not have it now says nothing
     * about bytes that are still on their way, as those of a process that froze in its call: where the same bytes can go again, they
     * settle it, and the package is never called unsent in between.
     *
     * @param repeatRefused whether the same bytes went again and were refused, so that another repeat settles nothing
     * @return null when it is settled, else why it is not
     */
    @Nullable String settle(StoredPackage unknown, boolean repeatRefused) {
        if (!powers.statusQuery()) {
            return "the registry cannot be asked about it";
        }
        PackageKnowledge knowledge;
        try {
            knowledge = connection.packageKnowledge(ledger.manifest(unknown.packageId()), unknown.sha256());
            if (knowledge.state() == PackageKnowledge.State.UNKNOWN && !powers.idempotentById()) {
                // Sending again would have a second effect if the first one only comes late.
                pauses.pause(SECOND_LOOK);
                knowledge = connection.packageKnowledge(ledger.manifest(unknown.packageId()), unknown.sha256());
            }
        } catch (RegistryUnavailableException e) {
            return "the registry was asked and did not answer (" + e.getMessage() + ")";
        }
        if (knowledge.state() == PackageKnowledge.State.UNKNOWN && powers.idempotentById() && !repeatRefused) {
            return "the registry was asked and does not have it yet";
        }
        switch (knowledge.state()) {
            case RECEIVED, PROCESSED ->
                resolve(unknown, Resolution.RECEIVED, "asked by id: the registry has it", knowledge.receipt());
            case UNKNOWN -> resolve(unknown, Resolution.NOT_SENT, "asked by id: the registry does not have it", null);
        }
        return null;
    }

    private void resolve(StoredPackage unknown, Resolution resolution, String detail, @Nullable String receipt) {
        // The answer may be old when this process slept over it: only the holder of the lease may draw a conclusion.
        ledger.under(token, () -> {
            ledger.resolve(unknown.packageId(), resolution, detail, receipt, "connector", "status query");
            return resolution;
        });
    }
}
