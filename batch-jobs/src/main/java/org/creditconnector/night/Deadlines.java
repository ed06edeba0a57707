package org.creditconnector.night;

import java.time.Duration;
import java.util.List;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.OverduePackage;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.Powers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about feedback that does not come. At the deadline the registry is asked by the package's id: has it judged the
 * package, then its feedback was lost on the way and is read again from the beginning of the list; has it not, the package is shown
 * as overdue; does it not know the package at all, a person is called. No verdict is ever guessed and nothing is sent.
 */
final class Deadlines {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final SubmissionLedger ledger;
    private final RegistryConnection connection;
    private final Powers powers;
    private final String target;
    private final LeaseToken token;
    private final Duration deadline;
    private final FeedbackIntake intake;

    Deadlines(
            SubmissionLedger ledger,
            RegistryConnection connection,
            Powers powers,
            String target,
            LeaseToken token,
            Duration deadline,
            FeedbackIntake intake) {
        this.ledger = ledger;
        this.connection = connection;
        this.powers = powers;
        this.target = target;
        this.token = token;
        this.deadline = deadline;
        this.intake = intake;
    }

    /**
     * Asks about what is overdue at the target, of all runs.
     *
     * @return whether the list of feedback was read again: what is new in it is stored and not applied yet
     * @throws RegistryUnavailableException when the list cannot be read again
     */
    boolean look() {
        boolean lostOnTheWay = false;
        List<OverduePackage> overdue = ledger.under(token, () -> ledger.markOverdue(target, deadline));
        for (OverduePackage one : overdue) {
            lostOnTheWay |= mayBeInTheList(one);
        }
        if (lostOnTheWay) {
            intake.readAgain();
        }
        return lostOnTheWay;
    }

    private boolean mayBeInTheList(OverduePackage one) {
        if (!powers.statusQuery()) {
            return true;
        }
        PackageKnowledge.State state;
        try {
            String sha256 = ledger.storedPackage(one.packageId()).orElseThrow().sha256();
            state = connection
                    .packageKnowledge(ledger.manifest(one.packageId()), sha256)
                    .state();
        } catch (RegistryUnavailableException e) {
            LOG.warn(
                    "package {} is overdue, and the registry cannot be asked about it: {}",
                    one.packageId(),
                    e.getMessage());
            return false;
        }
        ledger.under(token, () -> {
            ledger.recordKnowledge(one.packageId(), state);
            return state;
        });
        LOG.info("package {} is overdue; asked by id the registry says {}", one.packageId(), state);
        return state == PackageKnowledge.State.PROCESSED;
    }
}
