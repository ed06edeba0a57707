package org.creditconnector.night;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.ledger.AccountBook;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.Imbalance;
import org.creditconnector.ledger.ItemBook;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.RegistryMirror;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.Powers;
import org.creditconnector.totals.ControlTotals;

/**
 * Compares our books with the source's totals, with the feedback, and with the registry's own statement. A run balances only when
 * all of them do; what does not is named with the step and the difference.
 */
final class Reconciliation {
    private static final int MOST_SHOWN = 5;

    private final SubmissionLedger ledger;
    private final Books books;
    private final RegistryMirror mirror;
    private final RegistryConnection connection;
    private final LeaseToken token;

    Reconciliation(
            SubmissionLedger ledger,
            Books books,
            RegistryMirror mirror,
            RegistryConnection connection,
            LeaseToken token) {
        this.ledger = ledger;
        this.books = books;
        this.mirror = mirror;
        this.connection = connection;
        this.token = token;
    }

    /** The part that needs nobody else: our books against the source's totals and against each other. */
    static StepOutcome ofOurBooks(Books books, long runId) {
        return verdict(books.imbalances(runId));
    }

    /** All of it. */
    StepOutcome of(Run run, Powers powers) {
        ItemBook items = books.items(run.runId());
        if (items.unsent() > 0) {
            return StepOutcome.stop(
                    ExitCode.STOPPED,
                    items.unsent() + " items are not sent yet",
                    "run --target " + run.target() + " --source " + run.source() + " --date " + run.businessDate());
        }
        List<Imbalance> found = new ArrayList<>(books.imbalances(run.runId()));
        if (powers.feedback() && items.unanswered() > 0 && found.isEmpty()) {
            return StepOutcome.stop(
                    ExitCode.PENDING,
                    items.unanswered() + " of " + items.staged() + " items have no verdict yet",
                    "collect --target " + run.target());
        }
        if (powers.statement() && powers.feedback() && items.unanswered() == 0) {
            try {
                found.addAll(againstStatement(run));
            } catch (RegistryUnavailableException e) {
                return StepOutcome.stop(
                        ExitCode.TARGET_DOWN,
                        e.getMessage() == null ? "the registry gives no statement" : e.getMessage(),
                        "reconcile --target " + run.target());
            }
        }
        StepOutcome verdict = verdict(found);
        return verdict.goesOn() ? asFarAsItGoes(workList(run, items), powers, items) : verdict;
    }

    /** Says what could not be compared, because the registry does not give it. */
    private static StepOutcome asFarAsItGoes(StepOutcome balanced, Powers powers, ItemBook items) {
        List<String> said = new ArrayList<>();
        if (balanced.cause() != null) {
            said.add(balanced.cause());
        }
        if (!powers.feedback()) {
            said.add("the registry gives no verdicts: " + items.unanswered()
                    + " items are received and stay unanswered");
        }
        if (!powers.statement()) {
            said.add("the registry gives no statement: our books were compared with the source"
                    + (powers.feedback() ? " and the feedback only" : " only"));
        } else if (!powers.feedback()) {
            said.add("its statement cannot be compared, because it is not known what it accepted");
        }
        return said.isEmpty()
                ? balanced
                : new StepOutcome(true, balanced.exit(), String.join("; ", said), balanced.next());
    }

    private List<Imbalance> againstStatement(Run run) {
        Statement theirs = connection.statement(run.asOf());
        ledger.under(token, () -> {
            ledger.saveStatement(run.target(), theirs);
            return theirs;
        });
        Statement ours = mirror.totals(run.target(), run.asOf());
        List<Imbalance> found = new ArrayList<>();
        if (theirs.accounts() != ours.accounts() || theirs.items() != ours.items()) {
            found.add(new Imbalance(
                    "statement",
                    "the registry holds " + theirs.accounts() + " accounts by " + theirs.items() + " items, our mirror "
                            + ours.accounts() + " by " + ours.items()));
        }
        ControlTotals difference = new ControlTotals(0, theirs.totals().amounts())
                .minus(new ControlTotals(0, ours.totals().amounts()));
        if (!difference.isZero()) {
            found.add(new Imbalance("statement", "amounts differ, registry less mirror: " + difference.amounts()));
        }
        if (found.isEmpty() && !theirs.digest().equals(ours.digest())) {
            found.add(new Imbalance("statement", "counts and amounts agree, but not which items they are made of"));
        }
        return found;
    }

    private static StepOutcome verdict(List<Imbalance> found) {
        if (found.isEmpty()) {
            return StepOutcome.GO_ON;
        }
        String differences = found.stream()
                .limit(MOST_SHOWN)
                .map(one -> one.step() + ": " + one.difference())
                .collect(Collectors.joining("; "));
        return StepOutcome.stop(
                ExitCode.UNBALANCED,
                differences + (found.size() > MOST_SHOWN ? "; and " + (found.size() - MOST_SHOWN) + " more" : ""),
                null);
    }

    /** Balanced; what is left for a person decides between done and a work list. */
    private StepOutcome workList(Run run, ItemBook items) {
        AccountBook accounts = books.accounts(run.runId());
        if (items.rejected() == 0 && accounts.held() == 0) {
            return StepOutcome.GO_ON;
        }
        String cause = "rejected items: " + items.rejected() + ", held accounts: " + accounts.held();
        return new StepOutcome(true, ExitCode.WORK_LIST, cause, items.rejected() > 0 ? "rejects" : "held");
    }
}
