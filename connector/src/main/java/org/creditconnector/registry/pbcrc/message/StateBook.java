package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that ask for what is on file, registered by rule group and code; as {@link RuleBook}. */
final class StateBook {
    /** One rule. */
    @FunctionalInterface
    interface Check {
        void check(StateFacts facts, RuleBook.Out out);
    }

    private record Entry(String code, Check check) {}

    private final MessagePack pack;
    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final Map<String, List<Entry>> groups = new HashMap<>();

    private StateBook(MessagePack pack) {
        this.pack = pack;
    }

    /** @throws BrokenPackException when the table wants a rule that nobody wrote */
    static StateBook of(MessagePack pack) {
        StateBook book = new StateBook(pack);
        FiledChangeRules.register(book);
        FiledLendingRules.register(book);
        FiledCorrectionRules.register(book);
        FiledOrderRules.register(book);
        FiledSubjectRules.register(book);
        book.compile();
        return book;
    }

    MessagePack pack() {
        return pack;
    }

    void add(String group, String code, Check check) {
        if (checks.put(group + "/" + code, check) != null) {
            throw new IllegalStateException("rule " + code + " of group " + group + " is written twice");
        }
    }

    private void compile() {
        List<String> problems = new ArrayList<>();
        for (Rule rule : pack.rules()) {
            if (rule.decidedBy() != Rule.DecidedBy.STATE) {
                continue;
            }
            Check check = checks.get(rule.group() + "/" + rule.code());
            if (check == null) {
                problems.add("rules.csv: code " + rule.code() + " of group " + rule.group()
                        + " is to be decided by what is on file and no rule is written; say 'no' and why");
            } else {
                groups.computeIfAbsent(rule.group(), g -> new ArrayList<>()).add(new Entry(rule.code(), check));
            }
        }
        if (!problems.isEmpty()) {
            throw new BrokenPackException(problems);
        }
    }

    void run(String group, StateFacts facts, Hits hits) {
        List<Entry> entries = groups.get(group);
        if (entries == null) {
            return;
        }
        for (Entry entry : entries) {
            entry.check.check(facts, (segment, tag, occurrence) -> hits.add(entry.code, segment, tag, occurrence));
        }
    }
}
