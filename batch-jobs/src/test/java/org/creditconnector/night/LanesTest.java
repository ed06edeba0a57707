package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.creditconnector.ledger.SendQueue.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LanesTest {
    private final Deque<List<Waiting>> pages = new ArrayDeque<>();
    private final AtomicInteger width = new AtomicInteger(2);
    private final Lanes lanes = new Lanes(() -> pages.isEmpty() ? List.of() : pages.remove(), width::get);

    private static Waiting loan(int number) {
        return new Waiting("P" + number, 1, "1-loan", number);
    }

    private static Waiting repayment(int number) {
        return new Waiting("P" + number, 1, "2-repayment", number);
    }

    private void page(Waiting... some) {
        pages.add(Arrays.asList(some));
    }

    /** What another lane gets; done as soon as it gets it. */
    private CompletableFuture<Waiting> another() {
        return CompletableFuture.supplyAsync(lanes::next);
    }

    private static void assertWaits(CompletableFuture<Waiting> lane) {
        assertThat(lane).isNotDone();
    }

    @Test
    void noMoreAreUnderWayThanMayBeAndPageFollowsPage() throws Exception {
        page(loan(1), loan(2));
        page(loan(3));
        assertThat(lanes.next()).isEqualTo(loan(1));
        assertThat(lanes.next()).isEqualTo(loan(2));
        CompletableFuture<Waiting> third = another();
        assertWaits(third);
        lanes.done(loan(2));
        assertThat(third.get(30, TimeUnit.SECONDS)).isEqualTo(loan(3));
        lanes.done(loan(1));
        lanes.done(loan(3));
        assertThat(lanes.next()).isNull();
    }

    @Test
    void anotherKindWaitsUntilAllOfTheOneBeforeAreThrough() throws Exception {
        page(loan(1), loan(2), repayment(3), repayment(4));
        lanes.next();
        lanes.next();
        lanes.done(loan(1));
        CompletableFuture<Waiting> third = another();
        assertWaits(third);
        lanes.done(loan(2));
        assertThat(third.get(30, TimeUnit.SECONDS)).isEqualTo(repayment(3));
        assertThat(lanes.next()).isEqualTo(repayment(4));
    }

    @Test
    void whatIsOutOfTurnLetsOthersPassAndGoesWhenItsWayIsClear() {
        page(loan(1), loan(2), loan(3));
        lanes.next();
        Waiting second = lanes.next();
        assertThat(lanes.putAside(second, Set.of("P1"))).isTrue();
        assertThat(lanes.next()).as("passes").isEqualTo(loan(3));
        lanes.done(loan(3));
        CompletableFuture<Waiting> next = another();
        assertWaits(next);
        lanes.done(loan(1));
        assertThat(next.join()).isEqualTo(second);
        assertThat(lanes.putAside(second, Set.of("P1")))
                .as("nobody is under way who could clear its way")
                .isFalse();
    }

    @Test
    void aRowOfThemGoesInItsOrderWhoeverWasPutAsideFirst() {
        width.set(3);
        page(loan(1), loan(2), loan(3));
        lanes.next();
        Waiting second = lanes.next();
        Waiting third = lanes.next();
        assertThat(lanes.putAside(third, Set.of("P1", "P2"))).isTrue();
        assertThat(lanes.putAside(second, Set.of("P1"))).isTrue();
        lanes.done(loan(1));
        assertThat(lanes.next()).isEqualTo(second);
        CompletableFuture<Waiting> next = another();
        assertWaits(next);
        lanes.done(second);
        assertThat(next.join()).isEqualTo(third);
    }

    @Test
    void thoseThatWaitForEachOtherHaveOneLastTry() {
        page(loan(1), loan(2));
        lanes.next();
        Waiting second = lanes.next();
        assertThat(lanes.putAside(loan(1), Set.of("P2"))).isTrue();
        assertThat(lanes.putAside(second, Set.of("P1"))).isTrue();
        assertThat(lanes.next()).isEqualTo(loan(1));
        assertThat(lanes.putAside(loan(1), Set.of("P2"))).isFalse();
        lanes.done(loan(1));
        assertThat(lanes.next()).isEqualTo(second);
        assertThat(lanes.putAside(second, Set.of("P1"))).isFalse();
        lanes.done(second);
        assertThat(lanes.next()).isNull();
    }

    @Test
    void whoseWayWasClearedWhileItLookedTriesAgain() {
        page(loan(1), loan(2));
        lanes.next();
        Waiting second = lanes.next();
        lanes.done(loan(1));
        assertThat(lanes.putAside(second, Set.of("P1"))).isTrue();
        assertThat(lanes.next()).isEqualTo(second);
        assertThat(lanes.putAside(second, Set.of("P1"))).as("that one is stuck").isFalse();
    }

    @Test
    void whatIsInSomebodysHandsIsNotHandedOutTwice() {
        page(loan(1));
        page(loan(1), loan(2));
        assertThat(lanes.next()).isEqualTo(loan(1));
        assertThat(lanes.next()).isEqualTo(loan(2));
    }

    @Test
    void aNarrowerWayHoldsForWhatIsBegunNext() throws Exception {
        width.set(1);
        page(loan(1), loan(2), loan(3));
        lanes.next();
        CompletableFuture<Waiting> second = another();
        assertWaits(second);
        width.set(2);
        lanes.done(loan(1));
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(loan(2));
        assertThat(lanes.next()).isEqualTo(loan(3));
    }

    @Test
    void theEndWakesWhoeverWaits() {
        page(loan(1), repayment(2));
        lanes.next();
        CompletableFuture<Waiting> waiting = another();
        lanes.end();
        assertThat(waiting.join()).isNull();
        assertThat(lanes.isEnded()).isTrue();
    }
}
