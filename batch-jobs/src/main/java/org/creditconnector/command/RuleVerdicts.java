package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.mapping.ExplainedAccount;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Severity;
import org.creditconnector.rules.RecordRules;
import org.creditconnector.rules.Rule;
import org.creditconnector.rules.RuleTable;
import org.jspecify.annotations.Nullable;

/** What the rules of the night say of one account. */
final class RuleVerdicts {
    private final List<Finding> findings;
    private final boolean checked;

    /** Runs the rules, as the night does. */
    RuleVerdicts(ExplainedAccount told) {
        CreditRecord record = told.account().record();
        findings = new ArrayList<>(told.account().findings());
        checked = record != null;
        if (record != null) {
            findings.addAll(RecordRules.check(record));
        }
    }

    /** What keeps the account back before any registry is asked; empty where nothing does. */
    List<Finding> holding() {
        return findings.stream()
                .filter(finding -> finding.getSeverity() == Severity.ERROR)
                .toList();
    }

    /** A line for each rule that reads a field, and what it found. */
    void tell(String field, StringBuilder text, List<Map<String, @Nullable Object>> json) {
        for (Rule rule : RuleTable.reading(field)) {
            List<Finding> found = findings.stream()
                    .filter(finding -> finding.getRuleId().equals(rule.id()))
                    .toList();
            json.add(tell(
                    rule.place() + "  " + rule.id() + ": " + rule.text(),
                    rule.id(),
                    checked ? null : "not checked, the account has no record",
                    found,
                    text));
        }
    }

    /**
     * One rule.
     *
     * @param words place, id and sentence
     * @param open why nobody can say what it says; null where it was checked
     * @param found what it found
     */
    static Map<String, @Nullable Object> tell(
            String words, String id, @Nullable String open, List<Finding> found, StringBuilder text) {
        String verdict = !found.isEmpty() ? "found" : open == null ? "holds" : open;
        text.append("  rule    ").append(words).append(" → ").append(verdict).append('\n');
        found.forEach(finding -> text.append("          ")
                .append(finding.getPath().isEmpty() ? "" : finding.getPath() + ": ")
                .append(finding.getMessage())
                .append(finding.getMaskedValue() == null ? "" : " (value " + finding.getMaskedValue() + ")")
                .append('\n'));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rule", id);
        json.put("verdict", verdict);
        json.put("findings", Findings.json(found));
        return json;
    }
}
