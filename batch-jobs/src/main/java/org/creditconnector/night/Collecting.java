package org.creditconnector.night;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.ItemBook;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.OverduePackage;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.Powers;

/** Takes in feedback of a target: every page is stored as it came before anything of it is applied. */
final class Collecting {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final SubmissionLedger ledger;
    private final Books books;
    private final String target;
    private final FeedbackIntake intake;
    private final Deadlines deadlines;
    private final Progress progress;
    private final Pauses pauses;

    /**
     * @param powers what the registry can be asked
     * @param deadline how long it may take to answer
     * @param notes hears what people should know
     */
    Collecting(
            SubmissionLedger ledger,
            Books books,
            RegistryConnection connection,
            Powers powers,
            String target,
            LeaseToken token,
            Duration deadline,
            Progress progress,
            Pauses pauses,
            Consumer<String> notes) {
        this.intake = new FeedbackIntake(ledger, connection, target, token, pauses, notes);
        this.deadlines = new Deadlines(ledger, connection, powers, target, token, deadline, intake);
        this.ledger = ledger;
        this.books = books;
        this.target = target;
        this.progress = progress;
        this.pauses = pauses;
    }

    /** Asks until a run is answered or {@code wait} is over; an answer that cannot be right is not waited out. */
    StepOutcome until(long runId, Duration wait) {
        long end = pauses.nanoTime() + wait.toNanos();
        Duration pause = FIRST_PAUSE;
        boolean asked = false;
        while (true) {
            boolean doubtful;
            try {
                doubtful = intake.takeInAll();
                if (!asked) {
                    asked = true;
                    doubtful |= lookAtTheDeadline(runId);
                }
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
                        items.unanswered() + " of " + items.staged() + " items have no verdict yet"
                                + overdueItems(runId),
                        "collect --target " + target);
            }
            pauses.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Asks about what is overdue; says whether there is something that waiting cannot mend. */
    private boolean lookAtTheDeadline(long runId) {
        boolean doubtful = deadlines.look() && intake.applyAll();
        return doubtful || overdue(runId).anyMatch(OverduePackage::lost);
    }

    private Stream<OverduePackage> overdue(long runId) {
        String run = ledger.run(runId).orElseThrow().name();
        return books.overdue(target).stream().filter(one -> one.run().equals(run));
    }

    private String overdueItems(long runId) {
        long items = overdue(runId).mapToLong(OverduePackage::unanswered).sum();
        return items == 0 ? "" : ", " + items + " of them overdue";
    }
}
