package org.creditconnector.night;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.creditconnector.delivery.Holding;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.ledger.Adoption;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.PackageState;
import org.creditconnector.ledger.Resolution;
import org.creditconnector.ledger.StoredPackage;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.Powers;

/**
 * Compares the books of a target in doubt with what its registry holds, and takes over what the registry proves to have. Sends
 * nothing but questions. In this order: packages of ours by their ids; feedback; our staged items; lost nights, made again in
 * memory; what remains, as the registry tells it. When both sides hold the same items the doubt is over.
 */
final class Comparison {
    private static final String AUTHOR = "connector";
    private static final int MOST_SHOWN = 5;

    private final String target;
    private final SubmissionLedger ledger;
    private final Adoption adoption;
    private final RegistryConnection connection;
    private final FeedbackIntake intake;
    private final Powers powers;
    private final Recognition recognition;
    private final List<String> sources;
    private final BiFunction<String, LocalDate, Lender> lenders;
    private final LeaseToken token;

    /**
     * @param sources the sources of the target
     * @param lenders opens a source for a business date
     */
    Comparison(
            String target,
            SubmissionLedger ledger,
            Adoption adoption,
            RegistryConnection connection,
            FeedbackIntake intake,
            Powers powers,
            Recognition recognition,
            List<String> sources,
            BiFunction<String, LocalDate, Lender> lenders,
            LeaseToken token) {
        this.target = target;
        this.ledger = ledger;
        this.adoption = adoption;
        this.connection = connection;
        this.intake = intake;
        this.powers = powers;
        this.recognition = recognition;
        this.sources = sources;
        this.lenders = lenders;
        this.token = token;
    }

    /**
     * Compares; when both sides agree the target is trusted again.
     *
     * @return what was taken over, in one sentence
     * @throws CommandException when they do not agree, with the differences
     * @throws org.creditconnector.delivery.RegistryUnavailableException when the registry does not answer
     */
    String compare() {
        if (!powers.listing()) {
            throw new CommandException(
                    ExitCode.UNBALANCED,
                    "the registry of target " + target
                            + " cannot list what it holds, so that nobody but a person can compare; "
                            + "when that is done: db compared --target " + target + " --author NAME --reason TEXT");
        }
        settlePackages();
        intake.takeInAll();
        Map<String, String> unanswered = adoption.unanswered(target);
        Map<String, Holding> held = held();
        Map<String, Adoption.Verdict> verdicts = adoption.foreignVerdicts(target);
        List<String> ids = new ArrayList<>(held.keySet());
        ids.addAll(verdicts.keySet());
        Map<String, Holding> unknown = new LinkedHashMap<>(held);
        for (String known : adoption.known(target, ids)) {
            unknown.remove(known);
            verdicts.remove(known);
        }
        unknown.keySet().removeAll(unanswered.keySet());
        int staged = adoptStaged(unknown, verdicts);
        int withdrawn = withdrawOvertaken(unknown);
        int recognised = recognise(unknown, verdicts);
        int takenOver = takeOver(unknown, held);
        long unjudged = adoption.closeFeedback(target, token);
        demandEqual(held, Set.copyOf(unanswered.values()));
        if (unjudged > 0) {
            throw new CommandException(
                    ExitCode.UNBALANCED,
                    "the registry has " + unjudged
                            + " packages that our books do not know and that it has not judged yet; nothing"
                            + " is sent to target " + target + " before it has: reconcile --target " + target);
        }
        String sentence =
                "books and registry hold the same " + held.size() + " items: " + staged + " of ours had arrived, "
                        + recognised + " of lost nights were made again and recognised, " + takenOver
                        + " were taken over as changed, " + adoption.lostPackages(target)
                        + " packages are known by feedback only, " + withdrawn
                        + " staged items were withdrawn, " + unanswered.size() + " wait for their verdicts";
        return ledger.under(token, () -> {
            ledger.restoration().trust(target, AUTHOR, sentence);
            return sentence;
        });
    }

    /** By their ids: what the registry has has arrived; what it does not have is taken apart, since its number may be taken. */
    private void settlePackages() {
        ledger.adoptStrandedSends(target, token);
        if (powers.statusQuery()) {
            for (StoredPackage one : ledger.packagesOf(target, PackageState.UNKNOWN)) {
                PackageKnowledge known = connection.packageKnowledge(ledger.manifest(one.packageId()), one.sha256());
                boolean theirs = known.state() != PackageKnowledge.State.UNKNOWN;
                ledger.under(token, () -> {
                    ledger.resolve(
                            one.packageId(),
                            theirs ? Resolution.RECEIVED : Resolution.NOT_SENT,
                            "asked by id after a restore: the registry " + (theirs ? "has it" : "does not have it"),
                            known.receipt(),
                            AUTHOR,
                            "status query");
                    return theirs;
                });
            }
            for (StoredPackage one : ledger.packagesOf(target, PackageState.BUILT)) {
                PackageKnowledge known = connection.packageKnowledge(ledger.manifest(one.packageId()), one.sha256());
                if (known.state() != PackageKnowledge.State.UNKNOWN) {
                    adoption.arrived(one, known.receipt() == null ? "" : known.receipt(), token);
                }
            }
        }
        adoption.takeApart(target, token);
    }

    private Map<String, Holding> held() {
        Map<String, Holding> held = new LinkedHashMap<>();
        for (Iterator<Holding> all = connection.holdings(RestoreWatch.EVER); all.hasNext(); ) {
            Holding one = all.next();
            held.put(one.itemId(), one);
        }
        return held;
    }

    /** Items that our copy still has staged and the registry has judged. */
    private int adoptStaged(Map<String, Holding> unknown, Map<String, Adoption.Verdict> verdicts) {
        int adopted = 0;
        for (Adoption.Waiting one : adoption.waiting(target)) {
            Holding theirs = unknown.remove(one.itemId());
            Adoption.Verdict verdict = verdicts.remove(one.itemId());
            if (theirs == null && verdict == null) {
                continue;
            }
            String other = theirs == null || one.digest().equals(theirs.itemDigest()) ? null : theirs.itemDigest();
            adoption.settle(
                    target, one.itemId(), verdict == null ? new Adoption.Verdict("", true) : verdict, other, token);
            adopted++;
        }
        return adopted;
    }

    /** Staged items that were made without knowing what the registry has of their subjects. */
    private int withdrawOvertaken(Map<String, Holding> unknown) {
        Set<String> subjects =
                unknown.values().stream().map(Holding::subject).collect(Collectors.toCollection(HashSet::new));
        int withdrawn = 0;
        for (Adoption.Waiting one : adoption.waiting(target)) {
            if (subjects.contains(one.subject())) {
                adoption.withdraw(target, one.itemId(), token);
                withdrawn++;
            }
        }
        return withdrawn;
    }

    private int recognise(Map<String, Holding> unknown, Map<String, Adoption.Verdict> verdicts) {
        int recognised = 0;
        Set<LocalDate> dates =
                unknown.values().stream().map(Holding::reportDate).collect(Collectors.toCollection(TreeSet::new));
        for (LocalDate date : dates) {
            for (String source : sources) {
                try (Lender lender = lenders.apply(source, date)) {
                    recognised += recognition.of(lender, date, unknown, verdicts);
                }
            }
        }
        return recognised;
    }

    /** What is left is believed as the registry tells it; oldest first, so that each finds what it may have replaced. */
    private int takeOver(Map<String, Holding> unknown, Map<String, Holding> held) {
        Map<String, List<Holding>> ours = new HashMap<>();
        for (Holding one : adoption.standing(target)) {
            ours.computeIfAbsent(one.subject(), subject -> new ArrayList<>()).add(one);
        }
        List<Holding> left = new ArrayList<>(unknown.values());
        left.sort(Holding.ORDER);
        for (Holding one : left) {
            Optional<String> replaced = ours.getOrDefault(one.subject(), List.of()).stream()
                    .filter(other -> other.reportDate().equals(one.reportDate()) && !held.containsKey(other.itemId()))
                    .map(Holding::itemId)
                    .findFirst();
            String accountKey = one.subject().substring(one.subject().indexOf(':') + 1);
            adoption.takeOver(target, accountKey, one, replaced, token);
        }
        return left.size();
    }

    /**
     * Subjects with an item that is not answered are left out: the registry may show already what became of it, and only its
     * feedback can tell us.
     */
    private void demandEqual(Map<String, Holding> held, Set<String> unanswered) {
        Map<String, String> differences = new TreeMap<>();
        held.values().stream()
                .filter(one -> !unanswered.contains(one.subject()))
                .forEach(one -> differences.put(one.itemId(), "only the registry holds " + words(one)));
        for (Holding one : adoption.standing(target)) {
            if (!unanswered.contains(one.subject()) && differences.remove(one.itemId()) == null) {
                differences.put(one.itemId(), "only our books hold " + words(one));
            }
        }
        if (!differences.isEmpty()) {
            throw new CommandException(
                    ExitCode.UNBALANCED,
                    "books and registry do not agree, nothing is sent to target " + target + ": "
                            + differences.values().stream().limit(MOST_SHOWN).collect(Collectors.joining("; "))
                            + (differences.size() > MOST_SHOWN
                                    ? "; and " + (differences.size() - MOST_SHOWN) + " more"
                                    : "")
                            + "; a person who knows why answers for it: db compared --target " + target
                            + " --author NAME --reason TEXT");
        }
    }

    private static String words(Holding one) {
        return "item " + one.itemId() + " of " + one.subject() + " at " + one.reportDate();
    }
}
