package org.creditconnector.night;

import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.route.PreparedRange;

/**
 * Holds accounts whose key another source of the lender reports to the same target: for the registry both would be one account, and
 * one borrower's history would stand under another's name.
 */
final class OtherSourcesKeys {
    static final String RULE = "SRC-KEY-OTHER-SOURCE";

    private OtherSourcesKeys() {}

    static PreparedRange held(PreparedRange range, Function<Collection<String>, Set<String>> keysOfOtherSources) {
        if (range.accounts().isEmpty()) {
            return range;
        }
        Set<String> taken = keysOfOtherSources.apply(
                range.accounts().stream().map(PreparedAccount::accountKey).toList());
        if (taken.isEmpty()) {
            return range;
        }
        return new PreparedRange(
                range.accounts().stream()
                        .map(account -> taken.contains(account.accountKey()) ? held(account) : account)
                        .toList(),
                range.rows());
    }

    private static PreparedAccount held(PreparedAccount account) {
        return account.heldBy(Finding.newBuilder()
                .setRuleId(RULE)
                .setSeverity(Severity.ERROR)
                .setOrigin(FindingOrigin.SOURCE)
                .setAccountKey(account.accountKey())
                .setPath("report.accountKey")
                .setMessage(
                        "another source reports the same account key to this target; give one of the sources a `key-prefix`")
                .setPosition(account.sourcePosition())
                .build());
    }
}
