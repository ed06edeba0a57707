package org.creditconnector.registry.baihang;

import java.time.LocalDate;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;

/** Findings of the profile; the agency's own codes are not public. */
final class BaihangFindings {
    private BaihangFindings() {}

    static Finding error(String ruleId, String path, String message) {
        return finding(Severity.ERROR, ruleId, path, message);
    }

    static Finding warning(String ruleId, String path, String message) {
        return finding(Severity.WARNING, ruleId, path, message);
    }

    static Finding notKnown(LocalDate date, LocalDate knownFrom) {
        return error(
                "BAIHANG-HISTORY",
                "instalments",
                "facts do not reach back to " + date + ": another schedule was in force until " + knownFrom
                        + ", expected the state at that date, which was not reported yet;"
                        + " run that date on the lender's data of that day");
    }

    private static Finding finding(Severity severity, String ruleId, String path, String message) {
        Finding finding = new Finding();
        finding.setRuleId(ruleId);
        finding.setSeverity(severity);
        finding.setOrigin(FindingOrigin.RULE);
        finding.setPath(path);
        finding.setMessage(message);
        return finding;
    }
}
