package org.creditconnector.mockregistry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the registry knows of one lender: the packages that wait for judgement, in order, and what it accepted. An accepted item
 * stands until a later one that names it in {@code supersedes} is accepted. Guarded by the lock of {@link Registry}.
 */
final class LenderBook {
    /** Kept packages without feedback, by sequence. */
    final Deque<KeptPackage> waiting = new ArrayDeque<>();

    /** Sequence of the last kept package. */
    long lastPackage;

    /** When the last feedback was made; feedback never goes back in time. */
    Instant lastFeedbackAt = Instant.MIN;

    private final Set<String> itemIds = new HashSet<>();
    private final Map<String, Subject> subjects = new HashMap<>();
    private final NavigableMap<LocalDate, Integer> acceptedByDate = new TreeMap<>();

    private record Standing(
            String itemId,
            LocalDate reportDate,
            long sequence,
            @Nullable Figures figures) {}

    private static final class Subject {
        private long lastSequence;
        private final Map<String, Standing> standing = new LinkedHashMap<>();

        private @Nullable LocalDate lastReportDate() {
            return standing.values().stream()
                    .map(Standing::reportDate)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }

        private @Nullable Standing newest(LocalDate until) {
            return standing.values().stream()
                    .filter(item -> !item.reportDate().isAfter(until))
                    .max(Comparator.comparing(Standing::reportDate).thenComparing(Standing::sequence))
                    .orElse(null);
        }
    }

    /** Judges the items of a package in file order, each knowing what became of those before it. */
    void judge(KeptPackage kept) {
        for (KeptPackage.KeptItem keptItem : kept.items) {
            ReadItem item = keptItem.item;
            if (kept.content.faults().isEmpty()) {
                List<RuleFinding> findings = new ArrayList<>(byMemory(item));
                findings.addAll(item.findings());
                keptItem.findings = findings;
                if (!keptItem.rejected()) {
                    accept(item);
                }
            } else {
                keptItem.findings = kept.content.faults();
            }
            itemIds.add(item.itemId());
        }
    }

    /** The rules that need memory: R001 to R004. */
    private List<RuleFinding> byMemory(ReadItem item) {
        List<RuleFinding> findings = new ArrayList<>();
        if (itemIds.contains(item.itemId())) {
            findings.add(new RuleFinding("R001", "itemId", "The item id was received before."));
        }
        Subject subject = subjects.get(item.subject());
        long lastSequence = subject == null ? 0 : subject.lastSequence;
        if (item.sequence() <= lastSequence) {
            findings.add(new RuleFinding(
                    "R002",
                    "sequence",
                    "The sequence " + item.sequence() + " is not above " + lastSequence + ", the last accepted one."));
        }
        boolean replaces = item.kind().equals("CORRECTION") || item.kind().equals("DELETION");
        LocalDate lastReportDate = subject == null ? null : subject.lastReportDate();
        if (!replaces && lastReportDate != null && item.reportDate().isBefore(lastReportDate)) {
            findings.add(new RuleFinding(
                    "R003",
                    "reportDate",
                    "The report date lies before " + lastReportDate + ", the last accepted one."));
        }
        if (replaces && (subject == null || !subject.standing.containsKey(item.supersedes()))) {
            findings.add(new RuleFinding(
                    "R004", "supersedes", "No accepted item of the subject that still stands is named in supersedes."));
        }
        return findings;
    }

    private void accept(ReadItem item) {
        acceptedByDate.merge(item.reportDate(), 1, Integer::sum);
        Subject subject = subjects.computeIfAbsent(item.subject(), key -> new Subject());
        subject.lastSequence = item.sequence();
        for (String former : item.formerSubjects()) {
            Subject before = subjects.get(former);
            if (before != null && before != subject) {
                subject.standing.putAll(before.standing);
                before.standing.clear();
            }
        }
        if (item.supersedes() != null && !item.kind().equals("REPORT")) {
            subject.standing.remove(item.supersedes());
        }
        if (!item.kind().equals("DELETION")) {
            subject.standing.put(
                    item.itemId(), new Standing(item.itemId(), item.reportDate(), item.sequence(), item.figures()));
        }
    }

    /** The contract's Statement. */
    ObjectNode statement(String lender, LocalDate date) {
        // TreeMap orders by UTF-16 units; code points order as UTF-8 bytes do.
        NavigableMap<String, Standing> newest = new TreeMap<>(LenderBook::byCodePoint);
        subjects.forEach((key, subject) -> {
            Standing item = subject.newest(date);
            if (item != null) {
                newest.put(key, item);
            }
        });
        var totals = new Totals();
        var digest = new Sha256();
        newest.forEach((key, item) -> {
            totals.add(item.figures());
            digest.line(key + "\t" + item.itemId());
        });
        int items = acceptedByDate.headMap(date, true).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        ObjectNode statement =
                Json.object().put("lender", lender).put("date", date.toString()).put("accounts", newest.size());
        statement.put("items", items).set("totals", totals.json());
        return statement.put("digest", digest.hex());
    }

    private static int byCodePoint(String left, String right) {
        return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
    }
}
