package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.creditconnector.delivery.Holding;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.mockregistry.MockRegistry;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.Registries;
import org.creditconnector.route.ConnectorRuntime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A large mirror against the listing of a registry that speaks for itself, over real HTTP. */
abstract class HoldingsContract {
    private static final Logger LOG = LoggerFactory.getLogger(HoldingsContract.class);
    private static final LocalDate MONDAY = PaperNight.MONDAY;
    private static final int ITEMS = 100_000;
    private static final int BATCH = 5_000;

    private final Store store;
    private final MockRegistry registry = MockRegistry.start();
    private final ConnectorRuntime routes = new ConnectorRuntime(Registries.shipped(), record -> List.of());
    private final RegistryConnection connection;
    private final PaperNight night;
    private final RegistryMirror mirror;

    HoldingsContract(TestDatabase database) {
        store = database.shared();
        night = new PaperNight(store);
        mirror = night.mirror;
        connection = routes.connect(TargetEndpoint.of(night.target, "registry-api", registry.url(), "BANK1"));
    }

    @AfterEach
    void close() {
        routes.close();
        registry.close();
    }

    @Test
    void oneMissingOneExtraAndOneAlteredRecordAmongAHundredThousandAreNamedAndNothingElse() {
        long begin = System.nanoTime();
        List<Holding> items = IntStream.range(0, ITEMS)
                .mapToObj(number -> holding(number, MONDAY, 1))
                .toList();
        accepted(items);
        items.forEach(item -> registry.invent("BANK1", theirs(item)));
        long made = System.nanoTime();
        mirror.rebuild(night.target);
        long rebuilt = System.nanoTime();

        Statement ours = mirror.totals(night.target, MONDAY);
        long added = System.nanoTime();
        Statement theirs = connection.statement(MONDAY);
        assertThat(theirs.digest()).isEqualTo(ours.digest());
        assertThat(theirs.holdingsDigest()).isNotNull().isEqualTo(ours.holdingsDigest());
        assertThat(theirs.accounts()).isEqualTo(ITEMS).isEqualTo(ours.accounts());
        assertThat(compare().count()).isZero();

        registry.forget("BANK1", items.get(31_415).subject());
        registry.invent(
                "BANK1", theirs(new Holding("account:zz", "invented", MONDAY, 1, "0".repeat(64), "CNY", amounts("1"))));
        registry.alter("BANK1", items.get(92_653).subject(), "outstanding", new BigDecimal("0.01"));

        long before = System.nanoTime();
        RegistryComparison.Result result = compare();
        long compared = System.nanoTime();
        assertThat(result.guilty())
                .extracting(GuiltyRecord::rule, GuiltyRecord::itemId, GuiltyRecord::accountKey)
                .containsExactlyInAnyOrder(
                        tuple(GuiltyRecord.REGISTRY_MISSING, items.get(31_415).itemId(), "K031415"),
                        tuple(GuiltyRecord.REGISTRY_EXTRA, "invented", null),
                        tuple(GuiltyRecord.REGISTRY_ALTERED, items.get(92_653).itemId(), "K092653"));
        assertThat(result.count()).isEqualTo(3);
        assertThat(result.pending()).isZero();
        assertThat(result.guilty().stream()
                        .filter(one -> one.rule().equals(GuiltyRecord.REGISTRY_ALTERED))
                        .findFirst()
                        .orElseThrow()
                        .message())
                .endsWith("is held by the registry with another outstanding");
        LOG.info(
                "{} items: made in {} ms, mirror rebuilt in {} ms, added up in {} ms, compared in {} ms",
                ITEMS,
                millis(begin, made),
                millis(made, rebuilt),
                millis(rebuilt, added),
                millis(before, compared));
    }

    @Test
    void aDigestAloneIsEnoughToFindAnAlteredRecord() {
        List<Holding> items = IntStream.range(0, 10)
                .mapToObj(number -> holding(number, MONDAY, 1))
                .toList();
        accepted(items);
        mirror.rebuild(night.target);
        items.forEach(item -> registry.invent("BANK1", theirs(item)));
        registry.alter("BANK1", items.get(4).subject());

        Statement theirs = connection.statement(MONDAY);
        Statement ours = mirror.totals(night.target, MONDAY);
        assertThat(theirs.digest()).isEqualTo(ours.digest());
        assertThat(theirs.totals()).isEqualTo(ours.totals());
        assertThat(theirs.holdingsDigest()).isNotEqualTo(ours.holdingsDigest());
        assertThat(compare().guilty())
                .singleElement()
                .satisfies(one -> assertThat(one.message()).endsWith("only the digest of its bytes differs"));

        store.jdbc()
                .sql("update registry_mirror_date set item_digest = null where target = ?")
                .param(night.target)
                .update();
        assertThat(mirror.totals(night.target, MONDAY).holdingsDigest())
                .as("a digest that was never noted cannot be compared")
                .isNull();
        assertThat(compare().count()).isZero();
    }

    @Test
    void whatIsOnItsWayExplainsADifferenceAndIsNotGuilty() {
        accepted(List.of(holding(1, MONDAY, 1), holding(2, MONDAY, 1), holding(3, MONDAY, 1)));
        mirror.rebuild(night.target);
        Holding fresh = holding(4, MONDAY, 1);
        Holding corrected = holding(2, MONDAY, 2);
        Holding rejected = holding(5, MONDAY, 1);
        insert(fresh, ItemKind.REPORT, null, "SENT", null);
        insert(corrected, ItemKind.CORRECTION, holding(2, MONDAY, 1).itemId(), "SENT", null);
        insert(holding(3, MONDAY, 2), ItemKind.DELETION, holding(3, MONDAY, 1).itemId(), "SENT", null);
        insert(rejected, ItemKind.REPORT, null, "REJECTED", "REJECTED");
        for (Holding item : List.of(holding(1, MONDAY, 1), fresh, corrected, rejected)) {
            registry.invent("BANK1", theirs(item));
        }

        RegistryComparison.Result result = compare();
        assertThat(result.pending())
                .as("a new one, a correction with what it replaces, a deletion")
                .isEqualTo(4);
        assertThat(result.guilty()).singleElement().satisfies(one -> {
            assertThat(one.itemId()).isEqualTo(rejected.itemId());
            assertThat(one.message()).endsWith("is held by the registry, and its feedback rejected it");
            assertThat(one.next()).isEqualTo("journey K000005 --target " + night.target);
        });
        assertThat(mirror.onTheWay(night.target, MONDAY)).isEqualTo(3);
        assertThat(mirror.onTheWay(night.target, MONDAY.minusDays(1))).isZero();
    }

    @Test
    void everyStandingItemUpToTheDateIsReadInOrderAndTheStoreCanBeAskedMeanwhile() {
        accepted(List.of(
                holding(2, MONDAY, 1),
                holding(1, MONDAY.plusDays(1), 2),
                holding(1, MONDAY, 1),
                holding(1, MONDAY.plusDays(2), 3)));
        mirror.rebuild(night.target);
        List<String> read = mirror.holdings(night.target, MONDAY.plusDays(1), held -> {
            List<String> lines = new ArrayList<>();
            while (held.hasNext()) {
                Holding one = held.next();
                assertThat(mirror.onTheWay(night.target, MONDAY)).isZero();
                lines.add(one.subject() + " " + one.sequence());
            }
            return lines;
        });
        assertThat(read).containsExactly("account:K000001 1", "account:K000001 2", "account:K000002 1");
    }

    @Test
    void onlyTheFirstOfVeryManyGuiltyRecordsAreNamedAndAllAreCounted() {
        int many = RegistryComparison.MOST_NAMED + 5;
        accepted(IntStream.range(0, many)
                .mapToObj(number -> holding(number, MONDAY, 1))
                .toList());
        mirror.rebuild(night.target);
        registry.invent("BANK1", theirs(holding(0, MONDAY, 1)));
        RegistryComparison.Result result = compare();
        assertThat(result.missing()).isEqualTo(many - 1);
        assertThat(result.guilty()).hasSize(RegistryComparison.MOST_NAMED);
    }

    @Test
    void itemsThatAFeedbackJudgesWithoutRightAreNamed() {
        Run run = night.released(
                MONDAY,
                night.range(night.reported("A", MONDAY), night.reported("B", MONDAY), night.reported("C", MONDAY)));
        StoredPackage built = night.buildAll(run).get(0);
        night.deliver(built);
        List<String> items = night.itemsOf(built);
        String a = items.get(0);
        String b = items.get(1);
        assertThat(night.answer(night.feedback("f0", built, List.of(a), List.of()))
                        .state())
                .isEqualTo(FeedbackState.APPLIED);
        assertThat(night.ledger.guiltyByFeedback(run.runId())).isEmpty();

        assertThat(night.answer(night.feedback("f1", built, List.of(b, "strange"), List.of(a)))
                        .state())
                .isEqualTo(FeedbackState.QUARANTINED);
        List<GuiltyRecord> guilty = night.ledger.guiltyByFeedback(run.runId());
        assertThat(guilty)
                .extracting(GuiltyRecord::rule, GuiltyRecord::itemId, GuiltyRecord::accountKey)
                .containsExactlyInAnyOrder(
                        tuple(GuiltyRecord.FEEDBACK_FOREIGN, "strange", null),
                        tuple(GuiltyRecord.FEEDBACK_OTHER, a, "A"));
        assertThat(guilty.get(0).next()).startsWith("feedback show ");

        assertThat(night.ledger.saveGuilty(run.runId(), guilty)).isEqualTo(2);
        assertThat(night.ledger.saveGuilty(run.runId(), guilty)).as("each once").isZero();
        assertThat(night.findings(run.runId())).contains(GuiltyRecord.FEEDBACK_FOREIGN, GuiltyRecord.FEEDBACK_OTHER);
    }

    @Test
    void anItemThatAFeedbackJudgesTwiceIsNamed() {
        Run run = night.released(MONDAY, night.range(night.reported("A", MONDAY), night.reported("B", MONDAY)));
        StoredPackage built = night.buildAll(run).get(0);
        night.deliver(built);
        String a = night.itemsOf(built).get(0);
        FeedbackResult result = night.answer(night.feedback("f1", built, List.of(a), List.of(a)));
        assertThat(result.state()).isEqualTo(FeedbackState.QUARANTINED);
        assertThat(night.ledger.guiltyByFeedback(run.runId())).singleElement().satisfies(one -> {
            assertThat(one.rule()).isEqualTo(GuiltyRecord.FEEDBACK_TWICE);
            assertThat(one.itemId()).isEqualTo(a);
        });
    }

    @Test
    void aPackageThatIsAnsweredInPartIsShownSoAndWhatIsSilentStaysUnanswered() {
        Run run = night.released(
                MONDAY,
                night.range(IntStream.range(0, 1_000)
                        .mapToObj(number -> night.reported(String.format(Locale.ROOT, "P%04d", number), MONDAY))
                        .toArray(org.creditconnector.route.PreparedAccount[]::new)));
        List<StoredPackage> built = night.buildAll(run);
        int silent = 0;
        List<String> waiting = new ArrayList<>();
        for (StoredPackage one : built) {
            night.deliver(one);
            waiting.addAll(night.itemsOf(one));
        }
        for (StoredPackage one : built) {
            List<String> items = night.itemsOf(one);
            List<String> judged = new ArrayList<>(items);
            judged.removeIf(item -> waiting.indexOf(item) >= 960);
            silent += items.size() - judged.size();
            List<String> accepted =
                    judged.stream().filter(item -> waiting.indexOf(item) < 900).toList();
            judged.removeAll(accepted);
            if (!accepted.isEmpty() || !judged.isEmpty()) {
                night.answer(night.feedback("f-" + one.packageId(), one, accepted, judged));
            }
        }
        assertThat(silent).isEqualTo(40);
        ItemBook book = night.books.items(run.runId());
        assertThat(book).isEqualTo(new ItemBook(1_000, 0, 40, 900, 60, 0, 0));
        assertThat(book.balances()).isTrue();
        assertThat(night.books.imbalances(run.runId())).isEmpty();
        assertThat(mirror.totals(night.target, MONDAY).accounts()).isEqualTo(900);
        assertThat(mirror.onTheWay(night.target, MONDAY)).isEqualTo(40);
    }

    private RegistryComparison.Result compare() {
        return mirror.compare(night.target, MONDAY, connection.holdings(MONDAY));
    }

    // ---------------------------------------------------------------- items

    private Holding holding(int number, LocalDate date, long sequence) {
        String key = String.format(Locale.ROOT, "K%06d", number);
        String id = night.target + "/" + key + "/" + sequence;
        return new Holding(
                "account:" + key,
                id,
                date,
                sequence,
                Digests.hex(id.getBytes(StandardCharsets.UTF_8)),
                "CNY",
                amounts(Integer.toString(1_000 + number)));
    }

    private static org.creditconnector.totals.Amounts amounts(String principal) {
        return new org.creditconnector.totals.Amounts(
                new BigDecimal(principal), null, new BigDecimal("600.5"), BigDecimal.ZERO, null);
    }

    private static org.creditconnector.mockregistry.Holding theirs(Holding item) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        amounts.put("principal", item.amounts().principal());
        amounts.put("outstanding", item.amounts().outstanding());
        amounts.put("overdue", item.amounts().overdue());
        return new org.creditconnector.mockregistry.Holding(
                item.subject(),
                item.itemId(),
                item.reportDate(),
                item.sequence(),
                item.itemDigest(),
                item.currency(),
                amounts);
    }

    private void accepted(List<Holding> items) {
        store.transactions()
                .executeWithoutResult(status -> store.template()
                        .batchUpdate(
                                INSERT,
                                items,
                                BATCH,
                                (statement, item) ->
                                        bind(statement, item, ItemKind.REPORT, null, "ACCEPTED", "ACCEPTED")));
    }

    private void insert(Holding item, ItemKind kind, String supersedes, String state, String answer) {
        store.template()
                .batchUpdate(
                        INSERT,
                        List.of(item),
                        BATCH,
                        (statement, one) -> bind(statement, one, kind, supersedes, state, answer));
    }

    private static final String INSERT = """
            insert into report_item (target, run_id, range_number, send_class, block_offset, block_length, content_hash,
              reported_state, item_id, account_key, subject, kind, report_date, sequence, supersedes, state, answer, item_digest,
              currency, principal, credit_limit, outstanding, overdue, paid)
            values (?, 0, 0, 'accounts', 0, 0, 'h', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private void bind(
            PreparedStatement statement, Holding item, ItemKind kind, String supersedes, String state, String answer)
            throws SQLException {
        statement.setString(1, night.target);
        statement.setBytes(2, new byte[0]);
        statement.setString(3, item.itemId());
        statement.setString(4, item.subject().substring("account:".length()));
        statement.setString(5, item.subject());
        statement.setString(6, kind.name());
        statement.setObject(7, item.reportDate());
        statement.setLong(8, item.sequence());
        statement.setString(9, supersedes);
        statement.setString(10, state);
        statement.setString(11, answer);
        statement.setString(12, item.itemDigest());
        statement.setString(13, item.currency());
        AmountColumns.bind(statement, 14, item.amounts());
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
