package org.creditconnector.route;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.camel.Handler;
import org.creditconnector.correction.CorrectableField;
import org.creditconnector.decision.AccountDecisions;
import org.creditconnector.decision.Decision;
import org.creditconnector.decision.DecisionKind;
import org.creditconnector.history.DerivedRecord;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Dispute;
import org.creditconnector.record.DisputeStatus;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.RegistryProfile;

/**
 * Step "decide": what people decided stands beside what the source says. Comes before the rules, so that a corrected record is
 * checked like any other. The account book keeps the source's figures: what was extracted was extracted.
 */
final class ApplyDecisions {
    @Handler
    public RangeOnTheWay apply(RangeOnTheWay range) {
        if (range.accounts().isEmpty()) {
            return range;
        }
        Map<String, AccountDecisions> decided = range.work()
                .decisions()
                .apply(range.accounts().stream()
                        .map(AccountOnTheWay::accountKey)
                        .toList());
        if (decided.isEmpty()) {
            return range;
        }
        return range.each("decide", account -> {
            AccountDecisions decisions = decided.get(account.accountKey());
            if (decisions != null) {
                account.decided(decisions);
                if (decisions.withdrawal().isEmpty()) {
                    apply(account, decisions, range.work().profile());
                }
            }
        });
    }

    private static void apply(AccountOnTheWay account, AccountDecisions decisions, RegistryProfile profile) {
        CreditRecord record = account.sendable();
        if (record == null) {
            return;
        }
        CreditRecord corrected = record;
        List<Finding> findings = new ArrayList<>();
        for (Decision decision : decisions.of(DecisionKind.CORRECT)) {
            corrected = corrected(account, record, corrected, decision, findings);
        }
        if (corrected != record) {
            DerivedRecord derived = HistoryDerivation.derive(corrected);
            corrected = derived.record();
            account.corrected(corrected, derived.findings());
        }
        for (Decision dispute : decisions.of(DecisionKind.DISPUTE)) {
            if (profile.marksDisputes()) {
                account.marked(disputed(corrected, dispute));
            } else {
                findings.add(DecisionFindings.frozen(dispute));
            }
        }
        account.found(findings);
    }

    /** @param source the record as the source has it; {@code sofar} with the corrections before this one */
    private static CreditRecord corrected(
            AccountOnTheWay account,
            CreditRecord source,
            CreditRecord sofar,
            Decision decision,
            List<Finding> findings) {
        Decision.Correction correction = Objects.requireNonNull(decision.correction());
        CorrectableField field = CorrectableField.at(correction.path());
        CorrectableField.Found found = field.in(source);
        if (!found.reached()) {
            findings.add(DecisionFindings.noPlace(decision, String.valueOf(found.problem())));
            return sofar;
        }
        if (correction.corrected().equals(found.value())) {
            account.compared(new Compared(decision, Compared.Source.AGREES, found.value()));
            findings.add(DecisionFindings.sourceAgrees(decision));
            return sofar;
        }
        if (correction.staleKnown() && !Objects.equals(correction.stale(), found.value())) {
            account.compared(new Compared(decision, Compared.Source.MOVED_ON, found.value()));
            findings.add(DecisionFindings.sourceMovedOn(decision, field.masked(found.value())));
            return sofar;
        }
        account.compared(new Compared(decision, Compared.Source.STALE, found.value()));
        findings.add(DecisionFindings.sourceStale(decision, field.masked(found.value())));
        return field.with(sofar, correction.corrected());
    }

    /** The lender's own word about a dispute counts more than ours. */
    private static CreditRecord disputed(CreditRecord record, Decision decision) {
        if (record.getState().getDispute() != null
                || record.getReport().getAsOf().isBefore(since(decision))) {
            return record;
        }
        CreditRecord copy = new CreditRecord();
        for (Schema.Field field : record.getSchema().getFields()) {
            copy.put(field.pos(), record.get(field.pos()));
        }
        AccountState state = record.getState();
        copy.setState(new AccountState(
                state.getStatus(),
                state.getRiskClass(),
                state.getInDefault(),
                state.getNonPerforming(),
                state.getForborne(),
                new Dispute(DisputeStatus.OPEN, since(decision), null),
                state.getClosing()));
        return copy;
    }

    private static LocalDate since(Decision decision) {
        return Objects.requireNonNull(decision.since());
    }
}
