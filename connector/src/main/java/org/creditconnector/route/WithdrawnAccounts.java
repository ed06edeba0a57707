package org.creditconnector.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.creditconnector.decision.AccountDecisions;
import org.creditconnector.decision.Decided;
import org.creditconnector.decision.DecisionKind;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.totals.ControlTotals;

/** Takes back what was reported of accounts that the source does not show any more: a deletion needs no record. */
public final class WithdrawnAccounts {
    private WithdrawnAccounts() {}

    /**
     * @param target name of the target
     * @param profile its kind of registry
     * @param keys accounts that were not extracted tonight
     * @param decisions what was decided, by account key
     * @param onFile what is on file, by subject
     * @return accounts that the account book does not count, because they were not extracted
     */
    public static PreparedRange prepare(
            String target,
            RegistryProfile profile,
            Collection<String> keys,
            Map<String, AccountDecisions> decisions,
            Map<String, SubjectHistory> onFile) {
        List<PreparedAccount> accounts = new ArrayList<>();
        for (String key : keys) {
            String subject = profile.subject(key);
            AccountDecisions decided = decisions.getOrDefault(key, AccountDecisions.NONE);
            SubjectHistory history = onFile.getOrDefault(subject, SubjectHistory.none(subject));
            DueItems due = new DecidedItems(target, key, profile, decided, history).withoutRecord();
            List<ReportItem> items = due.items().stream()
                    .map(item -> profile.render(target, key, item))
                    .toList();
            boolean held = due.findings().stream().anyMatch(finding -> finding.getSeverity() == Severity.ERROR);
            AccountVerdict verdict = held ? AccountVerdict.HELD : due.verdict();
            AccountDecisions withdrawals = new AccountDecisions(decided.of(DecisionKind.WITHDRAW), decided.standing());
            accounts.add(new PreparedAccount(
                    key,
                    "gone from the source",
                    verdict,
                    ControlTotals.ofUnreadable(),
                    null,
                    items,
                    due.findings(),
                    new Decided(DecisionEffects.of(withdrawals, verdict, items, List.of(), Set.of()), List.of())));
        }
        return new PreparedRange(accounts, new TreeMap<>(), false);
    }
}
