package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.registry.pack.BrokenPackException;

/**
 * Rules that are written in Java, registered by rule group and code. A rule runs when the pack's table says that it is decided this way; a
 * pack may so switch one off. A code that the table wants decided this way and that has no rule is a broken pack.
 *
 * @param <F> what the rules look at
 */
abstract class Book<F> {
    /** One rule: looks at the facts and says where it is broken. */
    @FunctionalInterface
    interface Check<F> {
        void check(F facts, Out out);
    }

    /** Where a rule says that it is broken. */
    @FunctionalInterface
    interface Out {
        void hit(String segment, String tag, int occurrence);

        default void hit(String segment, String tag) {
            hit(segment, tag, 0);
        }
    }

    private record Entry<F>(String code, Check<F> check) {}

    private final MessagePack pack;
    private final Map<String, Check<F>> checks = new LinkedHashMap<>();
    private final Map<String, List<Entry<F>>> groups = new HashMap<>();

    Book(MessagePack pack) {
        this.pack = pack;
    }

    final MessagePack pack() {
        return pack;
    }

    final void add(String group, String code, Check<F> check) {
        if (checks.put(group + "/" + code, check) != null) {
            throw new IllegalStateException("rule " + code + " of group " + group + " is written twice");
        }
    }

    /** Group and code of every rule that is written, as {@code group/code}. */
    final Set<String> written() {
        return checks.keySet();
    }

    /**
     * Takes the rules that the table wants.
     *
     * @param wanted how the table says that a rule of this book decides
     * @param missing what to say of a code without a rule, after "is to be decided by"
     * @throws BrokenPackException when the table wants a rule that nobody wrote
     */
    final void compile(Rule.DecidedBy wanted, String missing) {
        List<String> problems = new ArrayList<>();
        for (Rule rule : pack.rules()) {
            if (rule.decidedBy() != wanted) {
                continue;
            }
            Check<F> check = checks.get(rule.group() + "/" + rule.code());
            if (check == null) {
                problems.add("rules.csv: code " + rule.code() + " of group " + rule.group() + " is to be decided by "
                        + missing + "; say 'no' and why");
            } else {
                groups.computeIfAbsent(rule.group(), group -> new ArrayList<>()).add(new Entry<>(rule.code(), check));
            }
        }
        if (!problems.isEmpty()) {
            throw new BrokenPackException(problems);
        }
    }

    final void run(String group, F facts, Hits hits) {
        List<Entry<F>> entries = groups.get(group);
        if (entries == null) {
            return;
        }
        for (Entry<F> entry : entries) {
            entry.check.check(facts, (segment, tag, occurrence) -> hits.add(entry.code, segment, tag, occurrence));
        }
    }
}
