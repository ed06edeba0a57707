package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.creditconnector.decision.Decided;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.route.ClaimedSubjects.Claim;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.totals.ControlTotals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Persons and agreements that accounts speak of: ranges of their own after the ranges of accounts. */
abstract class SubjectsContract {
    private final TestDatabase database;

    private PaperNight night;
    private Run run;

    SubjectsContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        night = new PaperNight(database.shared());
        run = night.ledger.openRun(night.order(MONDAY), night.token);
        night.ledger.saveRanges(
                run.runId(),
                List.of(new StoredRange(0, null, "k", false), new StoredRange(1, "k", null, false)),
                night.token);
    }

    private static SubjectClaim claim(String subject, String says) {
        return new SubjectClaim(
                subject, MONDAY, "hash of " + says, says.isEmpty() ? null : says.getBytes(StandardCharsets.UTF_8));
    }

    private PreparedAccount speaking(String key, SubjectClaim... claims) {
        return new PreparedAccount(
                key,
                "accounts " + key,
                AccountVerdict.UNCHANGED,
                PaperNight.money("100"),
                null,
                List.of(),
                List.of(),
                Decided.NONE,
                Arrays.asList(claims));
    }

    private void store(int number, PreparedAccount... accounts) {
        PreparedRange range = night.range(accounts);
        night.ledger.storeRange(new RangeId(run.runId(), number), range, PaperNight.totals(range), night.token);
    }

    private List<StoredRange> cutInto(int size) {
        night.ledger.cutSubjects(run.runId(), size, night.token);
        List<StoredRange> ranges = new ArrayList<>();
        Optional<StoredRange> next = night.ledger.nextSubjects(run.runId());
        while (next.isPresent()) {
            ranges.add(next.get());
            night.ledger.storeRange(
                    new RangeId(run.runId(), next.get().number()),
                    new PreparedRange(List.of(), new java.util.TreeMap<>(), false),
                    ControlTotals.NOTHING,
                    night.token);
            next = night.ledger.nextSubjects(run.runId());
        }
        return ranges;
    }

    @Test
    void everySubjectWithNewsIsInOneRangeWithAllThatIsSaidOfIt() {
        store(
                0,
                IntStream.range(0, 10)
                        .mapToObj(number -> speaking("a" + number, claim("person:" + number, "Li " + number)))
                        .toArray(PreparedAccount[]::new));
        store(
                1,
                speaking("k", claim("person:3", ""), claim("person:x", "")),
                speaking("l", claim("person:9", "other")));
        night.ledger.cutSubjects(run.runId(), 4, night.token);
        StoredRange first = night.ledger.nextSubjects(run.runId()).orElseThrow();
        assertThat(first.number()).isEqualTo(2);
        Map<String, List<Claim>> claims = night.ledger.claims(run.runId(), first);
        assertThat(claims.keySet()).containsExactly("person:0", "person:1", "person:2", "person:3");
        assertThat(claims.get("person:3")).extracting(Claim::accountKey).containsExactly("a3", "k");
        assertThat(claims.get("person:3").get(1).claim().content()).isNull();
        List<StoredRange> ranges = cutInto(1);
        assertThat(ranges).as("cut once").hasSize(3);
        assertThat(night.ledger.claims(run.runId(), ranges.get(2)).keySet())
                .as("the last one also has those that say nothing new")
                .containsExactly("person:8", "person:9", "person:x");
        assertThat(night.ledger.ranges(run.runId())).as("ranges of accounts").hasSize(2);
    }

    @Test
    void nothingNewMakesNoRangeAndNothingIsKept() {
        store(0, speaking("a", claim("person:1", "")));
        store(1, speaking("k"));
        assertThat(cutInto(100)).isEmpty();
        night.ledger.forgetClaims(run.runId());
        assertThat(night.store
                        .jdbc()
                        .sql("select count(*) from subject_claim where run_id = ?")
                        .param(run.runId())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aRangeOfSubjectsBringsItemsAndFindingsAndNoAccounts() {
        store(0, speaking("a", claim("person:1", "Li"), claim("person:2", "Wang")));
        store(1, speaking("k"));
        night.ledger.cutSubjects(run.runId(), 100, night.token);
        assertThatThrownBy(() -> night.ledger.settleVanished(run.runId(), night.token))
                .hasMessageContaining("not stored yet");
        StoredRange range = night.ledger.nextSubjects(run.runId()).orElseThrow();
        ReportItem item = new ReportItem(
                night.target + "/person:1",
                "person:1",
                "a",
                ItemKind.REPORT,
                MONDAY,
                1,
                null,
                "hash of Li",
                ControlTotals.NOTHING,
                "people",
                "<Li>".getBytes(StandardCharsets.UTF_8),
                new byte[0]);
        Finding finding = Finding.newBuilder()
                .setRuleId("SUBJECT-CLAIMS-DIFFER")
                .setSeverity(Severity.ERROR)
                .setOrigin(FindingOrigin.RULE)
                .setAccountKey("a")
                .setPosition("person:2")
                .setMessage("accounts say different things")
                .build();
        PreparedRange subjects = new PreparedRange(
                List.of(
                        new PreparedAccount(
                                "a",
                                "person:1",
                                AccountVerdict.REPORTED,
                                ControlTotals.ofUnreadable(),
                                null,
                                List.of(item),
                                List.of()),
                        new PreparedAccount(
                                "a",
                                "person:2",
                                AccountVerdict.HELD,
                                ControlTotals.ofUnreadable(),
                                null,
                                List.of(),
                                List.of(finding))),
                new java.util.TreeMap<>(),
                false);
        assertThat(night.ledger.storeRange(
                        new RangeId(run.runId(), range.number()), subjects, ControlTotals.NOTHING, night.token))
                .isTrue();
        assertThat(night.ledger.nextSubjects(run.runId())).isEmpty();
        night.ledger.settleVanished(run.runId(), night.token);
        assertThat(night.books.accounts(run.runId()).extracted()).isEqualTo(2);
        assertThat(night.books.accounts(run.runId()).balances()).isTrue();
        assertThat(night.books.items(run.runId()).staged()).isEqualTo(1);
        assertThat(night.books.heldSubjects(run.runId())).isEqualTo(1);
        assertThat(new LedgerQueries(night.store).heldSubjects(run.runId(), 10))
                .singleElement()
                .satisfies(row -> assertThat(row.position()).isEqualTo("person:2"));
        assertThat(night.books.imbalances(run.runId())).isEmpty();
    }
}
