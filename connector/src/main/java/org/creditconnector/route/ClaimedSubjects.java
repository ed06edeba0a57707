package org.creditconnector.route;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.FormerSubjects;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.totals.ControlTotals;

/**
 * Turns what many accounts say about persons, agreements and collateral into one item for each of them and date. Where accounts say
 * different things nothing is told about the subject: nobody here knows which of them is right.
 */
public final class ClaimedSubjects {
    /** Id of the finding that holds a subject of which accounts say different things. */
    public static final String DIFFERENT_CLAIMS = "SUBJECT-CLAIMS-DIFFER";

    private static final int MOST_NAMED = 5;

    private ClaimedSubjects() {}

    /**
     * A claim and who makes it.
     *
     * @param accountKey account whose record says it
     * @param claim what it says
     */
    public record Claim(String accountKey, SubjectClaim claim) {}

    /**
     * @param target name of the target
     * @param profile its kind of registry
     * @param claims all claims of the night about each of the subjects, by subject
     * @param onFile what is on file, by subject
     * @return subjects that the account book does not count, because they are not accounts
     */
    public static PreparedRange prepare(
            String target,
            RegistryProfile profile,
            Map<String, List<Claim>> claims,
            Map<String, SubjectHistory> onFile) {
        List<PreparedAccount> subjects = new ArrayList<>();
        claims.forEach((subject, all) -> told(all)
                .ifPresent(told -> subjects.add(prepared(
                        target,
                        profile,
                        told,
                        all,
                        FormerSubjects.history(subject, profile.formerSubjects(told.claim()), onFile)))));
        return new PreparedRange(subjects, new TreeMap<>(), false);
    }

    /** Subjects to look up for claims: what they are about, and what that was called before. */
    public static Set<String> subjects(RegistryProfile profile, Map<String, List<Claim>> claims) {
        Set<String> subjects = new LinkedHashSet<>(claims.keySet());
        claims.values().forEach(all -> all.forEach(one -> subjects.addAll(profile.formerSubjects(one.claim()))));
        return subjects;
    }

    /** One that says what is not on file; where all say what is on file there is nothing to do. */
    private static Optional<Claim> told(List<Claim> claims) {
        return claims.stream().filter(one -> one.claim().content() != null).findFirst();
    }

    private static PreparedAccount prepared(
            String target, RegistryProfile profile, Claim told, List<Claim> all, SubjectHistory history) {
        boolean agreed = all.stream()
                .allMatch(one -> one.claim().contentHash().equals(told.claim().contentHash()));
        DueItems due = agreed ? profile.due(told.claim(), history) : held(told, all);
        boolean held = due.findings().stream().anyMatch(finding -> finding.getSeverity() == Severity.ERROR);
        List<ReportItem> items = held
                ? List.of()
                : due.items().stream()
                        .map(item -> profile.render(target, told.accountKey(), told.claim(), item))
                        .toList();
        due.findings().forEach(finding -> {
            finding.setAccountKey(told.accountKey());
            finding.setPosition(told.claim().subject());
        });
        return new PreparedAccount(
                told.accountKey(),
                told.claim().subject(),
                held ? AccountVerdict.HELD : due.verdict(),
                ControlTotals.ofUnreadable(),
                null,
                items,
                due.findings());
    }

    private static DueItems held(Claim told, List<Claim> all) {
        Map<String, List<String>> byContent = all.stream()
                .collect(Collectors.groupingBy(
                        one -> one.claim().contentHash(),
                        TreeMap::new,
                        Collectors.mapping(Claim::accountKey, Collectors.toList())));
        String who = byContent.values().stream()
                .map(keys -> keys.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                        + (keys.size() > MOST_NAMED ? " and " + (keys.size() - MOST_NAMED) + " more" : ""))
                .collect(Collectors.joining("; against "));
        Finding finding = new Finding();
        finding.setRuleId(DIFFERENT_CLAIMS);
        finding.setSeverity(Severity.ERROR);
        finding.setOrigin(FindingOrigin.RULE);
        finding.setPath("parties");
        finding.setMessage(
                "accounts say " + byContent.size() + " different things about the same subject, expected one: " + who
                        + "; nothing was told about it, make the source agree with itself");
        return new DueItems(AccountVerdict.HELD, List.of(), List.of(finding));
    }
}
