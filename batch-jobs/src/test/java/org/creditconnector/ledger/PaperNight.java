package org.creditconnector.ledger;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.creditconnector.delivery.CurrencyTotals;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryFinding;
import org.creditconnector.delivery.Verdict;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.route.AccountStanding;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;

/** A target of its own in a shared store, and the steps of a night written out by hand. */
final class PaperNight {
    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    static final FakeProfile PROFILE = new FakeProfile();

    private static final AtomicInteger TARGETS = new AtomicInteger();

    final Store store;
    final String target;
    final SubmissionLedger ledger;
    final RegistryMirror mirror;
    final Books books;
    final Lease lease;
    final LeaseToken token;

    PaperNight(Store store) {
        this.store = store;
        this.target = "target" + TARGETS.incrementAndGet();
        this.ledger = new SubmissionLedger(store);
        this.mirror = new RegistryMirror(store);
        this.books = new Books(store);
        this.lease = new Lease(store);
        this.token = takeLease().orElseThrow();
    }

    Optional<LeaseToken> takeLease() {
        return lease.acquire(LeaseToken.ofTarget(target), "test", Duration.ofMinutes(10));
    }

    /** Another process takes the lease over, as after its time ran out. */
    LeaseToken overtake() {
        store.jdbc()
                .sql("update lease set held_until = clock_timestamp() where name = ?")
                .param(token.name())
                .update();
        return takeLease().orElseThrow();
    }

    RunOrder order(LocalDate date) {
        return new RunOrder(target, "core", date, date, "BANK1", "v1", null);
    }

    /** Opens a run with one range for each group of accounts and stores them all. */
    Run prepared(LocalDate date, PreparedRange... ranges) {
        Run run = ledger.openRun(order(date), token);
        ledger.saveRanges(
                run.runId(),
                IntStream.range(0, ranges.length)
                        .mapToObj(number -> new StoredRange(number, "k" + number, "k" + (number + 1), false))
                        .toList(),
                token);
        for (int number = 0; number < ranges.length; number++) {
            ledger.storeRange(new RangeId(run.runId(), number), ranges[number], totals(ranges[number]), token);
        }
        ledger.settleVanished(run.runId(), token);
        ledger.moveRun(run.runId(), RunState.OPENED, RunState.PREPARED, token);
        return ledger.run(run.runId()).orElseThrow();
    }

    /** As above, past the gate. */
    Run released(LocalDate date, PreparedRange... ranges) {
        Run run = prepared(date, ranges);
        ledger.moveRun(run.runId(), RunState.PREPARED, RunState.RELEASED, token);
        return ledger.run(run.runId()).orElseThrow();
    }

    List<StoredPackage> buildAll(Run run) {
        List<StoredPackage> built = new ArrayList<>();
        ledger.buildPackage(run.runId(), PROFILE, PROFILE.packageLimits(), token)
                .ifPresent(built::add);
        while (!built.isEmpty()) {
            Optional<StoredPackage> next = ledger.buildPackage(run.runId(), PROFILE, PROFILE.packageLimits(), token);
            if (next.isEmpty()) {
                return built;
            }
            built.add(next.get());
        }
        return built;
    }

    /** Sends a built package; the registry has it. */
    void deliver(StoredPackage built) {
        send(built, new DeliveryOutcome.Received("201", "receipt of " + built.sequence()));
    }

    PackageState send(StoredPackage built, DeliveryOutcome outcome) {
        SendPermit permit = ledger.markSending(built.packageId(), true, token);
        if (permit != SendPermit.GRANTED) {
            throw new AssertionError("package " + built.sequence() + " may not leave: " + permit);
        }
        return ledger.recordOutcome(built.packageId(), outcome, token);
    }

    /** The whole way of a run to a registry that accepts everything. */
    void acceptAll(Run run) {
        for (StoredPackage built : buildAll(run)) {
            deliver(built);
            FeedbackResult result = answer(feedback("f-" + built.packageId(), built, itemsOf(built), List.of()));
            if (result.state() != FeedbackState.APPLIED) {
                throw new AssertionError(result.detail());
            }
        }
    }

    List<String> itemsOf(StoredPackage built) {
        return store.jdbc()
                .sql("select item_id from report_item where package_id = ? order by package_line")
                .param(built.packageId())
                .query(String.class)
                .list();
    }

    String state(String itemId) {
        return store.jdbc()
                .sql("select state from report_item where item_id = ?")
                .param(itemId)
                .query(String.class)
                .single();
    }

    PackageState state(StoredPackage one) {
        return ledger.storedPackage(one.packageId()).orElseThrow().state();
    }

    String bytesOf(StoredPackage built) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ledger.copyBytes(built, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    List<String> findings(long runId) {
        return store.jdbc()
                .sql("select rule_id from finding where run_id = ? order by finding_id")
                .param(runId)
                .query(String.class)
                .list();
    }

    // ---------------------------------------------------------------- accounts and items

    PreparedRange range(PreparedAccount... accounts) {
        return new PreparedRange(Arrays.asList(accounts));
    }

    static ControlTotals totals(PreparedRange range) {
        return range.accounts().stream()
                .map(PreparedAccount::totals)
                .reduce(ControlTotals.NOTHING, ControlTotals::plus);
    }

    static ControlTotals money(String principal) {
        return ControlTotals.of("CNY", new Amounts(new BigDecimal(principal), null, new BigDecimal("10"), null, null));
    }

    PreparedAccount reported(String key, ReportItem... items) {
        return new PreparedAccount(
                key, "accounts " + key, AccountVerdict.REPORTED, money("100"), null, Arrays.asList(items), List.of());
    }

    /** An account with its first report at a date. */
    PreparedAccount reported(String key, LocalDate date) {
        return reported(key, item(key, date, 1, ItemKind.REPORT, null));
    }

    PreparedAccount quiet(String key, AccountVerdict verdict) {
        return new PreparedAccount(key, "accounts " + key, verdict, money("100"), null, List.of(), List.of());
    }

    /** An unchanged account that stands somewhere. */
    PreparedAccount standing(String key, AccountStatus status, Integer daysPastDue) {
        return new PreparedAccount(
                key,
                "accounts " + key,
                AccountVerdict.UNCHANGED,
                money("100"),
                new AccountStanding(status, daysPastDue),
                List.of(),
                List.of());
    }

    PreparedAccount held(String key, String rule) {
        Finding finding = Finding.newBuilder()
                .setRuleId(rule)
                .setSeverity(Severity.ERROR)
                .setOrigin(FindingOrigin.RULE)
                .setAccountKey(key)
                .setPath("account.principal")
                .setMessage("the amount lent is negative")
                .build();
        return new PreparedAccount(
                key, "accounts " + key, AccountVerdict.HELD, money("100"), null, List.of(), List.of(finding));
    }

    ReportItem item(String key, LocalDate date, long sequence, ItemKind kind, String supersedes) {
        String id = String.join("/", target, key, date.toString(), Long.toString(sequence), kind.name());
        boolean deletion = kind == ItemKind.DELETION;
        return new ReportItem(
                id,
                "account:" + key,
                key,
                kind,
                date,
                sequence,
                supersedes,
                deletion ? "" : "hash of " + key + sequence,
                deletion ? ControlTotals.NOTHING : money(Long.toString(100 + sequence)),
                "accounts",
                ("<" + id + ">\n").getBytes(StandardCharsets.UTF_8),
                deletion ? new byte[0] : ("state of " + id).getBytes(StandardCharsets.UTF_8));
    }

    // ---------------------------------------------------------------- answers

    /** A feedback of a registry that counts right and gives no sums. */
    Feedback feedback(String id, StoredPackage judged, List<String> accepted, List<String> rejected) {
        List<ItemVerdict> verdicts = new ArrayList<>();
        accepted.forEach(item -> verdicts.add(new ItemVerdict(item, Verdict.ACCEPTED, List.of(), null)));
        rejected.forEach(item -> verdicts.add(new ItemVerdict(
                item,
                Verdict.REJECTED,
                List.of(new RegistryFinding(
                        "R012", false, "record.position.daysPastDue", "without overdue amount", false)),
                null)));
        return new Feedback(
                id,
                judged.packageId(),
                "2026-03-03T01:00:00Z",
                rejected.isEmpty()
                        ? PackageOutcome.ACCEPTED
                        : accepted.isEmpty() ? PackageOutcome.REJECTED : PackageOutcome.PARTLY_ACCEPTED,
                accepted.size(),
                rejected.size(),
                List.of(),
                List.of(),
                verdicts,
                null,
                null);
    }

    static CurrencyTotals sums(int items, String principal, String outstanding) {
        return new CurrencyTotals(
                "CNY",
                items,
                new BigDecimal(principal).setScale(6),
                null,
                new BigDecimal(outstanding).setScale(6),
                null,
                null);
    }

    /** Stores a feedback as it came; returns its row. */
    long store(Feedback feedback) {
        String raw = feedback.toString();
        ledger.storeFeedback(
                target,
                new FeedbackPage(
                        List.of(new FeedbackPage.Entry(feedback.getFeedbackId(), raw, feedback, null)),
                        "after " + feedback.getFeedbackId(),
                        false));
        return store.jdbc()
                .sql("select max(inbox_id) from feedback_inbox where target = ? and feedback_id = ? and raw = ?")
                .params(target, feedback.getFeedbackId(), raw)
                .query(Long.class)
                .single();
    }

    FeedbackResult answer(Feedback feedback) {
        return ledger.applyFeedback(store(feedback));
    }
}
