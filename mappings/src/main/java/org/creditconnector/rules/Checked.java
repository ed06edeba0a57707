package org.creditconnector.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.masking.Masking;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.jspecify.annotations.Nullable;

/** One record while it is being checked: collects findings, with values masked and a limit for each rule. */
final class Checked {
    final CreditRecord record;
    final RuleLimits limits;
    final Values.Scan scan;
    private final List<Finding> findings = new ArrayList<>(0);
    private final Map<String, Integer> counts = new HashMap<>(0);

    Checked(CreditRecord record, RuleLimits limits) {
        this.record = record;
        this.limits = limits;
        this.scan = Values.scan(record, limits);
    }

    List<Finding> findings() {
        return findings;
    }

    /** Adds a finding at the rule's own path. */
    void find(String ruleId) {
        Rule rule = RuleTable.rule(ruleId);
        add(rule, rule.path(), null);
    }

    /** Adds a finding about a value, which is masked by the class of its field. */
    void find(String ruleId, String path, @Nullable Object value, String... places) {
        add(RuleTable.rule(ruleId), path, Masking.mask(path, value), places);
    }

    /** Adds a finding about a place that is not a field of the record. */
    void findAt(String ruleId, String path, String... places) {
        add(RuleTable.rule(ruleId), path, null, places);
    }

    private void add(Rule rule, String path, @Nullable String maskedValue, String... places) {
        if (counts.merge(rule.id(), 1, Integer::sum) <= limits.findingsPerRule()) {
            findings.add(rule.finding(record, path, maskedValue, places));
        }
    }
}
