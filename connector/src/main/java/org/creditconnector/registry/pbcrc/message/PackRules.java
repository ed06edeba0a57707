package org.creditconnector.registry.pbcrc.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.creditconnector.registry.pack.PackTable;

/** The table of rules, and the check that a rule named elsewhere is in it. */
final class PackRules {
    static final List<String> COLUMNS = List.of(
            "rule group",
            "code",
            "level",
            "rule number",
            "decidable",
            "decided by",
            "why not",
            "fields",
            "refused when");
    private static final List<String> LEVELS = List.of("file", "record", "segment", "item");

    private final Map<String, Rule> rules;

    PackRules(Map<String, Rule> rules) {
        this.rules = rules;
    }

    static Map<String, Rule> read(PackTable table) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (PackTable.Row row : table.rows()) {
            Rule rule = new Rule(
                    row.text("rule group"),
                    row.text("code"),
                    row.text("level"),
                    row.text("rule number"),
                    row.text("decidable").equals("locally"),
                    decidedBy(row),
                    row.text("why not"),
                    row.words("fields"),
                    row.text("refused when"),
                    row.text("source"),
                    row.text("since"),
                    row.place());
            if (rule.code().length() != 6) {
                row.problem("code '" + rule.code() + "', expected 6 characters");
            }
            if (!LEVELS.contains(rule.level())) {
                row.problem("level '" + rule.level() + "', expected one of " + LEVELS);
            }
            if (!rule.local() && !row.text("decidable").equals("registry's state")) {
                row.problem("decidable '" + row.text("decidable") + "', expected locally or registry's state");
            }
            if (rule.whyNot().isEmpty() == (rule.decidedBy() == Rule.DecidedBy.NO)) {
                row.problem("a code that is not decided says why not, and no other one does");
            }
            if (rules.put(rule.group() + "/" + rule.code(), rule) != null) {
                row.problem("code " + rule.code() + " stands twice in the rule group " + rule.group());
            }
        }
        return Collections.unmodifiableMap(rules);
    }

    private static Rule.DecidedBy decidedBy(PackTable.Row row) {
        try {
            return Rule.DecidedBy.valueOf(row.text("decided by").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            row.problem("decided by '" + row.text("decided by") + "', expected table, rule, file, state or no");
            return Rule.DecidedBy.NO;
        }
    }

    /** Names a problem of the row when the group has no such code; an empty code is none. */
    void demand(String group, String code, PackTable.Row row) {
        if (!code.isEmpty() && !rules.containsKey(group + "/" + code) && !rules.containsKey(Rule.COMMON + "/" + code)) {
            row.problem("code " + code + " is not in rules.csv for the rule group " + group);
        }
    }
}
