package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.List;

/** Collects the hits of one message; the same hit counts once. */
final class Hits {
    private final MessagePack pack;
    private final String ruleGroup;
    private final List<Hit> hits = new ArrayList<>(0);

    Hits(MessagePack pack, String ruleGroup) {
        this.pack = pack;
        this.ruleGroup = ruleGroup;
    }

    void add(String code, String segment, String tag) {
        add(code, segment, tag, 0);
    }

    void add(String code, String segment, String tag, int occurrence) {
        Rule rule = pack.rule(ruleGroup, code);
        Hit hit = new Hit(code, rule == null ? Rule.COMMON : rule.group(), segment, tag, occurrence, 0);
        if (!hits.contains(hit)) {
            hits.add(hit);
        }
    }

    List<Hit> all() {
        return List.copyOf(hits);
    }
}
