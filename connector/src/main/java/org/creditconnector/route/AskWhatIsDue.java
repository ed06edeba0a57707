package org.creditconnector.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Handler;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.SubjectHistory;

/** Step "due": the profile says which items are due, given what is on file; one look into the mirror for the whole range. */
final class AskWhatIsDue {
    @Handler
    public RangeOnTheWay ask(RangeOnTheWay range) {
        holdRepeatedKeys(range);
        RegistryProfile profile = range.work().profile();
        List<String> subjects = range.accounts().stream()
                .filter(account -> account.sendable() != null)
                .map(account -> profile.subject(account.accountKey()))
                .toList();
        Map<String, SubjectHistory> onFile =
                subjects.isEmpty() ? Map.of() : range.work().onFile().apply(subjects);
        return range.each("due", account -> {
            CreditRecord record = account.sendable();
            if (record != null) {
                String subject = profile.subject(account.accountKey());
                SubjectHistory history = onFile.get(subject);
                account.due(profile.due(record, history == null ? SubjectHistory.none(subject) : history));
            }
        });
    }

    /** Two source accounts under one reported key would be one account at the registry: neither is sent. */
    private static void holdRepeatedKeys(RangeOnTheWay range) {
        Map<String, Integer> seen = new HashMap<>();
        range.accounts().forEach(account -> seen.merge(account.accountKey(), 1, Integer::sum));
        for (AccountOnTheWay account : range.accounts()) {
            int times = seen.getOrDefault(account.accountKey(), 0);
            if (times > 1) {
                account.found(List.of(repeatedKey(account.accountKey(), account.position(), times)));
            }
        }
    }

    private static Finding repeatedKey(String accountKey, String position, int times) {
        Finding finding = new Finding();
        finding.setRuleId("ACCOUNT-KEY-TWICE");
        finding.setSeverity(Severity.ERROR);
        finding.setOrigin(FindingOrigin.SOURCE);
        finding.setAccountKey(accountKey);
        finding.setPath("report.accountKey");
        finding.setMessage(times + " source accounts are reported under one account key, expected one;"
                + " make the key of the mapping unique");
        finding.setPosition(position);
        return finding;
    }
}
