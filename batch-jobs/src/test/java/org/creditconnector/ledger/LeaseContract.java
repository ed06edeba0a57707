package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class LeaseContract {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static int names;

    private final TestDatabase database;

    private Store store;
    private Lease lease;
    private String name;

    LeaseContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        store = database.shared();
        lease = new Lease(store);
        name = "lease" + names++;
    }

    private void runOut() {
        store.jdbc()
                .sql("update lease set held_until = clock_timestamp() where name = ?")
                .param(name)
                .update();
    }

    private void assertHeld(LeaseToken token) {
        store.transactions().executeWithoutResult(status -> lease.assertHeld(token));
    }

    @Test
    void isHeldByOneUntilItIsReleased() {
        LeaseToken first = lease.acquire(name, "one", LONG).orElseThrow();
        assertThat(lease.acquire(name, "two", LONG)).isEmpty();
        assertThat(lease.holder(name).orElseThrow().holder()).isEqualTo("one");
        assertHeld(first);
        lease.release(first);
        assertThat(lease.holder(name)).isEmpty();
        assertThat(lease.renew(first, LONG)).isFalse();
        LeaseToken second = lease.acquire(name, "two", LONG).orElseThrow();
        assertThat(second.number()).isGreaterThan(first.number());
    }

    @Test
    void aHolderThatSleptThroughTheEndIsRefusedForEver() {
        LeaseToken sleeper = lease.acquire(name, "sleeper", LONG).orElseThrow();
        runOut();
        assertThatThrownBy(() -> assertHeld(sleeper))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("its time ran out");
        LeaseToken heir = lease.acquire(name, "heir", LONG).orElseThrow();
        assertThatThrownBy(() -> assertHeld(sleeper))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("another process took it");
        assertThat(lease.renew(sleeper, LONG)).isFalse();
        lease.release(sleeper);
        assertHeld(heir);
    }

    @Test
    void whoIsLateButNotOvertakenMayRenewAndTellWhatItKnows() {
        LeaseToken late = lease.acquire(name, "late", LONG).orElseThrow();
        runOut();
        store.transactions().executeWithoutResult(status -> lease.assertNotOvertaken(late));
        assertThat(lease.renew(late, LONG)).isTrue();
        assertHeld(late);
    }

    @Test
    void theLeaseOfADeadHolderIsTakenOverBeforeItsTimeIsOver() {
        LeaseToken dead = lease.acquire(name, "dead", LONG).orElseThrow();
        Lease.Holder found = lease.holder(name).orElseThrow();
        assertThat(found.token()).isEqualTo(dead.number());
        LeaseToken heir = lease.takeOver(name, found, "heir", LONG).orElseThrow();
        assertThat(heir.number()).isGreaterThan(dead.number());
        assertHeld(heir);
        assertThatThrownBy(() -> assertHeld(dead)).isInstanceOf(LeaseLostException.class);
        assertThat(lease.holder(name).orElseThrow().holder()).isEqualTo("heir");
    }

    @Test
    void ofTwoHeirsOneTakesItOver() {
        lease.acquire(name, "dead", LONG).orElseThrow();
        Lease.Holder found = lease.holder(name).orElseThrow();
        LeaseToken first = lease.takeOver(name, found, "first", LONG).orElseThrow();
        assertThat(lease.takeOver(name, found, "second", LONG)).isEmpty();
        assertHeld(first);
    }

    @Test
    void whatWasGivenBackAndTakenAgainIsNoLongerTheDeadHolders() {
        LeaseToken gone = lease.acquire(name, "same words", LONG).orElseThrow();
        Lease.Holder found = lease.holder(name).orElseThrow();
        lease.release(gone);
        assertThat(lease.takeOver(name, found, "heir", LONG)).isEmpty();
        LeaseToken next = lease.acquire(name, "same words", LONG).orElseThrow();
        assertThat(lease.takeOver(name, found, "heir", LONG)).isEmpty();
        assertHeld(next);
    }

    @Test
    void guardsOnlyTransactions() {
        LeaseToken token = lease.acquire(name, "one", LONG).orElseThrow();
        assertThatThrownBy(() -> lease.assertHeld(token)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> lease.acquire(name, "one", Duration.ofMillis(5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofManyWhoTryAtOnceOneGetsIt() throws Exception {
        int threads = 6;
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<Optional<LeaseToken>> attempt = () -> {
            start.await();
            return lease.acquire(name, Thread.currentThread().getName(), LONG);
        };
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Optional<LeaseToken>>> attempts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                attempts.add(pool.submit(attempt));
            }
            int won = 0;
            for (Future<Optional<LeaseToken>> one : attempts) {
                won += one.get().isPresent() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void nobodyTakesItBetweenTheCheckAndTheCommit() throws Exception {
        LeaseToken holder = lease.acquire(name, "holder", LONG).orElseThrow();
        CountDownLatch checked = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(2);
        try {
            Future<?> writer = pool.submit(() -> store.transactions().executeWithoutResult(status -> {
                lease.assertHeld(holder);
                checked.countDown();
                await(commit);
            }));
            await(checked);
            Future<Optional<LeaseToken>> rival = pool.submit(() -> {
                runOut();
                return lease.acquire(name, "rival", LONG);
            });
            assertThatThrownBy(() -> rival.get(300, TimeUnit.MILLISECONDS))
                    .as("the rival waits for the writer's commit")
                    .isInstanceOf(TimeoutException.class);
            commit.countDown();
            writer.get();
            assertThat(rival.get().orElseThrow().number()).isGreaterThan(holder.number());
        } finally {
            pool.shutdown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
