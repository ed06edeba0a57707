package org.creditconnector.night;

import java.time.Duration;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.FeedbackState;
import org.creditconnector.ledger.ItemBook;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.SubmissionLedger;

/** Takes in feedback of a target: every page is stored as it came before anything of it is applied. */
final class Collecting {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final SubmissionLedger ledger;
    private final Books books;
    private final RegistryConnection connection;
    private final String target;
    private final LeaseToken token;
    private final Progress progress;
    private final Pauses pauses;

    Collecting(
            SubmissionLedger ledger,
            Books books,
            RegistryConnection connection,
            String target,
            LeaseToken token,
            Progress progress,
            Pauses pauses) {
        this.ledger = ledger;
        this.books = books;
        this.connection = connection;
        this.target = target;
        this.token = token;
        this.progress = progress;
        this.pauses = pauses;
    }

    /** Asks until a run is answered or {@code wait} is over; an answer that cannot be right is not waited out. */
    StepOutcome until(long runId, Duration wait) {
        long end = pauses.nanoTime() + wait.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            boolean doubtful;
            try {
                doubtful = takeInAll();
            } catch (RegistryUnavailableException e) {
                return StepOutcome.stop(
                        ExitCode.TARGET_DOWN, e.getMessage() == null ? "no answer" : e.getMessage(), null);
            }
            ItemBook items = books.items(runId);
            progress.at("collect", items.staged() - items.unanswered() - items.unsent(), items.staged());
            if (items.unanswered() == 0) {
                return StepOutcome.GO_ON;
            }
            boolean over = pauses.nanoTime() >= end;
            if (doubtful || over) {
                StepOutcome unbalanced = Reconciliation.ofOurBooks(books, runId);
                if (!unbalanced.goesOn()) {
                    return unbalanced;
                }
            }
            if (over) {
                return StepOutcome.stop(
                        ExitCode.PENDING,
                        items.unanswered() + " of " + items.staged() + " items have no verdict yet",
                        "collect --target " + target);
            }
            pauses.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /**
     * Stores all pages that are there, then applies what is not applied; also what an earlier process left. Says whether something
     * was kept out of the books.
     */
    private boolean takeInAll() {
        boolean more = true;
        while (more) {
            pauses.goOn();
            FeedbackPage page =
                    connection.feedback(ledger.feedbackCursor(target).orElse(null));
            ledger.under(token, () -> ledger.storeFeedback(target, page));
            more = page.more();
        }
        boolean doubtful = false;
        for (long letter : ledger.unappliedFeedback(target)) {
            doubtful |= ledger.under(token, () -> ledger.applyFeedback(letter)).state() == FeedbackState.QUARANTINED;
        }
        return doubtful;
    }
}
