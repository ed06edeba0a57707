package org.creditconnector.route;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.creditconnector.decision.AccountDecisions;
import org.creditconnector.decision.Decided;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.source.SourceAccount;
import org.jspecify.annotations.Nullable;

/** One account between two steps of the route {@code credit-records}: what is known of it so far. */
final class AccountOnTheWay {
    /** Findings of derivation; they are made anew with the figures. */
    private static final String OF_DERIVATION = "HIST-";

    private final MappedAccount mapped;
    private final String position;
    private final String rangeKey;
    private final List<Finding> findings;
    private @Nullable CreditRecord record;
    private AccountDecisions decisions = AccountDecisions.NONE;
    private final List<Compared> compared = new ArrayList<>();
    private Set<LocalDate> settledDates = Set.of();
    private @Nullable DueItems due;
    private List<ReportItem> items = List.of();
    private List<SubjectClaim> claims = List.of();
    private @Nullable LocalDate nextLook;

    AccountOnTheWay(MappedAccount mapped, SourceAccount source) {
        this.mapped = mapped;
        this.position = source.account().position();
        this.rangeKey = source.rangeKey().toString();
        this.record = mapped.record();
        this.findings = new ArrayList<>(mapped.findings());
    }

    String accountKey() {
        return mapped.accountKey();
    }

    String position() {
        return position;
    }

    /** The record, unless a finding holds the account or somebody withdrew it. */
    @Nullable CreditRecord sendable() {
        return isHeld() || isWithdrawn() ? null : record;
    }

    private boolean isHeld() {
        return findings.stream().anyMatch(finding -> finding.getSeverity() == Severity.ERROR);
    }

    boolean isWithdrawn() {
        return decisions.withdrawal().isPresent();
    }

    AccountDecisions decisions() {
        return decisions;
    }

    /** What people decided; what is withdrawn is not reported, so that it matters no more what is wrong with it. */
    void decided(AccountDecisions made) {
        decisions = made;
        if (isWithdrawn()) {
            findings.clear();
        }
    }

    void compared(Compared correction) {
        compared.add(correction);
    }

    /** The record with other facts, and what derivation now finds in place of what it found before. */
    void corrected(CreditRecord corrected, List<Finding> ofDerivation) {
        record = corrected;
        findings.removeIf(finding -> finding.getRuleId().startsWith(OF_DERIVATION));
        findings.addAll(ofDerivation);
    }

    /** The record with a mark that no figure follows from. */
    void marked(CreditRecord other) {
        record = other;
    }

    void found(List<Finding> more) {
        findings.addAll(more);
    }

    void due(DueItems answer) {
        due = answer;
        findings.addAll(answer.findings());
    }

    /** What it says about others counts only where it may itself be told. */
    boolean speaksOfOthers() {
        return due != null && !isHeld() && due.verdict() != AccountVerdict.NOT_DUE;
    }

    void claims(List<SubjectClaim> made) {
        claims = made;
    }

    List<SubjectClaim> claims() {
        return claims;
    }

    /** Until then, or until its mapping makes something else of them, it has nothing to say as long as its rows stay the same. */
    void nextLook(LocalDate day) {
        LocalDate ofMapping = mapped.changesOn();
        nextLook = ofMapping != null && ofMapping.isBefore(day) ? ofMapping : day;
    }

    void settled(Set<LocalDate> reportDates) {
        settledDates = reportDates;
    }

    List<DueItems.Due> dueItems() {
        return due == null || isHeld() ? List.of() : due.items();
    }

    void rendered(List<ReportItem> rendered) {
        items = rendered;
    }

    PreparedAccount prepared() {
        AccountVerdict verdict = due == null || isHeld() ? AccountVerdict.HELD : due.verdict();
        if ((verdict == AccountVerdict.REPORTED) == items.isEmpty()) {
            throw new IllegalStateException("verdict " + verdict + " with " + items.size() + " items");
        }
        CreditRecord asMapped = mapped.record();
        return new PreparedAccount(
                accountKey(),
                position,
                verdict,
                mapped.totals(),
                asMapped == null ? null : AccountStanding.of(asMapped),
                items,
                List.copyOf(findings),
                new Decided(
                        DecisionEffects.of(decisions, verdict, items, compared, settledDates),
                        FindingValues.of(findings, record)),
                verdict == AccountVerdict.HELD ? List.of() : claims,
                new NextLook(rangeKey, isSettled(verdict) ? nextLook : null));
    }

    /** What waits, is held or was decided on by people is looked at again whatever its rows do. */
    private boolean isSettled(AccountVerdict verdict) {
        return verdict != AccountVerdict.HELD
                && verdict != AccountVerdict.WAITING
                && decisions.decisions().isEmpty();
    }
}
