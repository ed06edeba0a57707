package org.creditconnector.mockregistry.pbcrc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges records and keeps what stands. Not for several threads. */
final class Judge {
    private static final Tables TABLES = Tables.read();

    private final Tables tables = TABLES;
    private final Forms forms = new Forms(tables);
    private final LineReader reader = new LineReader();
    private final Books books = new Books();
    private final FiledRules filed = new FiledRules(tables, books);
    private final Map<String, Set<String>> branches;

    Judge(Map<String, Set<String>> branches) {
        this.branches = branches;
    }

    /**
     * A record that was judged.
     *
     * @param entry null when the line could not be read
     * @param refusals all that is wrong with it, in the order in which it was found; empty when it may be loaded
     */
    record Judged(@Nullable Entry entry, String subject, List<Refusal> refusals) {}

    boolean knows(String provider) {
        return branches.containsKey(provider);
    }

    /** Whether there is a table of records of the type. */
    boolean knowsType(String type) {
        return tables.record(type) != null;
    }

    /**
     * Judges a line.
     *
     * @param keys keys of the lines before it in the same file; this line's is added
     */
    Judged judge(Submission file, SubmissionName name, String line, Set<String> keys) {
        RecordTable table = tables.record(name.type());
        Tagged root = table == null ? null : reader.read(line);
        if (table == null || root == null) {
            return new Judged(null, "", List.of(Refusal.of("ABR006")));
        }
        var entry = new Entry(tables, table, root, file.relaxed());
        Set<String> own = new TreeSet<>(branches.getOrDefault(name.provider(), Set.of()));
        own.add(name.provider());
        List<Refusal> refusals = new ArrayList<>(Layout.check(forms, entry, name.provider(), own, file.relaxed()));
        if (refusals.stream().noneMatch(refusal -> refusal.code().equals("ABR000"))) {
            if (entry.text("RptDate").compareTo(name.madeOn()) > 0 && Tagged.day(entry.text("RptDate")) != null) {
                refusals.add(new Refusal("ABR001", "RptDate"));
            }
            refusals.addAll(RecordRules.check(tables, entry, file.relaxed()));
        }
        String subject = Books.subject(entry);
        if (!subject.isEmpty() && !keys.add(key(entry, subject))) {
            refusals.add(new Refusal("ABR002", Refusal.NO_TAG));
        }
        if (refusals.isEmpty()) {
            refusals.addAll(filed.check(entry));
        }
        return new Judged(entry, subject, distinct(refusals));
    }

    private static String key(Entry entry, String subject) {
        String what = entry.type() + " " + subject + " " + entry.text("RptDate");
        return switch (entry.type().charAt(2)) {
            case '2' -> what + " " + entry.text("MdfcSgmtCode");
            case '3' ->
                what + " " + entry.text("DelSgmtCode") + " " + entry.text("DelStartDate") + " "
                        + entry.text("DelEndDate");
            case '5' -> what + " " + entry.text("OpetnType") + " " + entry.text("Month");
            default -> what;
        };
    }

    private static List<Refusal> distinct(List<Refusal> refusals) {
        Set<Refusal> seen = new HashSet<>();
        return refusals.stream().filter(seen::add).toList();
    }

    /** Loads what was judged and found in order. */
    void load(Entry entry) {
        books.take(entry);
    }

    Map<String, PbcrcHolding> holdings() {
        return books.holdings();
    }
}
