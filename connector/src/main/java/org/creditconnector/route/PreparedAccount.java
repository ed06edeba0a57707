package org.creditconnector.route;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.decision.Decided;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * One account at the end of the route {@code credit-records}.
 *
 * @param accountKey key it is reported under
 * @param sourcePosition how to find its source row again
 * @param verdict what becomes of it tonight
 * @param totals what it adds to the account book
 * @param standing where it stands as mapped; null where no record could be made
 * @param items rendered items, oldest report date first; empty unless REPORTED
 * @param findings all findings of mapping, rules and profile
 * @param decided what became of the decisions of people about it
 * @param claims what it says about other subjects
 * @param nextLook how it is found again and when; null for what does not come from a row of its own
 */
public record PreparedAccount(
        String accountKey,
        String sourcePosition,
        AccountVerdict verdict,
        ControlTotals totals,
        @Nullable AccountStanding standing,
        List<ReportItem> items,
        List<Finding> findings,
        Decided decided,
        List<SubjectClaim> claims,
        @Nullable NextLook nextLook) {
    /** An account of which nobody knows when it is looked at again. */
    public PreparedAccount(
            String accountKey,
            String sourcePosition,
            AccountVerdict verdict,
            ControlTotals totals,
            @Nullable AccountStanding standing,
            List<ReportItem> items,
            List<Finding> findings,
            Decided decided,
            List<SubjectClaim> claims) {
        this(accountKey, sourcePosition, verdict, totals, standing, items, findings, decided, claims, null);
    }

    /** An account that says nothing about others. */
    public PreparedAccount(
            String accountKey,
            String sourcePosition,
            AccountVerdict verdict,
            ControlTotals totals,
            @Nullable AccountStanding standing,
            List<ReportItem> items,
            List<Finding> findings,
            Decided decided) {
        this(accountKey, sourcePosition, verdict, totals, standing, items, findings, decided, List.of());
    }

    /** An account that nobody decided anything about. */
    public PreparedAccount(
            String accountKey,
            String sourcePosition,
            AccountVerdict verdict,
            ControlTotals totals,
            @Nullable AccountStanding standing,
            List<ReportItem> items,
            List<Finding> findings) {
        this(accountKey, sourcePosition, verdict, totals, standing, items, findings, Decided.NONE);
    }

    /** The same account with a finding that keeps it back; the next night looks at it again. */
    public PreparedAccount heldBy(Finding finding) {
        List<Finding> found = new ArrayList<>(findings);
        found.add(finding);
        return new PreparedAccount(
                accountKey,
                sourcePosition,
                AccountVerdict.HELD,
                totals,
                standing,
                List.of(),
                found,
                Decided.NONE,
                List.of(),
                nextLook == null ? null : nextLook.always());
    }

    /** Whether it is known which account it is: a line that could not be read is named by its position alone. */
    public boolean hasKey() {
        return !accountKey.equals(sourcePosition);
    }
}
