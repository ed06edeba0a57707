package org.creditconnector.route;

import java.time.LocalDate;
import org.creditconnector.decision.Decision;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.SubjectHistory;

/** What the night says about decisions. Values in them are masked by the class of their field. */
final class DecisionFindings {
    private DecisionFindings() {}

    static Finding sourceStale(Decision decision, String shown) {
        return about(
                decision,
                "DECIDED-SOURCE-STALE",
                Severity.WARNING,
                "source still stale: it shows " + shown + ", corrected " + decision.by() + ": " + decision.reason()
                        + "; the corrected value is reported, have the source mended");
    }

    static Finding sourceAgrees(Decision decision) {
        return about(
                decision,
                "DECIDED-SOURCE-AGREES",
                Severity.INFO,
                "the source shows the value corrected " + decision.by() + "; the correction has done its work");
    }

    static Finding sourceMovedOn(Decision decision, String shown) {
        return about(
                decision,
                "DECIDED-SOURCE-MOVED",
                Severity.WARNING,
                "the source has moved on: it shows " + shown + ", which is neither the value corrected "
                        + decision.by() + " nor the corrected one; the source's value is reported and the correction"
                        + " ends, decide again if it is wrong");
    }

    static Finding noPlace(Decision decision, String problem) {
        return about(
                decision,
                "DECIDED-NO-PLACE",
                Severity.ERROR,
                "the correction " + decision.by() + " cannot be made: " + problem + "; `decisions end " + decision.id()
                        + "` ends it");
    }

    static Finding notKnown(Decision decision, LocalDate date, String reason) {
        return about(
                decision,
                "DECIDED-NOT-KNOWN",
                Severity.ERROR,
                "the correction " + decision.by() + " of " + date + " cannot be made: " + reason + "; `decisions end "
                        + decision.id() + "` ends it, `correct` decides again for later dates");
    }

    static Finding notToldAnew(Decision decision, LocalDate date) {
        return about(
                decision,
                "DECIDED-NOT-TOLD-ANEW",
                Severity.WARNING,
                "what the registry lost of " + date + " cannot be told again as decided " + decision.by()
                        + ": it holds a later report date, or the facts do not reach back; have the registry mend it");
    }

    static Finding nothingStands(Decision decision, LocalDate date) {
        return about(
                decision,
                "DECIDED-NOTHING-STANDS",
                Severity.INFO,
                "no accepted item of " + date + " stands any more, so that the decision " + decision.by()
                        + " has nothing to change there");
    }

    static Finding sameOnFile(Decision decision, LocalDate date) {
        return about(
                decision,
                "DECIDED-SAME-ON-FILE",
                Severity.INFO,
                "the item accepted for " + date + " tells what was corrected " + decision.by() + " already");
    }

    static Finding cannotReplace(Decision decision) {
        return about(
                decision,
                "DECIDED-CANNOT-REPLACE",
                Severity.ERROR,
                "the registry takes no corrections and no deletions, and what was decided " + decision.by()
                        + " needs one; ask the registry how it wants to be told, then `decisions end " + decision.id()
                        + "`");
    }

    static Finding frozen(Decision decision) {
        return about(
                decision,
                "DECIDED-DISPUTED",
                Severity.ERROR,
                "disputed since " + decision.since() + ", decided " + decision.by()
                        + ": the registry cannot be told of disputes, so that nothing is reported until `dispute KEY --end`");
    }

    static Finding withdrawn(Decision decision) {
        return about(
                decision,
                "DECIDED-WITHDRAWN",
                Severity.INFO,
                "withdrawn " + decision.by() + ": " + decision.reason() + "; not reported until `resubmit KEY`");
    }

    static Finding deletionRejected(Decision decision, LocalDate date) {
        return about(
                decision,
                "DECIDED-DELETION-REJECTED",
                Severity.ERROR,
                "the registry rejected the deletion of the item of " + date + " that was decided " + decision.by()
                        + "; see `rejects`, then `withdraw KEY` again or `resubmit KEY`");
    }

    static Finding rejectedBefore(SubjectHistory.Rejected rejected) {
        return finding(
                "REJECTED-BEFORE",
                Severity.ERROR,
                "",
                "the registry rejected the same content as of " + rejected.reportDate()
                        + (rejected.code().isEmpty() ? "" : " with " + rejected.code()) + " (item " + rejected.itemId()
                        + "), so that it is not sent again by itself; mend the source, `correct KEY`, or `resubmit KEY`"
                        + " where the registry was wrong");
    }

    private static Finding about(Decision decision, String rule, Severity severity, String message) {
        Decision.Correction correction = decision.correction();
        return finding(rule, severity, correction == null ? "" : correction.path(), message);
    }

    private static Finding finding(String rule, Severity severity, String path, String message) {
        Finding finding = new Finding();
        finding.setRuleId(rule);
        finding.setSeverity(severity);
        finding.setOrigin(FindingOrigin.RULE);
        finding.setPath(path);
        finding.setMessage(message);
        return finding;
    }
}
