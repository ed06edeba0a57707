package org.creditconnector.route;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.ReportItem;
import org.jspecify.annotations.Nullable;

/** One account between two steps of the route {@code credit-records}: what is known of it so far. */
final class AccountOnTheWay {
    private final MappedAccount mapped;
    private final String position;
    private final List<Finding> findings;
    private @Nullable DueItems due;
    private List<ReportItem> items = List.of();

    AccountOnTheWay(MappedAccount mapped, String position) {
        this.mapped = mapped;
        this.position = position;
        this.findings = new ArrayList<>(mapped.findings());
    }

    String accountKey() {
        return mapped.accountKey();
    }

    String position() {
        return position;
    }

    /** The record, unless a finding holds the account. */
    @Nullable CreditRecord sendable() {
        boolean held = findings.stream().anyMatch(finding -> finding.getSeverity() == Severity.ERROR);
        return held ? null : mapped.record();
    }

    void found(List<Finding> more) {
        findings.addAll(more);
    }

    void due(DueItems answer) {
        due = answer;
        findings.addAll(answer.findings());
    }

    List<DueItems.Due> dueItems() {
        return due == null || sendable() == null ? List.of() : due.items();
    }

    void rendered(List<ReportItem> rendered) {
        items = rendered;
    }

    PreparedAccount prepared() {
        AccountVerdict verdict = due == null || sendable() == null ? AccountVerdict.HELD : due.verdict();
        if ((verdict == AccountVerdict.REPORTED) == items.isEmpty()) {
            throw new IllegalStateException("verdict " + verdict + " with " + items.size() + " items");
        }
        CreditRecord record = mapped.record();
        return new PreparedAccount(
                accountKey(),
                position,
                verdict,
                mapped.totals(),
                record == null ? null : AccountStanding.of(record),
                items,
                List.copyOf(findings));
    }
}
