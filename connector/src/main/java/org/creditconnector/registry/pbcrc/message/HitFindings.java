package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.masking.MaskLevel;
import org.creditconnector.masking.Masking;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.FeedbackCodes;
import org.jspecify.annotations.Nullable;

/** Hits as findings: the code is the rule id, in the same plain words as the registry's own refusal. */
public final class HitFindings {
    private final MessagePack pack;
    private final FeedbackCodes codes;

    /** @param codes plain words of the profile */
    public HitFindings(MessagePack pack, FeedbackCodes codes) {
        this.pack = pack;
        this.codes = codes;
    }

    /** The finding of each hit, in order; all hold the account. */
    public List<Finding> findings(String accountKey, Message message, List<Hit> hits) {
        List<Finding> findings = new ArrayList<>(hits.size());
        for (Hit hit : hits) {
            findings.add(finding(accountKey, message, hit));
        }
        return findings;
    }

    private Finding finding(String accountKey, Message message, Hit hit) {
        Finding finding = new Finding();
        finding.setRuleId(hit.code());
        finding.setSeverity(Severity.ERROR);
        finding.setOrigin(FindingOrigin.RULE);
        finding.setAccountKey(accountKey);
        finding.setPath(path(message.record(), hit));
        finding.setMaskedValue(maskedValue(message, hit));
        finding.setMessage(sentence(message.record(), hit));
        return finding;
    }

    /** Record, segment, field, e.g. {@code 210.AcctMthlyBlgInfSgmt.TotOverd}; a repetition in brackets. */
    private static String path(String record, Hit hit) {
        StringBuilder path = new StringBuilder(record);
        if (!hit.segment().isEmpty()) {
            path.append('.').append(hit.segment());
        }
        if (hit.occurrence() > 0) {
            path.append('[').append(hit.occurrence()).append(']');
        }
        if (!hit.tag().equals(Hit.NO_TAG) && !hit.tag().equals(hit.segment())) {
            path.append('.').append(hit.tag());
        }
        return path.toString();
    }

    private @Nullable String maskedValue(Message message, Hit hit) {
        Parts content = message.content(hit.segment());
        FieldLayout layout = layout(message, hit);
        if (content == null || layout == null || hit.occurrence() > 0) {
            return null;
        }
        Field field = content.field(hit.tag());
        return field == null ? null : Masking.mask(layout.dataClass(), field.value(), MaskLevel.EVERYONE);
    }

    private @Nullable FieldLayout layout(Message message, Hit hit) {
        RecordLayout layout = pack.record(message.record());
        FieldLayout own = layout.field(hit.segment(), hit.tag());
        return own != null || layout.kind() != RecordKind.CORRECTION
                ? own
                : pack.record(layout.ruleGroup()).field(hit.segment(), hit.tag());
    }

    private String sentence(String record, Hit hit) {
        FeedbackCodes.Code code = codes.find(hit.ruleGroup(), hit.code());
        String words = code == null
                ? "The registry would refuse the record with a code that is not in our table"
                : code.meaning() + "; " + code.whatToDo();
        return words + " (record " + record + ")";
    }
}
