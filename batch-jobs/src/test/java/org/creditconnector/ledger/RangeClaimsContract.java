package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.creditconnector.ledger.RangeClaims.Claim;
import org.creditconnector.route.PreparedRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which worker has which range, and what becomes of the one that comes late. */
abstract class RangeClaimsContract {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int MOST = 2;

    private final TestDatabase database;
    private PaperNight night;
    private RangeClaims claims;
    private long runId;

    RangeClaimsContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        night = new PaperNight(database.shared());
        claims = new RangeClaims(night.store);
        runId = night.ledger.openRun(night.order(MONDAY), night.token).runId();
        night.ledger.saveRanges(
                runId,
                List.of(
                        new StoredRange(0, null, "k1", false),
                        new StoredRange(1, "k1", null, false),
                        new StoredRange(2, "DECIDED", "DECIDED", false)),
                night.token);
        claims.handOut(runId, night.token);
    }

    private RangeId range(int number) {
        return new RangeId(runId, number);
    }

    private Optional<Claim> take(int number, String worker, boolean orphaned) {
        return claims.take(range(number), night.token, worker, orphaned, MOST, LONG);
    }

    private boolean store(Claim claim) {
        PreparedRange prepared = new PreparedRange(List.of());
        return night.ledger.storeRange(claim.range(), prepared, night.totals(prepared), night.token, claim.number());
    }

    /** As after the worker was not heard of for too long. */
    private void silence(int number) {
        night.store
                .jdbc()
                .sql(
                        "update key_range set claim_seen_at = clock_timestamp() - interval '11' minute where run_id = ? and range_number = ?")
                .params(runId, number)
                .update();
    }

    @Test
    void aRangeIsInOneWorkersHandsUntilItIsStored() {
        Claim claim = take(0, "one", false).orElseThrow();
        assertThat(claim.from()).isNull();
        assertThat(claim.to()).isEqualTo("k1");
        assertThat(take(0, "two", false)).isEmpty();
        assertThat(claims.standing(runId, LONG)).isEqualTo(new RangeClaims.Standing(List.of(1), List.of(), 1, 0));
        assertThat(claims.keep(claim)).isTrue();
        assertThat(store(claim)).isTrue();
        assertThat(claims.keep(claim)).isFalse();
        assertThat(take(0, "two", true)).as("what is stored is nobody's work").isEmpty();
        assertThat(claims.standing(runId, LONG)).isEqualTo(new RangeClaims.Standing(List.of(1), List.of(), 0, 0));
    }

    @Test
    void whoWasOvertakenIsRefusedBeforeAndAfterTheOtherStored() {
        Claim late = take(0, "frozen", false).orElseThrow();
        silence(0);
        assertThat(claims.standing(runId, LONG).lost()).containsExactly(0);
        Claim heir = take(0, "heir", false).orElseThrow();
        assertThat(heir.number()).isGreaterThan(late.number());
        assertThat(claims.keep(late)).isFalse();
        assertThatThrownBy(() -> store(late))
                .isInstanceOf(StaleStateException.class)
                .hasMessageContaining("range 0 of run " + runId + " was given to another worker meanwhile");
        assertThat(claims.standing(runId, LONG).live()).isEqualTo(1);
        assertThat(store(heir)).isTrue();
        assertThat(store(late)).as("written once").isFalse();
    }

    /** The run stores what people decided itself, when all ranges of keys are there. */
    @Test
    void whatIsNoRangeOfKeysIsNotHandedOut() {
        store(take(0, "one", false).orElseThrow());
        store(take(1, "one", false).orElseThrow());
        assertThat(claims.standing(runId, LONG).open()).isZero();
        assertThat(night.ledger.ranges(runId))
                .filteredOn(range -> !range.stored())
                .hasSize(1);
    }

    /** Workers that are busy for another run will come; nobody gives up on them. */
    @Test
    void whoWorksForAnotherRunIsAtWork() {
        night.store
                .jdbc()
                .sql("update key_range set claim_seen_at = null where claimed_by is not null")
                .update();
        assertThat(claims.isAnyoneWorking(LONG)).isFalse();
        Claim claim = take(1, "one", false).orElseThrow();
        assertThat(claims.isAnyoneWorking(LONG)).isTrue();
        store(claim);
        assertThat(claims.isAnyoneWorking(LONG)).isFalse();
    }

    /** The broker saw the end of the one before: nobody waits for it. */
    @Test
    void anOrphanedRangeIsTakenAtOnce() {
        Claim dead = take(0, "dead", false).orElseThrow();
        Claim heir = take(0, "heir", true).orElseThrow();
        assertThatThrownBy(() -> store(dead)).isInstanceOf(StaleStateException.class);
        assertThat(store(heir)).isTrue();
    }

    @Test
    void whatFailedTooOftenIsTriedNoMoreAndSaysWhy() {
        claims.failed(take(0, "one", false).orElseThrow(), 12, "no\nconnection");
        assertThat(claims.givenUp(runId, MOST, LONG)).isEmpty();
        Claim second = take(0, "two", false).orElseThrow();
        assertThat(claims.givenUp(runId, MOST, LONG)).as("the last try goes on").isEmpty();
        claims.failed(second, 3, "no table");
        RangeClaims.GivenUp range = claims.givenUp(runId, MOST, LONG).orElseThrow();
        assertThat(range)
                .isEqualTo(new RangeClaims.GivenUp(new StoredRange(0, null, "k1", false), 2, "two", 3, "no table"));
        assertThat(take(0, "three", false)).isEmpty();

        claims.handOut(runId, night.token);
        assertThat(claims.givenUp(runId, MOST, LONG))
                .as("the next call tries again")
                .isEmpty();
        assertThat(take(0, "three", false)).isPresent();
    }

    @Test
    void whatTookItsWorkersDownIsGivenUpAsSoonAsThatIsKnown() {
        take(0, "one", false).orElseThrow();
        take(0, "two", true).orElseThrow();
        assertThat(claims.givenUp(runId, MOST, LONG)).isEmpty();
        assertThat(take(0, "three", true)).isEmpty();
        RangeClaims.GivenUp range = claims.givenUp(runId, MOST, LONG).orElseThrow();
        assertThat(range.worker()).isEqualTo("two");
        assertThat(range.exit()).isNull();
        assertThat(range.attempts()).isEqualTo(2);
    }

    @Test
    void workersOfANightThatIsOverTakeAndStoreNothing() {
        Claim claim = take(0, "one", false).orElseThrow();
        assertThat(claims.isWanted(range(1), night.token)).isTrue();
        LeaseToken next = night.overtake();
        assertThat(claims.isWanted(range(1), night.token)).isFalse();
        assertThat(claims.isWanted(range(1), next)).isTrue();
        assertThatThrownBy(() -> take(1, "one", false)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> store(claim)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> claims.handOut(runId, night.token)).isInstanceOf(LeaseLostException.class);
        claims.handOut(runId, next);
        assertThat(claims.standing(runId, LONG).waiting()).containsExactly(0, 1);
    }
}
