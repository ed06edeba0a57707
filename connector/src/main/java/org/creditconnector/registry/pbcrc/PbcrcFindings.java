package org.creditconnector.registry.pbcrc;

import org.creditconnector.history.RecordAsOf;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.pbcrc.message.Hit;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.Rule;

/** Findings of the profile: of the registry's own rules under the registry's codes, and of ours. */
final class PbcrcFindings {
    private PbcrcFindings() {}

    static Finding error(String ruleId, String path, String message) {
        Finding finding = new Finding();
        finding.setRuleId(ruleId);
        finding.setSeverity(Severity.ERROR);
        finding.setOrigin(FindingOrigin.RULE);
        finding.setPath(path);
        finding.setMessage(message);
        return finding;
    }

    static Finding notKnown(RecordAsOf.NotKnown notKnown) {
        return error(
                "PBCRC-HISTORY",
                notKnown.path(),
                "facts do not reach back to " + notKnown.date() + ": " + notKnown.reason()
                        + ", expected the state at that date, which was not reported yet;"
                        + " run that date on the lender's data of that day");
    }

    /**
     * What the registry would answer.
     *
     * @param what record type, time point and date
     */
    static Finding of(Hit hit, MessagePack pack, String what) {
        Rule rule = pack.rule(hit.ruleGroup(), hit.code());
        String place = hit.segment().isEmpty() ? what : what + " " + hit.segment();
        return error(
                hit.code(),
                hit.tag().equals(Hit.NO_TAG) ? hit.segment() : hit.segment() + "/" + hit.tag(),
                place + (hit.tag().equals(Hit.NO_TAG) ? "" : " " + hit.tag())
                        + (hit.occurrence() == 0 ? "" : " no. " + hit.occurrence()) + ": the registry refuses it when "
                        + (rule == null ? "it breaks rule " + hit.code() : rule.refusedWhen())
                        + "; correct the source or the mapping");
    }
}
