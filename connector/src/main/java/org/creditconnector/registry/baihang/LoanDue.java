package org.creditconnector.registry.baihang;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.creditconnector.history.DailyPositions;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.Borrower;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.DueItems.Due;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.LegalGates;
import org.creditconnector.registry.RecordFacts;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.SubjectHistory.Accepted;
import org.creditconnector.registry.baihang.BaihangPack.Layout;
import org.creditconnector.registry.baihang.InstalmentState.Place;
import org.jspecify.annotations.Nullable;

/**
 * Which records of an account are due tonight: the loan once, its instalments as {@link InstalmentPlan} says, and a modification of each
 * record that stands and is no longer true.
 */
final class LoanDue {
    private static final String LOAN = "loan";
    private static final String INSTALMENT = "instalment";

    private final BaihangSettings settings;
    private final BaihangPack pack;
    private final LoanValues values;
    private final LegalGates law;

    LoanDue(BaihangSettings settings, BaihangPack pack, LoanValues values) {
        this.settings = settings;
        this.pack = pack;
        this.values = values;
        this.law = new LegalGates("BAIHANG", settings.recipient());
    }

    /** An accepted item with what it told. */
    private record Filed(Accepted item, Told told) {}

    DueItems due(CreditRecord record, SubjectHistory history) {
        LocalDate opened = LoanValues.openedOn(record.getAccount());
        if (opened != null && opened.isAfter(record.getReport().getAsOf())) {
            return nothing(AccountVerdict.NOT_DUE);
        }
        if (!history.open().isEmpty()) {
            return nothing(AccountVerdict.WAITING);
        }
        Party borrower = Borrower.of(record);
        if (borrower == null || borrower.getKind() != PartyKind.PERSON) {
            return notTaken("parties", "the borrower is no person, and the agency's records are about persons");
        }
        String loan = values.kind(record, LOAN);
        String instalment = values.kind(record, INSTALMENT);
        if (loan == null || instalment == null) {
            return record.getAccount().getKind() == AccountKind.REVOLVING
                    ? limitOnly(record, borrower)
                    : notTaken(
                            "account.kind",
                            "kind " + record.getAccount().getKind()
                                    + " has no record at the agency whose layout is public");
        }
        DailyPositions positions = DailyPositions.of(record);
        boolean dayless = LoanValues.closed(record) && LoanValues.closedOn(record) == null;
        if (opened == null || positions == null || dayless) {
            return held(BaihangFindings.error(
                    "BAIHANG-ACCOUNT",
                    opened == null ? "account.openedOn" : positions == null ? "instalments" : "state.closing.closedOn",
                    opened == null
                            ? "the day of opening is not known, which every loan must tell; have the source deliver it"
                            : positions == null
                                    ? "no schedule with what was paid of it, and the agency is told instalment by instalment;"
                                            + " have the source deliver it"
                                    : "the day the account ended is not known; have the source deliver it"));
        }
        return new Night(record, borrower, history, positions, loan, instalment).due(opened);
    }

    /** Its bills have no public layout; its limit is told by a claim, for which it must not be left out. */
    private DueItems limitOnly(CreditRecord record, Party borrower) {
        List<Finding> findings = limit(record, borrower);
        if (settings.gates()) {
            findings.addAll(law.of(
                    record, record.getReport().getAsOf(), record.getReport().getAsOf(), false));
        }
        return findings.isEmpty()
                ? nothing(AccountVerdict.UNCHANGED)
                : new DueItems(AccountVerdict.HELD, List.of(), findings);
    }

    /** What the limit that the account speaks of lacks: a claim cannot be held, so that the account is. */
    private List<Finding> limit(CreditRecord record, Party borrower) {
        Layout layout = pack.layout(LimitDue.LIMIT, record.getReport().getBusinessDate());
        return RecordForm.check(layout, values.limit(record, borrower), "record " + layout.kind());
    }

    /** One account in one night. */
    private final class Night {
        private final CreditRecord record;
        private final Party borrower;
        private final SubjectHistory history;
        private final DailyPositions positions;
        private final LocalDate asOf;
        private final @Nullable LocalDate closed;
        private final Layout loanLayout;
        private final Layout instalmentLayout;
        private final String facts;
        private final Map<Place, Filed> standing = new TreeMap<>();
        private boolean sameFacts;
        private @Nullable Filed loanOnFile;
        private final List<Due> corrections = new ArrayList<>();
        private final List<Due> reports = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();

        Night(
                CreditRecord record,
                Party borrower,
                SubjectHistory history,
                DailyPositions positions,
                String loan,
                String instalment) {
            this.record = record;
            this.borrower = borrower;
            this.history = history;
            this.positions = positions;
            this.asOf = record.getReport().getAsOf();
            this.closed = LoanValues.closedOn(record);
            this.loanLayout = pack.layout(loan, record.getReport().getBusinessDate());
            this.instalmentLayout = pack.layout(instalment, record.getReport().getBusinessDate());
            this.facts = RecordFacts.digest(record);
        }

        DueItems due(LocalDate opened) {
            long newest = 0;
            for (Accepted item : history.standing()) {
                Told told = Tolds.FORM.decode(item.reportedState());
                if (item.sequence() > newest) {
                    newest = item.sequence();
                    sameFacts = history.rejected() == null && told.getFacts().equals(facts);
                }
                if (told.getTerm() > 0) {
                    standing.put(new Place(told.getReportDate(), told.getTerm()), new Filed(item, told));
                } else {
                    loanOnFile = new Filed(item, told);
                }
            }
            Filed onFile = loanOnFile;
            if (onFile != null && !onFile.told().getKind().equals(loanLayout.kind())) {
                return held(BaihangFindings.error(
                        "BAIHANG-KIND",
                        "account.kind",
                        "it is a record " + loanLayout.kind() + " now, the agency has "
                                + onFile.told().getKind() + "; correct the source, or report it under a new key"));
            }
            LocalDate begins = onFile == null ? begins(opened) : onFile.told().getReportDate();
            if (begins == null) {
                return nothing(AccountVerdict.NOT_DUE);
            }
            loan(begins);
            if (record.getAccount().getKind() == AccountKind.DRAWDOWN && record.getAgreement() != null) {
                findings.addAll(limit(record, borrower));
            }
            InstalmentPlan plan = new InstalmentPlan(record, positions, begins, closed, standing.keySet());
            LocalDate unknown = plan.firstUnknown();
            if (unknown != null) {
                return held(BaihangFindings.notKnown(unknown, java.util.Objects.requireNonNull(positions.knownFrom())));
            }
            plan.states().forEach(this::instalment);
            return answer();
        }

        /** The day of the loan's own record; null for one that ended before the history that is reported. */
        private @Nullable LocalDate begins(LocalDate opened) {
            LocalDate start =
                    YearMonth.from(asOf).minusMonths(settings.historyMonths()).atDay(1);
            if (!opened.isBefore(start)) {
                return opened;
            }
            if (closed != null && closed.isBefore(start)) {
                return null;
            }
            return settings.historyMonths() == 0 ? asOf : start;
        }

        private void loan(LocalDate begins) {
            Map<String, @Nullable Object> told = values.loan(record, borrower, positions.schedule());
            add(loanLayout, told, begins, 0, loanOnFile, false);
        }

        private void instalment(InstalmentState state) {
            Filed onFile = standing.get(state.place());
            if (onFile != null && sameFacts) {
                return;
            }
            if (onFile == null && state.date().isBefore(LegalGates.oldestTold(asOf))) {
                return;
            }
            add(
                    instalmentLayout,
                    values.instalment(record, borrower, state),
                    state.date(),
                    state.instalment().getNumber(),
                    onFile,
                    state.negative());
        }

        private void add(
                Layout layout,
                Map<String, @Nullable Object> told,
                LocalDate date,
                int term,
                @Nullable Filed onFile,
                boolean negative) {
            String content = RecordForm.digest(layout, told);
            if (onFile != null && onFile.told().getContent().equals(content)) {
                return;
            }
            String what = "record " + layout.kind() + " of " + date;
            List<Finding> own = RecordForm.check(layout, told, what);
            if (settings.gates()) {
                // Who took the consent back still has a right to what is true: a modification needs none.
                law.of(record, date, asOf, negative).stream()
                        .filter(finding -> onFile == null || finding.getRuleId().endsWith("NOTICE"))
                        .forEach(own::add);
            }
            findings.addAll(own);
            if (!own.isEmpty()) {
                return;
            }
            Drafted drafted = new Drafted(
                    layout,
                    date,
                    RecordForm.line(layout, told),
                    content,
                    onFile == null ? null : onFile.told().getRecordId(),
                    term,
                    facts);
            (onFile == null ? reports : corrections)
                    .add(new Due(
                            onFile == null ? ItemKind.REPORT : ItemKind.CORRECTION,
                            date,
                            0,
                            onFile == null ? null : onFile.item().itemId(),
                            record,
                            drafted));
        }

        private DueItems answer() {
            if (findings.stream().anyMatch(finding -> finding.getSeverity() == Severity.ERROR)) {
                return new DueItems(AccountVerdict.HELD, List.of(), once(findings));
            }
            List<Due> all = new ArrayList<>(corrections);
            all.addAll(reports);
            if (all.isEmpty()) {
                return nothing(AccountVerdict.UNCHANGED);
            }
            List<Due> numbered = new ArrayList<>();
            for (Due one : all) {
                numbered.add(new Due(
                        one.kind(),
                        one.reportDate(),
                        history.lastSequence() + numbered.size() + 1,
                        one.supersedes(),
                        one.record(),
                        one.rendering()));
            }
            return new DueItems(AccountVerdict.REPORTED, numbered, List.of());
        }
    }

    /** The same field is wrong in every record of the account: one line for each kind of record says it. */
    private static List<Finding> once(List<Finding> all) {
        Set<String> seen = new HashSet<>();
        return all.stream()
                .filter(finding ->
                        finding.getRuleId().endsWith("NOTICE") || seen.add(finding.getRuleId() + finding.getPath()))
                .toList();
    }

    private static DueItems notTaken(String path, String why) {
        return new DueItems(
                AccountVerdict.NOT_DUE,
                List.of(),
                List.of(BaihangFindings.warning(
                        "BAIHANG-NOT-TAKEN", path, "not reported: " + why + "; nothing is to be done")));
    }

    static DueItems nothing(AccountVerdict verdict) {
        return new DueItems(verdict, List.of(), List.of());
    }

    private static DueItems held(Finding finding) {
        return new DueItems(AccountVerdict.HELD, List.of(), List.of(finding));
    }
}
