package org.creditconnector.registry.pbcrc;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.history.RecordAsOf;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.pbcrc.message.Hit;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.Rule;

/** Findings of the profile: of the registry's own rules under the registry's codes, and of ours. */
final class PbcrcFindings {
    private static final int MOST_NAMED = 5;

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
     * Time points that nobody can tell any more, since another schedule took the place of the one they followed.
     *
     * @param dates those that were not told, oldest first
     */
    static Finding notTold(List<LocalDate> dates, LocalDate schedule) {
        Finding finding = error(
                "PBCRC-NOT-TOLD",
                "instalments",
                "what fell due on "
                        + dates.stream()
                                .limit(MOST_NAMED)
                                .map(LocalDate::toString)
                                .collect(joining(", "))
                        + (dates.size() > MOST_NAMED ? " and " + (dates.size() - MOST_NAMED) + " more dates" : "")
                        + " was not told before the schedule was replaced on " + schedule
                        + ", and is not known any more; the next record tells how the account stands, and a night on the"
                        + " lender's data of that day would have told it");
        finding.setSeverity(Severity.WARNING);
        return finding;
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
