package org.creditconnector.mockregistry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
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
    private final NavigableMap<String, Subject> subjects = new TreeMap<>(Utf8Order.BYTES);
    private final NavigableMap<LocalDate, Integer> acceptedByDate = new TreeMap<>();

    /** Judges the items of a package in file order, each knowing what became of those before it. */
    void judge(KeptPackage kept) {
        boolean whole = kept.lacks.contains(Lack.PARTIAL_ACCEPTANCE);
        for (KeptPackage.KeptItem keptItem : kept.items) {
            ReadItem item = keptItem.item;
            keptItem.findings =
                    kept.content.faults().isEmpty() ? List.copyOf(findings(kept, item)) : kept.content.faults();
            if (!whole && !keptItem.rejected()) {
                accept(item);
            }
            itemIds.add(item.itemId());
        }
        if (whole) {
            judgeAsAWhole(kept);
        }
    }

    private List<RuleFinding> findings(KeptPackage kept, ReadItem item) {
        List<RuleFinding> findings = new ArrayList<>();
        if (!kept.repeated) {
            findings.addAll(byMemory(item));
        }
        if (kept.lacks.contains(Lack.REPLACE) && item.supersedes() != null) {
            findings.add(new RuleFinding("L001", "kind", "This registry takes no corrections and no deletions."));
        }
        findings.addAll(item.findings());
        return findings;
    }

    /** All or nothing. */
    private void judgeAsAWhole(KeptPackage kept) {
        boolean rejected = kept.items.stream().anyMatch(KeptPackage.KeptItem::rejected);
        for (KeptPackage.KeptItem keptItem : kept.items) {
            if (!rejected) {
                accept(keptItem.item);
            } else if (!keptItem.rejected()) {
                keptItem.findings = List.of(new RuleFinding(
                        "L002",
                        null,
                        "Another item of the package was rejected, and this registry takes all or nothing."));
            }
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
        if (replaces && (subject == null || subject.find(item.supersedes()) == null)) {
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
                before.standing.forEach(subject::put);
                before.standing.clear();
            }
        }
        if (item.supersedes() != null && !item.kind().equals("REPORT")) {
            subject.remove(item.supersedes());
        }
        if (!item.kind().equals("DELETION")) {
            subject.put(item.standing());
        }
    }

    /** The contract's Statement. */
    ObjectNode statement(String lender, LocalDate date) {
        var totals = new Totals();
        var newest = new Sha256();
        var all = new Sha256();
        int accounts = 0;
        for (Map.Entry<String, Subject> entry : subjects.entrySet()) {
            List<Standing> standing = entry.getValue().until(date);
            if (!standing.isEmpty()) {
                Standing last = standing.get(standing.size() - 1);
                accounts++;
                totals.add(last.figures());
                newest.line(entry.getKey() + "\t" + last.itemId());
                standing.forEach(item -> all.line(entry.getKey() + "\t" + item.itemId() + "\t" + item.hexDigest()));
            }
        }
        int items = acceptedByDate.headMap(date, true).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        ObjectNode statement =
                Json.object().put("lender", lender).put("date", date.toString()).put("accounts", accounts);
        statement.put("items", items).set("totals", totals.json());
        return statement.put("digest", newest.hex()).put("holdingsDigest", all.hex());
    }

    /** What stands up to a date after a place in the listing, at most so many; null begins at the beginning. */
    List<Holding> holdings(LocalDate date, @Nullable HoldingCursor after, int limit) {
        List<Holding> page = new ArrayList<>();
        NavigableMap<String, Subject> from = after == null ? subjects : subjects.tailMap(after.subject(), true);
        for (Map.Entry<String, Subject> entry : from.entrySet()) {
            String subject = entry.getKey();
            for (Standing item : entry.getValue().until(date)) {
                if (after == null || after.isBefore(subject, item)) {
                    if (page.size() == limit) {
                        return page;
                    }
                    page.add(item.holding(subject));
                }
            }
        }
        return page;
    }

    /** A tester's: all that stands of the subject is gone, as though it had never been accepted; answers how many items. */
    int forget(String key) {
        Subject subject = subjects.remove(key);
        if (subject == null) {
            return 0;
        }
        subject.standing.forEach(
                item -> acceptedByDate.computeIfPresent(item.reportDate(), (date, count) -> count - 1));
        return subject.standing.size();
    }

    /** A tester's: the item stands from now on, as though it had been received and accepted. */
    void invent(Holding holding) {
        Subject subject = subjects.computeIfAbsent(holding.subject(), key -> new Subject());
        subject.lastSequence = Math.max(subject.lastSequence, holding.sequence());
        subject.put(Standing.of(holding));
        acceptedByDate.merge(holding.reportDate(), 1, Integer::sum);
        itemIds.add(holding.itemId());
    }

    /**
     * A tester's: the newest item of the subject has another content than was received.
     *
     * @param figure the amount that differs; null for something that no amount tells
     * @param amount its new value; null for none
     * @return whether anything stands there
     */
    boolean alter(String key, @Nullable Figure figure, @Nullable BigDecimal amount) {
        Subject subject = subjects.get(key);
        Standing newest = subject == null ? null : subject.newest();
        if (subject == null || newest == null) {
            return false;
        }
        subject.put(newest.altered(figure, amount));
        return true;
    }

    private static final class Subject {
        private long lastSequence;
        // Few stand at once, and there are very many subjects: a map would take more memory than what it holds.
        private final List<Standing> standing = new ArrayList<>(1);

        private @Nullable Standing find(@Nullable String itemId) {
            for (Standing item : standing) {
                if (item.itemId().equals(itemId)) {
                    return item;
                }
            }
            return null;
        }

        private void put(Standing item) {
            remove(item.itemId());
            standing.add(item);
        }

        private void remove(@Nullable String itemId) {
            standing.removeIf(item -> item.itemId().equals(itemId));
        }

        private @Nullable LocalDate lastReportDate() {
            Standing newest = newest();
            return newest == null ? null : newest.reportDate();
        }

        private @Nullable Standing newest() {
            return standing.stream().max(Standing.ORDER).orElse(null);
        }

        private List<Standing> until(LocalDate date) {
            return standing.stream()
                    .filter(item -> !item.reportDate().isAfter(date))
                    .sorted(Standing.ORDER)
                    .toList();
        }
    }
}
