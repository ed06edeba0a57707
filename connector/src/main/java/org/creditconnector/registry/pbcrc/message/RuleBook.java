package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules across fields, registered by rule group and code. A rule runs when the pack's table says {@code decided by rule}; a pack may so
 * switch one off. A code that the table wants decided by a rule and that has none is a broken pack.
 */
final class RuleBook {
    /** One rule: looks at the facts and says where it is broken. */
    @FunctionalInterface
    interface Check {
        void check(Facts facts, Out out);
    }

    /** Where a rule says that it is broken. */
    @FunctionalInterface
    interface Out {
        void hit(String segment, String tag, int occurrence);

        default void hit(String segment, String tag) {
            hit(segment, tag, 0);
        }
    }

    private record Entry(String code, Check check) {}

    private final MessagePack pack;
    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final Map<String, List<Entry>> groups = new HashMap<>();

    private RuleBook(MessagePack pack) {
        this.pack = pack;
    }

    /** @throws BrokenPackException when the table wants a rule that nobody wrote */
    static RuleBook of(MessagePack pack) {
        RuleBook book = new RuleBook(pack);
        CommonRules.register(book);
        ChangeRules.register(book);
        LendingRules.register(book);
        PerformanceRules.register(book);
        PersonRules.register(book);
        AgreementRules.register(book);
        GuaranteeRules.register(book);
        CollateralRules.register(book);
        EnterpriseRules.register(book);
        EnterpriseLendingRules.register(book);
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

    /** Group and code of every rule that is written, as {@code group/code}. */
    Set<String> written() {
        return checks.keySet();
    }

    private void compile() {
        List<String> problems = new ArrayList<>();
        for (Rule rule : pack.rules()) {
            if (rule.decidedBy() != Rule.DecidedBy.RULE) {
                continue;
            }
            Check check = checks.get(rule.group() + "/" + rule.code());
            if (check == null) {
                problems.add("rules.csv: code " + rule.code() + " of group " + rule.group()
                        + " is to be decided by a rule and none is written; say 'no' and why");
            } else {
                groups.computeIfAbsent(rule.group(), g -> new ArrayList<>()).add(new Entry(rule.code(), check));
            }
        }
        if (!problems.isEmpty()) {
            throw new BrokenPackException(problems);
        }
    }

    void run(String group, Facts facts, Hits hits) {
        List<Entry> entries = groups.get(group);
        if (entries == null) {
            return;
        }
        for (Entry entry : entries) {
            entry.check.check(facts, (segment, tag, occurrence) -> hits.add(entry.code, segment, tag, occurrence));
        }
    }
}
