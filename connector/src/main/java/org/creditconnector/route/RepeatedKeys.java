package org.creditconnector.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;

/** Two source accounts under one reported key would be one account at the registry: neither is sent. */
final class RepeatedKeys {
    private RepeatedKeys() {}

    /** The accounts of a range, those under a key that others have too held. */
    static List<PreparedAccount> held(List<PreparedAccount> accounts) {
        Map<String, Integer> times = new HashMap<>(accounts.size() * 2);
        accounts.forEach(account -> times.merge(account.accountKey(), 1, Integer::sum));
        if (times.size() == accounts.size()) {
            return accounts;
        }
        return accounts.stream()
                .map(account -> {
                    int keys = times.getOrDefault(account.accountKey(), 1);
                    return keys == 1 ? account : account.heldBy(repeated(account, keys));
                })
                .toList();
    }

    private static Finding repeated(PreparedAccount account, int times) {
        Finding finding = new Finding();
        finding.setRuleId("ACCOUNT-KEY-TWICE");
        finding.setSeverity(Severity.ERROR);
        finding.setOrigin(FindingOrigin.SOURCE);
        finding.setAccountKey(account.accountKey());
        finding.setPath("report.accountKey");
        finding.setMessage(times + " source accounts are reported under one account key, expected one;"
                + " make the key of the mapping unique");
        finding.setPosition(account.sourcePosition());
        return finding;
    }
}
