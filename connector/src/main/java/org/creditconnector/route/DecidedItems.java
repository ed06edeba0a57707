package org.creditconnector.route;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.creditconnector.correction.CorrectableField;
import org.creditconnector.decision.AccountDecisions;
import org.creditconnector.decision.Decision;
import org.creditconnector.decision.Decision.Made;
import org.creditconnector.decision.Decision.Outcome;
import org.creditconnector.decision.DecisionKind;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.history.RecordAsOf;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.DueItems.Due;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.SubjectHistory.Accepted;
import org.jspecify.annotations.Nullable;

/**
 * Which items are due for an account about which something was decided. Corrections and deletions of what stands come first; then
 * the profile is asked what is due as if the registry had taken them already. So a profile knows nothing of decisions, and what it
 * says of a corrected account is what it would say of any.
 */
final class DecidedItems {
    private final String target;
    private final String accountKey;
    private final RegistryProfile profile;
    private final AccountDecisions decisions;
    private final SubjectHistory history;
    private final List<Due> items = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<LocalDate> settled = new LinkedHashSet<>();
    private @Nullable Accepted onFile;

    DecidedItems(
            String target,
            String accountKey,
            RegistryProfile profile,
            AccountDecisions decisions,
            SubjectHistory history) {
        this.target = target;
        this.accountKey = accountKey;
        this.profile = profile;
        this.decisions = decisions;
        this.history = history;
        this.onFile = history.accepted();
    }

    /** Report dates that need no correction any more although none was made. */
    Set<LocalDate> settled() {
        return settled;
    }

    // ------------------------------------------------------------------ the whole account taken back

    /** Deletions of all that stands, newest report date first; afterwards the account is not reported. */
    DueItems withdrawn(Decision withdrawal) {
        if (!history.open().isEmpty()) {
            return answer(AccountVerdict.WAITING, List.of(), DecisionFindings.withdrawn(withdrawal));
        }
        return deletions(withdrawal, decisions.standing(), AccountVerdict.NOT_DUE);
    }

    /** Deletions that are due although nothing is known of the account tonight. */
    DueItems withoutRecord() {
        Decision whole = decisions.withdrawal().orElse(null);
        if (whole != null) {
            return withdrawn(whole);
        }
        for (Decision decision : decisions.of(DecisionKind.WITHDRAW)) {
            if (!history.open().isEmpty()) {
                return answer(AccountVerdict.WAITING, List.of(), DecisionFindings.withdrawn(decision));
            }
            return deletions(decision, standingAt(decision.dates()), AccountVerdict.NOT_DUE);
        }
        return answer(AccountVerdict.NOT_DUE, List.of());
    }

    private DueItems deletions(Decision withdrawal, List<Accepted> standing, AccountVerdict nothing) {
        for (Accepted item : standing) {
            if (wasRejected(withdrawal, item)) {
                return answer(
                        AccountVerdict.HELD,
                        List.of(),
                        DecisionFindings.deletionRejected(withdrawal, item.reportDate()));
            }
        }
        if (standing.isEmpty()) {
            return answer(nothing, List.of(), DecisionFindings.withdrawn(withdrawal));
        }
        if (!profile.powers().replaces()) {
            return answer(AccountVerdict.HELD, List.of(), DecisionFindings.cannotReplace(withdrawal));
        }
        List<Due> own =
                profile.takenBack(accountKey, history, withdrawal.dates()).orElse(null);
        if (own != null) {
            return answer(
                    own.isEmpty() ? nothing : AccountVerdict.REPORTED, own, DecisionFindings.withdrawn(withdrawal));
        }
        standing.stream()
                .sorted(Comparator.comparing(Accepted::reportDate)
                        .thenComparing(Accepted::sequence)
                        .reversed())
                .forEach(item -> add(ItemKind.DELETION, item, null));
        return answer(AccountVerdict.REPORTED, items, DecisionFindings.withdrawn(withdrawal));
    }

    private static boolean wasRejected(Decision decision, Accepted item) {
        return decision.made().stream()
                .anyMatch(made ->
                        made.outcome() == Outcome.REJECTED && item.itemId().equals(made.supersedes()));
    }

    private List<Accepted> standingAt(List<LocalDate> dates) {
        return decisions.standing().stream()
                .filter(item -> dates.contains(item.reportDate()))
                .toList();
    }

    // ------------------------------------------------------------------ single dates

    /**
     * As {@link #due}, of a profile that compares with all that stands: it finds what was corrected in the record due by itself, so that
     * only report dates that were taken back are left to be decided here.
     */
    DueItems dueWithoutCorrections(CreditRecord record) {
        List<LocalDate> dates = decisions.of(DecisionKind.WITHDRAW).stream()
                .flatMap(decision -> decision.dates().stream())
                .distinct()
                .sorted()
                .toList();
        if (dates.isEmpty() || !history.open().isEmpty()) {
            return profile.due(record, history);
        }
        for (Decision withdrawal : decisions.of(DecisionKind.WITHDRAW)) {
            for (Accepted item : standingAt(withdrawal.dates())) {
                if (wasRejected(withdrawal, item)) {
                    return answer(
                            AccountVerdict.HELD,
                            List.of(),
                            DecisionFindings.deletionRejected(withdrawal, item.reportDate()));
                }
            }
        }
        items.addAll(profile.takenBack(accountKey, history, dates).orElse(List.of()));
        return with(profile.due(record, history));
    }

    /** @param record the record of tonight with all corrections that are in force */
    DueItems due(CreditRecord record) {
        Map<LocalDate, List<Decision>> corrections =
                pendingCorrections(record.getReport().getAsOf());
        List<Decision> withdrawals = pendingWithdrawals();
        Decision anew = decisions
                .resubmission()
                .filter(decision -> !decision.dates().isEmpty())
                .orElse(null);
        if (!history.open().isEmpty() && !(corrections.isEmpty() && withdrawals.isEmpty() && anew == null)) {
            return answer(AccountVerdict.WAITING, List.of());
        }
        Decision needsPower = Stream.concat(corrections.values().stream().flatMap(List::stream), withdrawals.stream())
                .findFirst()
                .orElse(null);
        if (needsPower != null && !profile.powers().replaces()) {
            return answer(AccountVerdict.HELD, List.of(), DecisionFindings.cannotReplace(needsPower));
        }
        for (Map.Entry<LocalDate, List<Decision>> entry : corrections.entrySet()) {
            Finding held = correct(record, entry.getKey(), entry.getValue());
            if (held != null) {
                return answer(AccountVerdict.HELD, List.of(), held);
            }
        }
        for (Decision withdrawal : withdrawals) {
            List<Accepted> standing = standingAt(withdrawal.dates());
            for (Accepted item : standing) {
                if (wasRejected(withdrawal, item)) {
                    return answer(
                            AccountVerdict.HELD,
                            List.of(),
                            DecisionFindings.deletionRejected(withdrawal, item.reportDate()));
                }
                add(ItemKind.DELETION, item, null);
            }
        }
        if (anew != null) {
            for (LocalDate date : anew.dates()) {
                Finding held = toldAnew(record, date, anew);
                if (held != null) {
                    return answer(AccountVerdict.HELD, List.of(), held);
                }
            }
        }
        return with(profile.due(record, afterwards()));
    }

    /**
     * Tells again what the registry accepted at a date: a correction of what it holds otherwise, a report of what it lost. A date
     * that cannot be told again is said; returns what holds the account instead.
     */
    private @Nullable Finding toldAnew(CreditRecord record, LocalDate date, Decision anew) {
        if (date.isAfter(record.getReport().getAsOf())
                || items.stream().anyMatch(item -> item.reportDate().equals(date))) {
            return null;
        }
        Accepted standing = newest(standingAt(List.of(date)));
        if (standing != null && !profile.powers().replaces()) {
            return DecisionFindings.cannotReplace(anew);
        }
        boolean laterStands =
                decisions.standing().stream().anyMatch(item -> item.reportDate().isAfter(date));
        if (!(RecordAsOf.at(record, date) instanceof RecordAsOf.Known then) || (standing == null && laterStands)) {
            findings.add(DecisionFindings.notToldAnew(anew, date));
            return null;
        }
        if (standing != null) {
            add(ItemKind.CORRECTION, standing, then.record());
            return null;
        }
        Due due = new Due(ItemKind.REPORT, date, nextSequence(), null, then.record());
        items.add(due);
        onFile = asIfAccepted(due);
        return null;
    }

    private Accepted asIfAccepted(Due due) {
        ReportItem item = profile.render(target, accountKey, due);
        return new Accepted(
                item.itemId(), item.sequence(), item.reportDate(), item.contentHash(), item.reportedState());
    }

    /** What the profile finds due, after what was decided; report dates that were taken back are left out. */
    private DueItems with(DueItems rest) {
        findings.addAll(rest.findings());
        if (rest.verdict() == AccountVerdict.HELD) {
            return answer(AccountVerdict.HELD, List.of());
        }
        Set<LocalDate> takenBack = new LinkedHashSet<>();
        decisions.of(DecisionKind.WITHDRAW).forEach(decision -> takenBack.addAll(decision.dates()));
        List<Due> more = rest.items().stream()
                .filter(due -> !takenBack.contains(due.reportDate()))
                .toList();
        for (Due due : more) {
            items.add(new Due(
                    due.kind(), due.reportDate(), nextSequence(), due.supersedes(), due.record(), due.rendering()));
        }
        if (!items.isEmpty()) {
            return answer(AccountVerdict.REPORTED, items);
        }
        boolean left = more.size() < rest.items().size();
        return answer(left ? AccountVerdict.UNCHANGED : rest.verdict(), List.of());
    }

    private Map<LocalDate, List<Decision>> pendingCorrections(LocalDate asOf) {
        boolean again = decisions.resubmission().isPresent();
        Map<LocalDate, List<Decision>> pending = new TreeMap<>();
        for (Decision decision : decisions.of(DecisionKind.CORRECT)) {
            for (LocalDate date : decision.dates()) {
                if (!date.isAfter(asOf) && !made(decision, date, again)) {
                    pending.computeIfAbsent(date, key -> new ArrayList<>()).add(decision);
                }
            }
        }
        return pending;
    }

    /** Whether the correction of a date was made; one that never left, or goes again, was not. */
    static boolean made(Decision decision, LocalDate date, boolean again) {
        return decision.made().stream()
                .filter(made ->
                        made.kind() == ItemKind.CORRECTION && made.reportDate().equals(date))
                .map(Made::outcome)
                .anyMatch(outcome -> outcome != Outcome.TAKEN_BACK && !(again && outcome == Outcome.REJECTED));
    }

    private List<Decision> pendingWithdrawals() {
        return decisions.of(DecisionKind.WITHDRAW).stream()
                .filter(decision -> !standingAt(decision.dates()).isEmpty())
                .toList();
    }

    /** Adds the correction of one date, with all corrections of it; returns what holds the account instead. */
    private @Nullable Finding correct(CreditRecord record, LocalDate date, List<Decision> corrections) {
        Accepted standing = newest(standingAt(List.of(date)));
        Decision first = corrections.get(0);
        if (standing == null) {
            settled.add(date);
            findings.add(DecisionFindings.nothingStands(first, date));
            return null;
        }
        RecordAsOf then = RecordAsOf.at(record, date);
        if (then instanceof RecordAsOf.NotKnown notKnown) {
            return DecisionFindings.notKnown(first, date, notKnown.reason());
        }
        CreditRecord corrected = ((RecordAsOf.Known) then).record();
        for (Decision decision : corrections) {
            Decision.Correction correction = Objects.requireNonNull(decision.correction());
            CorrectableField field = CorrectableField.at(correction.path());
            CorrectableField.Found found = field.in(corrected);
            if (!found.reached()) {
                return DecisionFindings.noPlace(decision, found.problem() + " as of " + date);
            }
            if (!correction.corrected().equals(found.value())) {
                corrected = HistoryDerivation.derive(field.with(corrected, correction.corrected()))
                        .record();
            }
        }
        Due due = new Due(ItemKind.CORRECTION, date, nextSequence(), standing.itemId(), corrected);
        if (profile.render(target, accountKey, due).contentHash().equals(standing.contentHash())) {
            settled.add(date);
            findings.add(DecisionFindings.sameOnFile(first, date));
            return null;
        }
        add(ItemKind.CORRECTION, standing, corrected);
        return null;
    }

    private static @Nullable Accepted newest(List<Accepted> standing) {
        return standing.stream().max(Comparator.comparing(Accepted::sequence)).orElse(null);
    }

    // ------------------------------------------------------------------ as if they were accepted

    private long nextSequence() {
        return history.lastSequence() + items.size() + 1;
    }

    private void add(ItemKind kind, Accepted instead, @Nullable CreditRecord record) {
        Due due = new Due(kind, instead.reportDate(), nextSequence(), instead.itemId(), record);
        items.add(due);
        Accepted now = onFile;
        if (now == null || !now.itemId().equals(instead.itemId())) {
            return;
        }
        if (record != null) {
            onFile = asIfAccepted(due);
        } else {
            Set<String> gone = new LinkedHashSet<>();
            items.forEach(one -> gone.add(String.valueOf(one.supersedes())));
            onFile = decisions.standing().stream()
                    .filter(one -> !gone.contains(one.itemId()))
                    .max(Comparator.comparing(Accepted::reportDate).thenComparing(Accepted::sequence))
                    .orElse(null);
        }
    }

    private SubjectHistory afterwards() {
        return new SubjectHistory(
                history.subject(), history.lastSequence() + items.size(), onFile, history.open(), history.rejected());
    }

    private DueItems answer(AccountVerdict verdict, List<Due> due, Finding... more) {
        findings.addAll(List.of(more));
        findings.forEach(finding -> finding.setAccountKey(accountKey));
        return new DueItems(verdict, List.copyOf(due), List.copyOf(findings));
    }
}
