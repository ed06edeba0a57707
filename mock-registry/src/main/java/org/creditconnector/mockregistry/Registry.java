package org.creditconnector.mockregistry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The registry's memory and what may be done to it. Every public step happens as a whole: one lock guards all state, and only
 * the reading of containers runs beside it. Feedback that has become due is made before and after a package is kept and before any question is
 * answered, so that no timer is needed and the settable clock governs everything.
 */
final class Registry {
    private final SettableClock clock;
    private final KeptRecords records;
    private final ItemSchemas schemas = new ItemSchemas();
    private final Map<String, KeptPackage> packages = new HashMap<>();
    private final Map<String, LenderBook> lenders = new TreeMap<>();
    private final List<KeptPackage> inOrder = new ArrayList<>();
    private final List<KeptPackage> judged = new ArrayList<>();
    private final EffectsLedger effects = new EffectsLedger();
    private int cursorAge;

    Registry(SettableClock clock, boolean keepRecords) {
        this.clock = clock;
        this.records = keepRecords ? KeptRecords.affordable() : new KeptRecords(0);
    }

    /**
     * The contract's putPackage, from the digest on.
     *
     * @param packageId lower-case id
     * @param contentDigest the header as sent, of the right form
     * @param scenario the one in force when the request came
     * @return 201 or 200 with the receipt
     * @throws RefusalException 409 or 422; nothing was changed
     */
    Answer putPackage(String packageId, String contentDigest, byte[] body, Scenario scenario) {
        if (!Sha256.contentDigest(body).equals(contentDigest)) {
            throw RefusalException.digestMismatch("Content-Digest is not the digest of the body that arrived.");
        }
        synchronized (this) {
            KeptPackage known = packages.get(packageId);
            if (known != null && !scenario.lacks().contains(Lack.IDEMPOTENT_BY_ID)) {
                return again(known, contentDigest);
            }
        }
        ReadPackage content = new ContainerReader(scenario, schemas).read(packageId, body);
        synchronized (this) {
            KeptPackage known = packages.get(packageId);
            if (known != null && !scenario.lacks().contains(Lack.IDEMPOTENT_BY_ID)) {
                return again(known, contentDigest);
            }
            publishDue();
            Answer receipt = keep(packageId, contentDigest, body, content, scenario, known != null);
            publishDue();
            return receipt;
        }
    }

    private static Answer again(KeptPackage known, String contentDigest) {
        if (!known.contentDigest.equals(contentDigest)) {
            throw RefusalException.otherBytes("The package id was received with other bytes.");
        }
        return Answer.json(200, known.receipt());
    }

    private Answer keep(
            String packageId,
            String contentDigest,
            byte[] body,
            ReadPackage content,
            Scenario scenario,
            boolean repeated) {
        Duration delay = scenario.feedbackDelay();
        LenderBook book = lenders.get(content.lender());
        long expected = book == null ? 1 : book.lastPackage + 1;
        if (content.sequence() != expected && !repeated && !scenario.lacks().contains(Lack.ORDERING)) {
            throw RefusalException.outOfOrder(content.sequence(), expected);
        }
        if (book == null) {
            book = new LenderBook();
            lenders.put(content.lender(), book);
        }
        Instant now = clock.now();
        String receiptId = String.format(Locale.ROOT, "R%08d", packages.size() + 1);
        var kept = new KeptPackage(
                packageId,
                contentDigest,
                receiptId,
                now,
                content,
                delay == null ? null : now.plus(delay),
                scenario.lacks(),
                repeated);
        packages.put(packageId, kept);
        book.lastPackage = Math.max(book.lastPackage, content.sequence());
        book.waiting.add(kept);
        inOrder.add(kept);
        records.keep(kept, body);
        effects.kept(now, kept);
        return Answer.json(201, kept.receipt());
    }

    synchronized boolean knows(String packageId) {
        return packages.containsKey(packageId);
    }

    /** The contract's getPackage. */
    synchronized ObjectNode packageStatus(String packageId) {
        publishDue();
        ObjectNode status = Json.object().put("packageId", packageId);
        KeptPackage kept = packages.get(packageId);
        if (kept == null) {
            return status.put("state", "unknown");
        }
        status.put("state", kept.feedbackId == null ? "received" : "processed");
        status.set("receipt", kept.receipt());
        Json.putIfPresent(status, "feedbackId", kept.feedbackId);
        return status;
    }

    /**
     * The contract's listFeedback.
     *
     * @param cursor where the page before ended; null for the beginning
     * @throws RefusalException 400 for a cursor that was not given, or forgotten
     */
    synchronized ObjectNode feedbackPage(@Nullable String cursor, int limit) {
        publishDue();
        int after = cursor == null ? 0 : Cursor.read(cursor, cursorAge);
        if (after > judged.size()) {
            throw RefusalException.badRequest("The cursor in after was not given by this registry.");
        }
        int end = Math.min(judged.size(), after + limit);
        ObjectNode page = Json.object();
        ArrayNode array = page.putArray("feedback");
        judged.subList(after, end).forEach(kept -> array.add(Verdicts.feedback(kept)));
        return page.put("next", Cursor.write(end, cursorAge)).put("more", end < judged.size());
    }

    /**
     * The contract's getStatement.
     *
     * @param lender null when the request does not say
     * @throws RefusalException 400 when the lender cannot be told
     */
    synchronized ObjectNode statement(@Nullable String lender, LocalDate date) {
        publishDue();
        String code = lenderCode(lender);
        return book(code).statement(code, date);
    }

    /**
     * The contract's listHoldings.
     *
     * @param lender null when the request does not say
     * @param after place in the listing; null for the beginning
     * @throws RefusalException 400 when the lender cannot be told
     */
    synchronized ObjectNode holdingsPage(
            @Nullable String lender, LocalDate date, @Nullable HoldingCursor after, int limit) {
        publishDue();
        String code = lenderCode(lender);
        ObjectNode page = Json.object().put("lender", code).put("date", date.toString());
        ArrayNode array = page.putArray("holdings");
        List<Holding> found = book(code).holdings(date, after, limit + 1);
        List<Holding> shown = found.subList(0, Math.min(limit, found.size()));
        shown.forEach(holding -> array.add(holding.json()));
        if (found.size() > limit) {
            page.put("next", HoldingCursor.after(shown.get(limit - 1)).write());
        }
        return page;
    }

    /** All that stands for a lender up to a date, in the order of the listing. */
    synchronized List<Holding> holdings(@Nullable String lender, LocalDate date) {
        publishDue();
        return book(lenderCode(lender)).holdings(date, null, Integer.MAX_VALUE);
    }

    /** See {@link LenderBook#forget}. */
    synchronized int forget(@Nullable String lender, String subject) {
        publishDue();
        return book(lenderCode(lender)).forget(subject);
    }

    /** See {@link LenderBook#invent}. */
    synchronized void invent(@Nullable String lender, Holding holding) {
        publishDue();
        lenders.computeIfAbsent(lenderCode(lender), code -> new LenderBook()).invent(holding);
    }

    /** See {@link LenderBook#alter}. */
    synchronized boolean alter(
            @Nullable String lender, String subject, @Nullable Figure figure, @Nullable BigDecimal amount) {
        publishDue();
        return book(lenderCode(lender)).alter(subject, figure, amount);
    }

    private String lenderCode(@Nullable String lender) {
        if (lender != null) {
            return lender;
        }
        if (lenders.size() != 1) {
            throw RefusalException.badRequest(
                    "The parameter lender is needed: requests carry no lender's credentials.");
        }
        return lenders.keySet().iterator().next();
    }

    /** What is known of a lender; an empty book for one that never reported. */
    private LenderBook book(String lender) {
        LenderBook book = lenders.get(lender);
        return book == null ? new LenderBook() : book;
    }

    /** From now on no cursor is known that was given before, as after a restore or a move to another system. */
    synchronized void forgetCursors() {
        cursorAge++;
    }

    /** Makes all feedback that waits, due or not; answers how many. */
    synchronized int release() {
        Instant now = clock.now();
        int before = judged.size();
        lenders.values()
                .forEach(book -> book.waiting.forEach(kept -> {
                    if (kept.dueAt == null || kept.dueAt.isAfter(now)) {
                        kept.dueAt = now;
                    }
                }));
        publishDue();
        return judged.size() - before;
    }

    /** Everything received about a subject, oldest first. */
    synchronized List<ReceivedItem> received(String subject) {
        publishDue();
        return inOrder.stream()
                .flatMap(kept -> kept.items.stream())
                .filter(item -> item.item.subject().equals(subject))
                .map(item -> item.received(records.record(item.in, item.item)))
                .toList();
    }

    /**
     * What packages hold together, whatever was made of it.
     *
     * @param items number of items
     * @param totals sums over all of them
     */
    record Contents(long items, Totals totals) {}

    /** Who a kept package is of, and its number there. */
    record Sender(String lender, long sequence) {}

    /** Adds up kept packages; what is not known adds nothing. */
    synchronized Contents contents(Collection<String> packageIds) {
        var totals = new Totals();
        long items = 0;
        for (String id : packageIds) {
            KeptPackage kept = packages.get(id);
            if (kept != null) {
                items += kept.items.size();
                kept.items.forEach(item -> totals.add(item.item.figures()));
            }
        }
        return new Contents(items, totals);
    }

    /** The sender of a kept package. */
    synchronized Sender sender(String packageId) {
        KeptPackage kept = packages.get(packageId);
        if (kept == null) {
            throw new IllegalArgumentException("package " + packageId + " is not kept");
        }
        return new Sender(kept.content.lender(), kept.content.sequence());
    }

    /** All feedback from a place in the list on, the oldest being at 0. */
    synchronized List<String> feedbackFrom(int place) {
        publishDue();
        return judged.subList(Math.min(place, judged.size()), judged.size()).stream()
                .map(kept -> Verdicts.feedback(kept).toString())
                .toList();
    }

    /** Number of feedbacks in the list. */
    synchronized int feedbackCount() {
        return judged.size();
    }

    /** The registry's time. */
    Instant now() {
        return clock.now();
    }

    /** Effects with a number above {@code after}, at most {@code limit}. */
    synchronized List<Effect> effects(long after, int limit, boolean withRecords) {
        publishDue();
        return effects.page(after, limit, withRecords ? records::record : (kept, item) -> null);
    }

    synchronized void reset() {
        packages.clear();
        lenders.clear();
        inOrder.clear();
        judged.clear();
        effects.clear();
        records.clear();
    }

    /** Packages of a lender are judged in their sequence; of several lenders the one due first. */
    private void publishDue() {
        Instant now = clock.now();
        while (true) {
            LenderBook next = null;
            for (LenderBook book : lenders.values()) {
                Instant due = due(book);
                if (due != null && !due.isAfter(now) && (next == null || due.isBefore(lastDue(next)))) {
                    next = book;
                }
            }
            if (next == null) {
                return;
            }
            publish(next, next.waiting.remove());
        }
    }

    private static @Nullable Instant due(LenderBook book) {
        KeptPackage head = book.waiting.peek();
        return head == null ? null : head.dueAt;
    }

    private static Instant lastDue(LenderBook book) {
        Instant due = due(book);
        return due == null ? Instant.MAX : due;
    }

    private void publish(LenderBook book, KeptPackage kept) {
        Instant due = kept.dueAt == null ? clock.now() : kept.dueAt;
        Instant at = due.isBefore(book.lastFeedbackAt) ? book.lastFeedbackAt : due;
        book.lastFeedbackAt = at;
        book.judge(kept);
        kept.feedbackId = String.format(Locale.ROOT, "F%08d", judged.size() + 1);
        kept.judgedAt = at;
        judged.add(kept);
        effects.judged(at, kept);
    }
}
