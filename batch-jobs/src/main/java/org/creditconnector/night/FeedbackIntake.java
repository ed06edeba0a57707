package org.creditconnector.night;

import java.util.List;
import java.util.function.Consumer;
import org.creditconnector.delivery.CursorRefusedException;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.ledger.FeedbackState;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.PackageState;
import org.creditconnector.ledger.StoredPackage;
import org.creditconnector.ledger.SubmissionLedger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a registry's feedback into the ledger, whoever has a reason to: every page is stored as it came before anything of it is
 * applied, and both only by the holder of the target's lease.
 */
final class FeedbackIntake {
    private static final Logger LOG = LoggerFactory.getLogger(FeedbackIntake.class);

    private final SubmissionLedger ledger;
    private final RegistryConnection connection;
    private final String target;
    private final LeaseToken token;
    private final Pauses pauses;
    private final Consumer<String> notes;

    FeedbackIntake(
            SubmissionLedger ledger, RegistryConnection connection, String target, LeaseToken token, Pauses pauses) {
        this(ledger, connection, target, token, pauses, note -> {});
    }

    /** @param notes hears what people should know, one sentence each; it stands in the log, too */
    FeedbackIntake(
            SubmissionLedger ledger,
            RegistryConnection connection,
            String target,
            LeaseToken token,
            Pauses pauses,
            Consumer<String> notes) {
        this.notes = notes;
        this.ledger = ledger;
        this.connection = connection;
        this.target = target;
        this.token = token;
        this.pauses = pauses;
    }

    /**
     * Stores all pages that are there, then applies what is not applied; also what an earlier process left. Says whether something
     * was kept out of the books.
     */
    boolean takeInAll() {
        if (connection.answersAtOnce()) {
            takeInReceipts();
            return applyAll();
        }
        boolean more = true;
        boolean begunAnew = false;
        while (more) {
            pauses.goOn();
            String after = ledger.feedbackCursor(target).orElse(null);
            FeedbackPage page;
            try {
                page = connection.feedback(after);
            } catch (CursorRefusedException e) {
                if (begunAnew) {
                    throw e;
                }
                begunAnew = true;
                page = fromTheBeginning(e);
                after = null;
            }
            FeedbackPage stored = page;
            ledger.under(token, () -> ledger.storeFeedback(target, stored));
            demandProgress(after, page);
            more = page.more();
        }
        return applyAll();
    }

    /**
     * Where the answer to a package was the verdict, it stands in our books as its receipt: it is read out of there, so that whoever died
     * between the answer and here has lost nothing.
     */
    private void takeInReceipts() {
        for (StoredPackage one : ledger.packagesOf(target, PackageState.RECEIVED)) {
            pauses.goOn();
            String receipt = one.receipt();
            FeedbackPage.Entry verdict =
                    connection.verdict(ledger.manifest(one.packageId()), receipt == null ? "" : receipt);
            FeedbackPage page = new FeedbackPage(List.of(verdict), "", false);
            ledger.under(token, () -> ledger.storeFeedbackAgain(target, page));
        }
    }

    /** What is stored already is not stored again, so that reading all of it anew changes nothing but where to go on. */
    private FeedbackPage fromTheBeginning(CursorRefusedException refused) {
        FeedbackPage page = connection.feedback(null);
        String note = refused.getMessage()
                + "; its feedback was read again from the beginning, where what is known changes nothing";
        LOG.warn(note);
        notes.accept(note);
        return page;
    }

    /** The whole list, without moving the cursor that goes on from the last page. What is stored already is not stored again. */
    void readAgain() {
        if (connection.answersAtOnce()) {
            takeInReceipts();
            return;
        }
        String after = null;
        boolean more = true;
        while (more) {
            pauses.goOn();
            FeedbackPage page = connection.feedback(after);
            List<Long> fresh = ledger.under(token, () -> ledger.storeFeedbackAgain(target, page));
            LOG.info(
                    "{}: read feedback again, {} of {} entries are new",
                    target,
                    fresh.size(),
                    page.entries().size());
            demandProgress(after, page);
            after = page.next();
            more = page.more();
        }
    }

    /** Applies what is stored; says whether something was kept out of the books. */
    boolean applyAll() {
        boolean doubtful = false;
        for (long letter : ledger.unappliedFeedback(target)) {
            doubtful |= ledger.under(token, () -> ledger.applyFeedback(letter)).state() == FeedbackState.QUARANTINED;
        }
        return doubtful;
    }

    /** A page that says that more is waiting, and where to go on is where it began, would be read for ever. */
    private void demandProgress(@Nullable String after, FeedbackPage page) {
        if (page.more() && page.next().equals(after)) {
            throw new RegistryUnavailableException(target
                    + ": asked for feedback, got a page that says more is waiting and leads back to itself; what came is stored,"
                    + " tell the registry");
        }
    }
}
