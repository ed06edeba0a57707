package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every pair of states, against tables that are written out here a second time. */
abstract class TransitionContract {
    private static final Map<String, String> PACKAGES = Map.of(
            "BUILT", "SENDING WITHDRAWN",
            "SENDING", "RECEIVED REFUSED BUILT UNKNOWN",
            "UNKNOWN", "RECEIVED REFUSED BUILT SENDING",
            "RECEIVED", "ACCEPTED PARTLY_ACCEPTED REJECTED BUILT",
            "ACCEPTED", "RECONCILED",
            "PARTLY_ACCEPTED", "RECONCILED",
            "REJECTED", "RECONCILED");

    private static final Map<String, String> ITEMS =
            Map.of("STAGED", "SENT WITHDRAWN SUPERSEDED", "SENT", "ACCEPTED REJECTED STAGED");

    private static final Map<String, String> RUNS = Map.of(
            "OPENED", "PREPARED",
            "PREPARED", "HELD AWAITING_SIGN_OFF RELEASED DECLINED",
            "HELD", "AWAITING_SIGN_OFF RELEASED DECLINED",
            "AWAITING_SIGN_OFF", "RELEASED DECLINED",
            "RELEASED", "HELD DELIVERED",
            "DELIVERED", "RELEASED RECONCILED UNBALANCED",
            "UNBALANCED", "RELEASED RECONCILED");

    private final TestDatabase database;

    private static boolean allowed(Map<String, String> table, Enum<?> from, Enum<?> to) {
        return Set.of(table.getOrDefault(from.name(), "").split(" ")).contains(to.name());
    }

    TransitionContract(TestDatabase database) {
        this.database = database;
    }

    @Test
    void packagesMoveAlongTheTableAndNowhereElse() {
        PaperNight night = new PaperNight(database.shared());
        Run run = night.released(PaperNight.MONDAY, night.range(night.reported("a", PaperNight.MONDAY)));
        StoredPackage built = night.buildAll(run).get(0);
        Moves moves = new Moves(night.store);
        for (PackageState from : PackageState.values()) {
            for (PackageState to : PackageState.values()) {
                set("submission_package", "package_id", built.packageId(), from);
                if (allowed(PACKAGES, from, to)) {
                    moves.movePackage(built.packageId(), from, to);
                    assertThat(night.state(built)).as(from + " to " + to).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> moves.movePackage(built.packageId(), from, to))
                            .as(from + " to " + to)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("cannot go from " + from + " to " + to);
                    assertThat(night.state(built)).isEqualTo(from);
                }
                PackageState other = another(from, PackageState.values());
                set("submission_package", "package_id", built.packageId(), other);
                from.next()
                        .forEach(next -> assertThatThrownBy(() -> moves.movePackage(built.packageId(), from, next))
                                .as("found " + other + ", expected " + from)
                                .isInstanceOf(StaleStateException.class));
            }
        }
    }

    @Test
    void itemsMoveAlongTheTableAndNowhereElse() {
        PaperNight night = new PaperNight(database.shared());
        Run run = night.released(PaperNight.MONDAY, night.range(night.reported("a", PaperNight.MONDAY)));
        StoredPackage built = night.buildAll(run).get(0);
        String item = night.itemsOf(built).get(0);
        Moves moves = new Moves(night.store);
        for (ItemState from : ItemState.values()) {
            for (ItemState to : ItemState.values()) {
                set("report_item", "item_id", item, from);
                if (allowed(ITEMS, from, to)) {
                    assertThat(moves.moveItems(built.packageId(), from, to)).isEqualTo(1);
                    assertThat(night.state(item)).as(from + " to " + to).isEqualTo(to.name());
                } else {
                    assertThatThrownBy(() -> moves.moveItems(built.packageId(), from, to))
                            .as(from + " to " + to)
                            .isInstanceOf(IllegalArgumentException.class);
                    assertThat(night.state(item)).isEqualTo(from.name());
                }
                set("report_item", "item_id", item, another(from, ItemState.values()));
                from.next()
                        .forEach(next -> assertThat(moves.moveItems(built.packageId(), from, next))
                                .isZero());
            }
        }
    }

    @Test
    void runsMoveAlongTheTableAndNowhereElse() {
        PaperNight night = new PaperNight(database.shared());
        long runId = night.ledger
                .openRun(night.order(PaperNight.MONDAY), night.token)
                .runId();
        for (RunState from : RunState.values()) {
            for (RunState to : RunState.values()) {
                set("submission_run", "run_id", runId, from);
                if (allowed(RUNS, from, to)) {
                    night.ledger.moveRun(runId, from, to, night.token);
                    Run moved = night.ledger.run(runId).orElseThrow();
                    assertThat(moved.state()).as(from + " to " + to).isEqualTo(to);
                    assertThat(moved.endedAt() != null).isEqualTo(to.ended());
                } else {
                    assertThatThrownBy(() -> night.ledger.moveRun(runId, from, to, night.token))
                            .as(from + " to " + to)
                            .isInstanceOf(IllegalArgumentException.class);
                }
                set("submission_run", "run_id", runId, another(from, RunState.values()));
                from.next()
                        .forEach(next -> assertThatThrownBy(() -> night.ledger.moveRun(runId, from, next, night.token))
                                .isInstanceOf(StaleStateException.class));
            }
        }
    }

    private void set(String table, String key, Object id, Enum<?> state) {
        database.shared()
                .jdbc()
                .sql("update " + table + " set state = ? where " + key + " = ?")
                .params(state.name(), id)
                .update();
    }

    private static <S extends Enum<S>> S another(S state, S[] all) {
        return Arrays.stream(all).filter(one -> one != state).findFirst().orElseThrow();
    }
}
