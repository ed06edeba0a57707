package org.creditconnector.route;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Handler;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.FormerSubjects;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.registry.SubjectHistory;
import org.jspecify.annotations.Nullable;

/** Step "due": the profile says which items are due, given what is on file; one look into the mirror for all accounts of the exchange. */
final class AskWhatIsDue {
    @Handler
    public RangeOnTheWay ask(RangeOnTheWay range) {
        RegistryProfile profile = range.work().profile();
        Set<String> subjects = new LinkedHashSet<>();
        for (AccountOnTheWay account : range.accounts()) {
            CreditRecord record = account.sendable();
            if (record != null) {
                subjects.addAll(profile.formerSubjects(record));
            }
            if (record != null || account.isWithdrawn()) {
                subjects.add(profile.subject(account.accountKey()));
            }
        }
        Map<String, SubjectHistory> onFile =
                subjects.isEmpty() ? Map.of() : range.work().onFile().apply(subjects);
        range.each("due", account -> {
            String subject = profile.subject(account.accountKey());
            CreditRecord record = account.sendable();
            SubjectHistory history = FormerSubjects.history(
                    subject, record == null ? List.of() : profile.formerSubjects(record), onFile);
            if (record != null) {
                account.due(askedBefore(range.work(), account, history, due(range.work(), account, record, history)));
                profile.nextLook(record).ifPresent(account::nextLook);
                if (account.speaksOfOthers()) {
                    account.claims(profile.claims(record));
                }
            } else if (account.isWithdrawn()) {
                account.due(decided(range.work(), account, history)
                        .withdrawn(account.decisions().withdrawal().orElseThrow()));
            }
        });
        leaveOutWhatIsOnFile(range);
        return range;
    }

    /** A claim that says what is on file is kept without its content: it is still asked whether all accounts agree. */
    private static void leaveOutWhatIsOnFile(RangeOnTheWay range) {
        Set<String> subjects = new LinkedHashSet<>();
        range.accounts().forEach(account -> account.claims().forEach(claim -> subjects.add(claim.subject())));
        if (subjects.isEmpty()) {
            return;
        }
        Map<String, SubjectHistory> onFile = range.work().onFile().apply(subjects);
        for (AccountOnTheWay account : range.accounts()) {
            account.claims(account.claims().stream()
                    .map(claim -> isOnFile(claim, onFile.get(claim.subject())) ? claim.withoutContent() : claim)
                    .toList());
        }
    }

    private static boolean isOnFile(SubjectClaim claim, @Nullable SubjectHistory history) {
        SubjectHistory.Accepted accepted = history == null ? null : history.accepted();
        return accepted != null && accepted.contentHash().equals(claim.contentHash());
    }

    private static DecidedItems decided(RangeWork work, AccountOnTheWay account, SubjectHistory history) {
        return new DecidedItems(work.target(), account.accountKey(), work.profile(), account.decisions(), history);
    }

    private static DueItems due(RangeWork work, AccountOnTheWay account, CreditRecord record, SubjectHistory history) {
        if (account.decisions().decisions().isEmpty()) {
            return work.profile().due(record, history);
        }
        DecidedItems decided = decided(work, account, history);
        if (work.profile().comparesWithAllThatStands()) {
            return decided.dueWithoutCorrections(record);
        }
        DueItems due = decided.due(record);
        account.settled(decided.settled());
        return due;
    }

    /**
     * What the registry rejected is not sent again as it is: it would be rejected again, every night, and the operator would have
     * no work list. A resubmission lets it pass once.
     */
    private static DueItems askedBefore(RangeWork work, AccountOnTheWay account, SubjectHistory history, DueItems due) {
        SubjectHistory.Rejected rejected = history.rejected();
        if (rejected == null
                || rejected.contentHash().isEmpty()
                || account.decisions().resubmission().isPresent()) {
            return due;
        }
        boolean same = due.items().stream()
                .filter(item -> item.record() != null)
                .anyMatch(item -> work.profile()
                        .render(work.target(), account.accountKey(), item)
                        .contentHash()
                        .equals(rejected.contentHash()));
        if (!same) {
            return due;
        }
        Finding finding = DecisionFindings.rejectedBefore(rejected);
        finding.setAccountKey(account.accountKey());
        finding.setPosition(account.position());
        List<Finding> findings = new ArrayList<>(due.findings());
        findings.add(finding);
        return new DueItems(AccountVerdict.HELD, List.of(), findings);
    }
}
