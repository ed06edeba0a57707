package org.creditconnector.registry.pbcrc;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.HouseRules;
import org.creditconnector.registry.RegistryRule;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.RecordLayout;
import org.creditconnector.registry.pbcrc.message.Rule;

/** The pack's rules and the profile's own as one catalogue. */
final class MessageRules {
    private MessageRules() {}

    static List<RegistryRule> of(MessagePack pack) {
        List<RegistryRule> rules = new ArrayList<>();
        for (Rule rule : pack.rules()) {
            rules.add(new RegistryRule(
                    rule.code(),
                    rule.group().equals(Rule.COMMON) ? "" : rule.group(),
                    Severity.ERROR,
                    "the registry refuses it when " + rule.refusedWhen(),
                    reads(rule, pack),
                    switch (rule.decidedBy()) {
                        case TABLE, RULE -> "";
                        case FILE -> "by the whole file";
                        case STATE -> "by what is on file";
                        case NO -> "not before sending: " + rule.whyNot();
                    },
                    rule.since(),
                    rule.place()));
        }
        rules.addAll(HouseRules.of(PbcrcProfile.CODE));
        return rules;
    }

    private static List<String> reads(Rule rule, MessagePack pack) {
        List<String> kinds = rule.group().equals(Rule.COMMON)
                ? List.of("*")
                : pack.records().stream()
                        .filter(layout -> layout.ruleGroup().equals(rule.group()))
                        .map(RecordLayout::type)
                        .distinct()
                        .toList();
        return kinds.stream()
                .flatMap(kind -> rule.fields().stream().map(field -> kind + "." + field))
                .toList();
    }
}
