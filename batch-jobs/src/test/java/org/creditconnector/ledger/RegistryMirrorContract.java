package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.SubjectHistory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class RegistryMirrorContract {
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);

    private final TestDatabase database;

    private PaperNight night;

    RegistryMirrorContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        night = new PaperNight(database.shared());
    }

    private SubjectHistory history(String key) {
        return night.mirror.histories(night.target, List.of("account:" + key)).get("account:" + key);
    }

    private String id(String key, LocalDate date, int sequence, ItemKind kind) {
        return night.item(key, date, sequence, kind, null).itemId();
    }

    /** All rows of the mirror as text. */
    private List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String table : List.of("registry_mirror", "registry_mirror_date")) {
            night.store
                    .jdbc()
                    .sql("select * from " + table + " where target = ? order by subject, report_date, sequence")
                    .param(night.target)
                    .query()
                    .listOfRows()
                    .forEach(row -> {
                        row.replaceAll((column, value) ->
                                value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
                        rows.add(row);
                    });
        }
        return rows;
    }

    private void threeNights() {
        night.acceptAll(night.released(
                MONDAY,
                night.range(night.reported("a", MONDAY), night.reported("b", MONDAY), night.reported("c", MONDAY))));
        night.acceptAll(night.released(
                TUESDAY,
                night.range(
                        night.reported("a", night.item("a", TUESDAY, 2, ItemKind.REPORT, null)),
                        night.reported("b", night.item("b", TUESDAY, 2, ItemKind.REPORT, null)))));
        night.acceptAll(night.released(
                WEDNESDAY,
                night.range(
                        night.reported(
                                "a",
                                night.item("a", MONDAY, 3, ItemKind.CORRECTION, id("a", MONDAY, 1, ItemKind.REPORT))),
                        night.reported(
                                "b",
                                night.item(
                                        "b", TUESDAY, 3, ItemKind.DELETION, id("b", TUESDAY, 2, ItemKind.REPORT))))));
    }

    @Test
    void knowsWhatIsOnFileAndWhatIsOnItsWay() {
        assertThat(history("a")).isEqualTo(SubjectHistory.none("account:a"));
        Run run = night.released(
                MONDAY,
                night.range(night.reported(
                        "a",
                        night.item("a", MONDAY.minusMonths(1), 1, ItemKind.REPORT, null),
                        night.item("a", MONDAY, 2, ItemKind.REPORT, null))));
        SubjectHistory staged = history("a");
        assertThat(staged.accepted()).isNull();
        assertThat(staged.lastSequence()).isEqualTo(2);
        assertThat(staged.open()).extracting(SubjectHistory.Open::sequence).containsExactly(1L, 2L);

        StoredPackage built = night.buildAll(run).get(0);
        night.deliver(built);
        List<String> items = night.itemsOf(built);
        night.answer(night.feedback("f1", built, items.subList(0, 1), List.of()));
        assertThat(history("a").accepted().sequence()).isEqualTo(1);
        assertThat(history("a").open()).extracting(SubjectHistory.Open::itemId).containsExactly(items.get(1));
        night.answer(night.feedback("f2", built, List.of(), items.subList(1, 2)));
        SubjectHistory rejected = history("a");
        assertThat(rejected.open()).isEmpty();
        assertThat(rejected.accepted().reportDate()).isEqualTo(MONDAY.minusMonths(1));
        assertThat(rejected.accepted().contentHash()).isEqualTo("hash of a1");
        assertThat(new String(rejected.accepted().reportedState(), StandardCharsets.UTF_8))
                .isEqualTo("state of " + items.get(0));
        assertThat(rejected.lastSequence()).as("a number is never used twice").isEqualTo(2);
    }

    @Test
    void correctionsAndDeletionsMoveIt() {
        threeNights();
        assertThat(history("a").accepted().itemId())
                .as("the newest date, not the newest item")
                .isEqualTo(id("a", TUESDAY, 2, ItemKind.REPORT));
        assertThat(history("b").accepted().itemId())
                .as("what a deletion uncovers")
                .isEqualTo(id("b", MONDAY, 1, ItemKind.REPORT));
        assertThat(history("b").lastSequence()).isEqualTo(3);
    }

    @Test
    void statesWhatTheRegistryWouldState() throws Exception {
        threeNights();
        Statement monday = night.mirror.totals(night.target, MONDAY);
        assertThat(monday.accounts()).isEqualTo(3);
        assertThat(monday.items()).as("three reports and a correction").isEqualTo(4);
        assertThat(monday.totals().amounts().get("CNY").principal()).isEqualByComparingTo("305");
        String lines = "account:a\t" + id("a", MONDAY, 3, ItemKind.CORRECTION) + "\naccount:b\t"
                + id("b", MONDAY, 1, ItemKind.REPORT) + "\naccount:c\t" + id("c", MONDAY, 1, ItemKind.REPORT) + "\n";
        assertThat(monday.digest())
                .isEqualTo(HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8))));
        Statement tuesday = night.mirror.totals(night.target, TUESDAY);
        assertThat(tuesday.accounts()).isEqualTo(3);
        assertThat(tuesday.items()).isEqualTo(7);
        assertThat(tuesday.totals().amounts().get("CNY").principal()).isEqualByComparingTo("304");
        assertThat(night.mirror.totals(night.target, MONDAY.minusDays(1)).accounts())
                .isZero();

        night.ledger.saveStatement(night.target, monday);
        Statement kept = night.ledger.statement(night.target, MONDAY).orElseThrow();
        assertThat(kept.digest()).isEqualTo(monday.digest());
        assertThat(kept.totals().minus(monday.totals()).isZero()).isTrue();
        assertThat(night.ledger.statement(night.target, TUESDAY)).isEmpty();
    }

    @Test
    void rebuiltFromZeroItIsTheSame() {
        threeNights();
        List<Map<String, Object>> live = rows();
        assertThat(live).hasSize(3 + 4);
        night.mirror.rebuild(night.target);
        assertThat(rows()).isEqualTo(live);
        night.store
                .jdbc()
                .sql("delete from registry_mirror where target = ?")
                .param(night.target)
                .update();
        night.mirror.rebuild(night.target);
        assertThat(rows()).isEqualTo(live);
    }

    @Test
    void aRebuildSaysWhetherTheLiveMirrorWasRight() {
        threeNights();
        MirrorRebuild rebuild = new MirrorRebuild(night.store);
        assertThat(rebuild.rebuild(night.target)).isEqualTo(new MirrorRebuild.Rebuilt(3, 4, 3, 4, true));
        night.store
                .jdbc()
                .sql("update registry_mirror set content_hash = 'other' where target = ? and subject = 'account:c'")
                .param(night.target)
                .update();
        assertThat(rebuild.rebuild(night.target).equal()).isFalse();
        assertThat(rebuild.rebuild(night.target).equal()).as("it is right now").isTrue();
        night.store
                .jdbc()
                .sql("delete from registry_mirror_date where target = ? and subject = 'account:c'")
                .param(night.target)
                .update();
        assertThat(rebuild.rebuild(night.target)).isEqualTo(new MirrorRebuild.Rebuilt(3, 4, 3, 3, false));
    }
}
