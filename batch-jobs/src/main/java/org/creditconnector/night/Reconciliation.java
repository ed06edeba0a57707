package org.creditconnector.night;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.ledger.AccountBook;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.GuiltyRecord;
import org.creditconnector.ledger.Imbalance;
import org.creditconnector.ledger.ItemBook;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.RegistryComparison;
import org.creditconnector.ledger.RegistryMirror;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.Powers;
import org.creditconnector.totals.ControlTotals;
import org.creditconnector.totals.Difference;
import org.jspecify.annotations.Nullable;

/**
 * Compares our books with the source's totals, with the feedback, and with the registry's own statement. A run balances only when
 * all of them do; what does not is named with the step, the difference and, where somebody can tell, the guilty records.
 *
 * <p>The statement is of all that a registry holds, not of one run. Items on their way of other sources or later nights, which the
 * registry may have judged already, explain a difference; they are counted and accuse nobody.
 */
final class Reconciliation {
    private static final int MOST_SHOWN = 5;

    /** A registry that judges while it is read may tell two truths; so often it is asked again. */
    private static final int MOST_READINGS = 3;

    private final SubmissionLedger ledger;
    private final Books books;
    private final RegistryMirror mirror;
    private final RegistryConnection connection;
    private final LeaseToken token;
    private final LongFunction<SourceComparison> source;
    private final List<GuiltyRecord> guilty = new ArrayList<>();
    private final List<Imbalance> found = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** @param source looks for guilty accounts at the source of a run */
    Reconciliation(
            SubmissionLedger ledger,
            Books books,
            RegistryMirror mirror,
            RegistryConnection connection,
            LeaseToken token,
            LongFunction<SourceComparison> source) {
        this.ledger = ledger;
        this.books = books;
        this.mirror = mirror;
        this.connection = connection;
        this.token = token;
        this.source = source;
    }

    /** Who is guilty; to be read after a comparison. */
    List<GuiltyRecord> guilty() {
        return List.copyOf(guilty);
    }

    /** The part that needs nobody else: our books against the source's totals, as they were counted, and against each other. */
    static StepOutcome ofOurBooks(Books books, long runId) {
        return verdict(books.imbalances(runId), List.of());
    }

    /** The same, and where the source's totals differ its accounts are looked at again. */
    StepOutcome ofOurBooks(long runId) {
        againstOurselves(runId);
        saveGuilty(runId);
        return verdict();
    }

    private void saveGuilty(long runId) {
        ledger.under(token, () -> {
            ledger.saveGuilty(runId, guilty);
            return guilty;
        });
    }

    /**
     * All of it.
     *
     * @param deep list what the registry holds also when its statement gives no reason to
     */
    StepOutcome of(Run run, Powers powers, boolean deep) {
        ItemBook items = books.items(run.runId());
        if (items.unsent() > 0) {
            return StepOutcome.stop(
                    ExitCode.STOPPED,
                    items.unsent() + " items are not sent yet",
                    "run --target " + run.target() + " --source " + run.source() + " --date " + run.businessDate());
        }
        againstOurselves(run.runId());
        if (powers.statement() && powers.feedback() && (deep || items.unanswered() == 0)) {
            try {
                againstRegistry(run, powers, deep);
            } catch (RegistryUnavailableException e) {
                return StepOutcome.stop(
                        ExitCode.TARGET_DOWN,
                        e.getMessage() == null ? "the registry gives no statement" : e.getMessage(),
                        "reconcile --target " + run.target());
            }
        }
        saveGuilty(run.runId());
        StepOutcome verdict = verdict();
        if (!verdict.goesOn()) {
            return verdict;
        }
        if (powers.feedback() && items.unanswered() > 0) {
            remarks.add(0, items.unanswered() + " of " + items.staged() + " items have no verdict yet");
            return StepOutcome.stop(ExitCode.PENDING, String.join("; ", remarks), "collect --target " + run.target());
        }
        lacks(powers, items);
        return workList(run, items);
    }

    /** Says what could not be compared, because the registry does not give it. */
    private void lacks(Powers powers, ItemBook items) {
        if (!powers.feedback()) {
            remarks.add("the registry gives no verdicts: " + items.unanswered()
                    + " items are received and stay unanswered");
        }
        if (!powers.statement()) {
            remarks.add("the registry gives no statement: our books were compared with the source"
                    + (powers.feedback() ? " and the feedback only" : " only"));
        } else if (!powers.feedback()) {
            remarks.add("its statement cannot be compared, because it is not known what it accepted");
        }
    }

    private void againstOurselves(long runId) {
        for (Imbalance one : books.imbalances(runId)) {
            if (one.step().equals("extract")) {
                SourceComparison comparison = source.apply(runId);
                found.add(new Imbalance("extract", one.difference() + "; " + comparison.of(runId)));
                guilty.addAll(comparison.guilty());
            } else {
                found.add(one);
            }
        }
        guilty.addAll(ledger.guiltyByFeedback(runId));
    }

    private void againstRegistry(Run run, Powers powers, boolean deep) {
        LocalDate date = run.asOf();
        Statement ours = mirror.totals(run.target(), date);
        for (int reading = 1; reading <= MOST_READINGS; reading++) {
            Statement theirs = connection.statement(date);
            ledger.under(token, () -> {
                ledger.saveStatement(run.target(), theirs);
                return theirs;
            });
            List<Imbalance> differences = differences(theirs, ours);
            if (!powers.listing()) {
                withoutListing(run, differences, deep);
                return;
            }
            if (differences.isEmpty() && !deep) {
                return;
            }
            boolean lastReading = reading == MOST_READINGS || mirror.onTheWay(run.target(), date) == 0;
            if (byListing(run, ours, theirs, differences, lastReading)) {
                return;
            }
        }
    }

    /** Where a registry lists nothing, a difference while items are on their way proves nothing yet. */
    private void withoutListing(Run run, List<Imbalance> differences, boolean deep) {
        long onTheWay = differences.isEmpty() ? 0 : mirror.onTheWay(run.target(), run.asOf());
        if (onTheWay > 0) {
            remarks.add("the statement differs, and " + onTheWay
                    + " items are on their way: compare again when they are answered");
        } else {
            found.addAll(differences);
        }
        if (deep) {
            remarks.add("the registry lists nothing, so it was compared by counts, sums and digest only");
        }
    }

    /**
     * Item by item.
     *
     * @return false when the registry told two truths and may be asked again
     */
    private boolean byListing(
            Run run, Statement ours, Statement theirs, List<Imbalance> differences, boolean lastReading) {
        RegistryComparison.Result result = mirror.compare(run.target(), run.asOf(), connection.holdings(run.asOf()));
        List<Imbalance> withItself = withItself(theirs, result.listed());
        if (!withItself.isEmpty() && !lastReading) {
            return false;
        }
        guilty.addAll(result.guilty());
        if (result.count() > 0) {
            found.add(new Imbalance(
                    "registry",
                    result.count() + " items are not held as in our books: " + result.missing() + " missing, "
                            + result.extra() + " extra, " + result.altered() + " altered"));
        }
        found.addAll(withItself);
        long onTheWay = mirror.onTheWay(run.target(), run.asOf());
        long more = theirs.items() - ours.items();
        if (result.count() == 0 && (more < 0 || more > onTheWay)) {
            found.add(new Imbalance(
                    "statement",
                    "the registry says that it accepted " + theirs.items() + " items, our books say " + ours.items()
                            + ", and the listing shows no difference that explains it"));
        }
        if (result.pending() > 0) {
            remarks.add(
                    result.pending()
                            + " items at the registry are of nights whose feedback is not in our books yet: they are on their way");
        }
        if (found.isEmpty() && result.pending() == 0 && !differences.isEmpty() && onTheWay == 0) {
            found.addAll(differences);
        }
        return true;
    }

    /** What a registry states and what it lists must be the same. */
    private static List<Imbalance> withItself(Statement stated, Statement listed) {
        List<Imbalance> found = new ArrayList<>();
        if (stated.accounts() != listed.accounts()) {
            found.add(new Imbalance(
                    "statement",
                    "the registry states " + stated.accounts() + " accounts and lists " + listed.accounts()));
        }
        List<Difference> unlike = amounts(stated).differences(amounts(listed));
        if (!unlike.isEmpty()) {
            found.add(new Imbalance(
                    "statement", Difference.sentence(unlike, "by the registry's statement", "by its own listing")));
        }
        if (found.isEmpty() && !stated.digest().equals(listed.digest())) {
            found.add(new Imbalance("statement", "the digest that the registry states is not that of its listing"));
        }
        return found;
    }

    private static ControlTotals amounts(Statement statement) {
        return new ControlTotals(0, statement.totals().amounts());
    }

    private static List<Imbalance> differences(Statement theirs, Statement ours) {
        List<Imbalance> found = new ArrayList<>();
        if (theirs.accounts() != ours.accounts() || theirs.items() != ours.items()) {
            found.add(new Imbalance(
                    "statement",
                    "the registry holds " + theirs.accounts() + " accounts by " + theirs.items() + " items, our mirror "
                            + ours.accounts() + " by " + ours.items()));
        }
        List<Difference> unlike = amounts(theirs).differences(amounts(ours));
        if (!unlike.isEmpty()) {
            found.add(new Imbalance(
                    "statement", Difference.sentence(unlike, "by the registry's statement", "by our mirror")));
        }
        if (found.isEmpty()
                && (!theirs.digest().equals(ours.digest()) || differ(theirs.holdingsDigest(), ours.holdingsDigest()))) {
            found.add(new Imbalance("statement", "counts and amounts agree, but not which items they are made of"));
        }
        return found;
    }

    /** A digest that one side does not have says nothing. */
    private static boolean differ(@Nullable String theirs, @Nullable String ours) {
        return theirs != null && ours != null && !theirs.equals(ours);
    }

    private StepOutcome verdict() {
        return verdict(found, remarks);
    }

    private static StepOutcome verdict(List<Imbalance> found, List<String> remarks) {
        if (found.isEmpty()) {
            return StepOutcome.GO_ON;
        }
        List<String> sentences = new ArrayList<>(found.stream()
                .limit(MOST_SHOWN)
                .map(one -> one.step() + ": " + one.difference())
                .toList());
        if (found.size() > MOST_SHOWN) {
            sentences.add("and " + (found.size() - MOST_SHOWN) + " more");
        }
        sentences.addAll(remarks);
        return StepOutcome.stop(ExitCode.UNBALANCED, String.join("; ", sentences), null);
    }

    /** Balanced; what is left for a person decides between done and a work list. */
    private StepOutcome workList(Run run, ItemBook items) {
        AccountBook accounts = books.accounts(run.runId());
        String remark = remarks.isEmpty() ? null : String.join("; ", remarks);
        long subjects = books.heldSubjects(run.runId());
        if (items.rejected() == 0 && accounts.held() == 0 && subjects == 0) {
            return new StepOutcome(true, ExitCode.DONE, remark, null);
        }
        String cause = "rejected items: " + items.rejected() + ", held accounts: " + accounts.held()
                + (subjects == 0 ? "" : ", held persons, agreements and collateral: " + subjects)
                + (remark == null ? "" : "; " + remark);
        return new StepOutcome(true, ExitCode.WORK_LIST, cause, items.rejected() > 0 ? "rejects" : "held");
    }
}
