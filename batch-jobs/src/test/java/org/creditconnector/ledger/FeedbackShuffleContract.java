package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.delivery.UnreadableAnswerException;
import org.creditconnector.delivery.WireAnswer;
import org.creditconnector.ledger.ShuffledFeedback.Judged;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.Registries;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * However the answers about some packages come, the books end the same. Every sequence follows from a seed; a failing one is named
 * and played alone with {@code -Dfeedback.seed=N}. A sequence runs in one transaction that is rolled back, so that the next one
 * begins where this one began.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FeedbackShuffleContract {
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    private final TestDatabase database;
    private final int sequences;
    private final HttpProtocol wire =
            Registries.shipped().profile("registry-api").http().orElseThrow();

    private Store store;
    private PaperNight night;
    private List<Judged> packages;
    private String cleanHash;

    FeedbackShuffleContract(TestDatabase database, int sequences) {
        this.database = database;
        this.sequences = sequences;
    }

    @BeforeAll
    void sendFourPackages() {
        StoreSettings settings = database.empty();
        store = Store.open(
                database == TestDatabase.H2
                        ? new StoreSettings(settings.url() + ";QUERY_CACHE_SIZE=200", settings.user(), "")
                        : settings);
        night = new PaperNight(store);
        Run first = night.released(
                MONDAY,
                night.range(
                        night.reported("a", MONDAY),
                        night.reported("b", MONDAY),
                        night.reported("c", MONDAY),
                        night.reported("d", MONDAY),
                        night.reported("e", MONDAY)));
        List<StoredPackage> sent = new ArrayList<>(night.buildAll(first));
        sent.forEach(night::deliver);
        List<String> items = night.itemsOf(sent.get(0));
        Run second = night.released(
                TUESDAY,
                night.range(
                        night.reported("a", night.item("a", MONDAY, 2, ItemKind.CORRECTION, items.get(0))),
                        night.reported("b", night.item("b", MONDAY, 2, ItemKind.DELETION, items.get(1))),
                        night.reported("d", night.item("d", TUESDAY, 2, ItemKind.REPORT, null)),
                        night.reported("f", night.item("f", TUESDAY, 1, ItemKind.REPORT, null))));
        List<StoredPackage> later = night.buildAll(second);
        later.forEach(night::deliver);
        sent.addAll(later);
        packages = sent.stream().map(this::judged).toList();
        assertThat(packages).extracting(Judged::name).containsExactly("P1", "P2", "P3", "P4");
        cleanHash = played(() -> {
            take(ShuffledFeedback.clean(packages).stream()
                    .map(ShuffledFeedback::wire)
                    .toList());
            return hash();
        });
    }

    @AfterAll
    void close() {
        store.close();
    }

    private Judged judged(StoredPackage one) {
        Map<String, Boolean> verdicts = new LinkedHashMap<>();
        Map<String, BigDecimal> principals = new LinkedHashMap<>();
        store.jdbc()
                .sql(
                        "select item_id, kind, principal, subject from report_item where package_id = ? order by package_line")
                .param(one.packageId())
                .query(row -> {
                    String subject = row.getString(4);
                    verdicts.put(row.getString(1), !subject.equals("account:c") && !subject.equals("account:e"));
                    if (!row.getString(2).equals("DELETION")) {
                        principals.put(row.getString(1), row.getBigDecimal(3));
                    }
                });
        return new Judged("P" + one.sequence(), one.packageId(), verdicts, principals);
    }

    // ---------------------------------------------------------------- playing

    /** Plays in a transaction of its own that leaves nothing behind. */
    private <T> T played(java.util.function.Supplier<T> play) {
        AtomicReference<T> result = new AtomicReference<>();
        store.transactions().executeWithoutResult(status -> {
            status.setRollbackOnly();
            result.set(play.get());
        });
        return result.get();
    }

    private LongStream seeds(int count) {
        Long one = Long.getLong("feedback.seed");
        return one == null ? LongStream.range(0, count) : LongStream.of(one);
    }

    private static String named(long seed) {
        return "seed " + seed + ", play it alone with -Dfeedback.seed=" + seed;
    }

    private FeedbackPage read(byte[] page) {
        return wire.readFeedback(new WireAnswer(200, null, null, null, page));
    }

    private void take(List<String> letters) {
        night.ledger.storeFeedback(night.target, read(ShuffledFeedback.page(letters, "c", false)));
        applyAll();
    }

    private void applyAll() {
        night.ledger.unappliedFeedback(night.target).forEach(night.ledger::applyFeedback);
    }

    /** Gives the letters page by page, some pages cut first, some given again, and applies between them or not. */
    private void give(List<String> letters, Random random) {
        if (random.nextInt(4) == 0) {
            store.jdbc()
                    .sql("update submission_package set state = 'UNKNOWN' where target = ? and sequence = ?")
                    .params(night.target, 1 + random.nextInt(4))
                    .update();
        }
        for (int from = 0; from < letters.size(); ) {
            int to = Math.min(letters.size(), from + 1 + random.nextInt(4));
            byte[] page = ShuffledFeedback.page(letters.subList(from, to), "after " + to, to < letters.size());
            if (random.nextInt(3) == 0) {
                byte[] cut = Arrays.copyOf(page, random.nextInt(page.length));
                assertThatThrownBy(() -> read(cut)).isInstanceOf(UnreadableAnswerException.class);
                assertThat(night.ledger.feedbackCursor(night.target))
                        .as("a page that was cut moves nothing")
                        .isEqualTo(from == 0 ? java.util.Optional.empty() : java.util.Optional.of("after " + from));
            }
            night.ledger.storeFeedback(night.target, read(page));
            if (random.nextInt(8) == 0) {
                night.ledger.storeFeedbackAgain(
                        night.target, read(ShuffledFeedback.page(letters.subList(0, to), "elsewhere", false)));
            }
            if (random.nextInt(8) == 0) {
                night.ledger
                        .markOverdue(night.target, Duration.ofDays(-1))
                        .forEach(one -> night.ledger.recordKnowledge(one.packageId(), PackageKnowledge.State.RECEIVED));
            }
            if (random.nextBoolean()) {
                applyAll();
            }
            from = to;
        }
        applyAll();
    }

    // ---------------------------------------------------------------- what it ended as

    /** Everything that the answers decide, without the times and without the letters. */
    private String hash() {
        StringBuilder all = new StringBuilder();
        rows(all, "select item_id, state, answer from report_item where target = ? order by item_id");
        rows(all, """
                select sequence, state, accepted_count, rejected_count, case when overdue_since is null then 'no' else 'overdue' end,
                  registry_knows
                from submission_package where target = ? order by sequence""");
        rows(all, """
                select f.item_id, f.rule_id, f.severity, f.path, f.message from finding f join report_item i on i.item_id = f.item_id
                where i.target = ? order by f.item_id, f.rule_id, f.message""");
        all.append(mirror());
        return HexFormat.of().formatHex(Digests.sha256(all.toString()));
    }

    private String mirror() {
        StringBuilder all = new StringBuilder();
        rows(all, """
                select subject, account_key, item_id, sequence, report_date, content_hash from registry_mirror where target = ?
                order by subject""");
        rows(all, """
                select subject, report_date, sequence, item_id, currency, principal, outstanding from registry_mirror_date
                where target = ? order by subject, report_date, sequence""");
        return all.toString();
    }

    private void rows(StringBuilder all, String sql) {
        store.jdbc().sql(sql).param(night.target).query(row -> {
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                all.append(row.getString(column)).append('\t');
            }
            all.append('\n');
        });
    }

    private Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        store.jdbc()
                .sql("select raw, state from feedback_inbox where target = ? order by inbox_id")
                .param(night.target)
                .query(row -> {
                    states.put(row.getString(1), row.getString(2));
                });
        return states;
    }

    private void assertMirrorCanBeRebuilt(String message) {
        String live = mirror();
        night.mirror.rebuild(night.target);
        assertThat(mirror()).as("the mirror rebuilt from zero, " + message).isEqualTo(live);
    }

    // ---------------------------------------------------------------- the promises

    @Test
    void theCleanSequenceAnswersEverything() {
        played(() -> {
            take(ShuffledFeedback.clean(packages).stream()
                    .map(ShuffledFeedback::wire)
                    .toList());
            assertThat(states().values()).containsOnly("APPLIED");
            assertThat(night.ledger.packagesOf(night.target, PackageState.RECEIVED))
                    .isEmpty();
            assertThat(night.mirror.totals(night.target, TUESDAY).accounts())
                    .as("a corrected, b deleted, c and e rejected, d twice, f")
                    .isEqualTo(3);
            return null;
        });
    }

    @Test
    void everySequenceThatSaysTheSameEndsTheSame() {
        seeds(sequences)
                .forEach(seed -> played(() -> {
                    String message = named(seed);
                    ShuffledFeedback shuffled = new ShuffledFeedback(seed);
                    List<String> letters = shuffled.letters(packages);
                    try {
                        give(letters, shuffled.random());
                        assertThat(hash()).isEqualTo(cleanHash);
                        Map<String, String> states = states();
                        shuffled.ends()
                                .forEach((text, end) -> assertThat(states.get(ShuffledFeedback.wire(text)))
                                        .as(text)
                                        .isEqualTo(end.name()));
                    } catch (RuntimeException | AssertionError e) {
                        throw new AssertionError(message + ":\n" + String.join("\n", letters), e);
                    }
                    assertMirrorCanBeRebuilt(message);
                    return null;
                }));
    }

    @Test
    void ofTwoThatContradictEachOtherTheFirstOneStands() {
        Judged last = packages.get(3);
        String item = last.verdicts().keySet().iterator().next();
        String accepted = ShuffledFeedback.wire(ShuffledFeedback.letter("P4", last, last.verdicts()));
        String rejected = ShuffledFeedback.wire(ShuffledFeedback.letter("P4-other", last, Map.of(item, false)));
        seeds(sequences / 20)
                .forEach(seed -> played(() -> {
                    Random random = new Random(seed);
                    List<String> letters = new ArrayList<>(List.of(accepted, rejected));
                    ShuffledFeedback.clean(packages.subList(0, 3))
                            .forEach(one -> letters.add(ShuffledFeedback.wire(one)));
                    letters.addAll(List.copyOf(letters));
                    Collections.shuffle(letters, random);
                    give(letters, random);

                    boolean acceptedCame = letters.indexOf(accepted) < letters.indexOf(rejected);
                    String message = named(seed);
                    assertThat(night.state(item)).as(message).isEqualTo(acceptedCame ? "ACCEPTED" : "REJECTED");
                    assertThat(states().get(acceptedCame ? accepted : rejected))
                            .as(message)
                            .isEqualTo("APPLIED");
                    assertThat(states().get(acceptedCame ? rejected : accepted))
                            .as(message)
                            .isEqualTo("QUARANTINED");
                    assertMirrorCanBeRebuilt(message);
                    return null;
                }));
    }

    @Test
    void aSequenceIsTheSameWheneverItsSeedIs() {
        assertThat(new ShuffledFeedback(7).letters(packages)).isEqualTo(new ShuffledFeedback(7).letters(packages));
        assertThat(new ShuffledFeedback(8).letters(packages)).isNotEqualTo(new ShuffledFeedback(7).letters(packages));
        assertThat(cleanHash.getBytes(StandardCharsets.UTF_8)).hasSize(64);
    }
}
