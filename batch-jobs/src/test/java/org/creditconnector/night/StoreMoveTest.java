package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.creditconnector.ledger.Lease;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.MirrorRebuild;
import org.creditconnector.ledger.Restoration;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreException;
import org.creditconnector.ledger.StoreMove;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.Targets;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an H2 file to PostgreSQL in the middle of a night. */
class StoreMoveTest {
    @TempDir
    Path home;

    private NightFixture night;
    private final StoreSettings old = TestDatabase.H2.empty();
    private final StoreSettings fresh = TestDatabase.POSTGRESQL.empty();

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home, old);
        night.parts = night.parts.pauses(new QuickPauses());
    }

    @AfterEach
    void close() {
        night.close();
    }

    private StoreMove.Moved move() {
        night.reopen();
        try (Store store = Store.open(old)) {
            return new StoreMove(store).to(fresh, List.of(TARGET), "Ada");
        }
    }

    private void goOn() {
        night.store = fresh;
        night.reopen();
    }

    private void assertEachAccountOnce() {
        assertThat(night.verdicts())
                .hasSize(ACCOUNTS)
                .allSatisfy((subject, times) -> assertThat(times).isOne());
        assertThat(night.kept()).doesNotHaveDuplicates();
        try (Store store = Store.open(fresh)) {
            assertThat(new MirrorRebuild(store).rebuild(TARGET).equal()).isTrue();
        }
    }

    @Test
    void aNightThatWaitsForAnswersEndsInTheNewPlace() throws Exception {
        night.registry.scenario("late-feedback");
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.PENDING);
        long rows = night.ask("select count(*) from report_item", Long.class);
        StoreMove.Moved moved = move();
        assertThat(moved.rows()).isGreaterThan(rows);
        goOn();
        assertThat(night.ask("select count(*) from report_item", Long.class)).isEqualTo(rows);
        night.registry.release();
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        assertEachAccountOnce();
        night.registry.scenario("all-accepted");
        night.lender.pay(1, 2, "23.03.2024", "110.00");
        assertThat(night.run(FRIDAY.plusDays(1)).exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aNightThatSentNothingYetIsSentFromTheNewPlaceAndNeverFromTheOldOne() throws Exception {
        String url = night.registryUrl;
        night.registryUrl = "http://127.0.0.1:9";
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.TARGET_DOWN);
        move();
        night.registryUrl = url;
        goOn();
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        assertEachAccountOnce();

        long last = night.lastEffect();
        night.store = old;
        night.reopen();
        assertThatThrownBy(() -> night.run(FRIDAY.plusDays(1)))
                .as("whoever still uses the old store")
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("STORE-MOVED the store was moved to jdbc:postgresql:")
                .hasMessageContaining(" by Ada on ")
                .hasMessageContaining("set store.url to the new place");
        assertThat(night.lastEffect()).isEqualTo(last);
    }

    @Test
    void whereTheNewPlaceIsLostTheOldOneGoesOnAfterItWasCompared() throws Exception {
        String url = night.registryUrl;
        night.registryUrl = "http://127.0.0.1:9";
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.TARGET_DOWN);
        move();
        night.registryUrl = url;
        goOn();
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        night.store = old;
        night.reopen();
        try (Store store = Store.openEvenIfMoved(old)) {
            Restoration restoration = new Restoration(store);
            assertThat(restoration.comeBack("Ada", "the server burnt down")).isTrue();
            assertThat(restoration.comeBack("Ada", "the server burnt down")).isFalse();
            restoration.doubt(TARGET, "Ada", "the server burnt down");
            new Targets(store).resume(TARGET, "Ada", "the server burnt down");
        }
        assertThatThrownBy(() -> night.run(FRIDAY))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("reconcile --target " + TARGET);
        night.nights().reconcile(TARGET, null);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        assertThat(night.verdicts())
                .hasSize(ACCOUNTS)
                .allSatisfy((subject, times) -> assertThat(times).isOne());
        assertThat(night.kept()).doesNotHaveDuplicates();
    }

    @Test
    void whereSomebodyWorksOrSomethingIsNothingIsMoved() throws Exception {
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        night.reopen();
        try (Store store = Store.open(old)) {
            StoreMove moving = new StoreMove(store);
            assertThatThrownBy(() -> moving.to(TestDatabase.H2.empty(), List.of(TARGET), "Ada"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is the same kind of database");
            Lease lease = new Lease(store);
            LeaseToken held = lease.acquire(LeaseToken.ofTarget(TARGET), "a night", Duration.ofMinutes(5))
                    .orElseThrow();
            assertThatThrownBy(() -> moving.to(fresh, List.of(TARGET), "Ada"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("somebody works on target " + TARGET);
            lease.release(held);
            moving.to(fresh, List.of(TARGET), "Ada");
            assertThatThrownBy(() -> moving.to(fresh, List.of(TARGET), "Ada"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("holds this very store already");
            StoreSettings another = TestDatabase.POSTGRESQL.empty();
            try (Store other = Store.open(another)) {
                new Restoration(other).storeId();
            }
            assertThatThrownBy(() -> moving.to(another, List.of(TARGET), "Ada"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("has rows in store_identity, expected an empty database");
        }
    }
}
