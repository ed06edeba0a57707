package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.creditconnector.delivery.DeliveryOutcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every method of the ledger that moves a package, from every state: where it may, package and items move together; everywhere else
 * nothing changes. And no method moves anything for a holder that was overtaken.
 */
abstract class MoveContract {
    private static final DeliveryOutcome RECEIVED = new DeliveryOutcome.Received("201", "receipt");
    private static final DeliveryOutcome REFUSED = new DeliveryOutcome.Refused("schema", "E1");
    private static final DeliveryOutcome NOT_SENT = new DeliveryOutcome.NotSent("refused", null);
    private static final DeliveryOutcome UNKNOWN = new DeliveryOutcome.Unknown("reset");

    private final TestDatabase database;

    MoveContract(TestDatabase database) {
        this.database = database;
    }

    /**
     * A method as the table sees it.
     *
     * @param name for people
     * @param guarded whether it takes a token
     * @param call calls it for a package
     * @param moves from where to where
     */
    private record Way(
            String name, boolean guarded, BiConsumer<Case, LeaseToken> call, Map<PackageState, PackageState> moves) {}

    /** A package of two items in a target of its own. */
    private record Case(PaperNight night, StoredPackage built) {
        String id() {
            return built.packageId();
        }
    }

    private static List<Way> ways() {
        return List.of(
                new Way(
                        "markSending",
                        true,
                        (at, token) -> {
                            if (at.night.ledger.markSending(at.id(), true, token) != SendPermit.GRANTED) {
                                throw new StaleStateException("not granted");
                            }
                        },
                        Map.of(PackageState.BUILT, PackageState.SENDING)),
                new Way(
                        "markSendingAgain",
                        true,
                        (at, token) -> {
                            if (at.night.ledger.markSendingAgain(at.id(), true, token) != SendPermit.GRANTED) {
                                throw new StaleStateException("not granted");
                            }
                        },
                        Map.of(PackageState.UNKNOWN, PackageState.SENDING)),
                outcome(RECEIVED, PackageState.RECEIVED),
                outcome(REFUSED, PackageState.REFUSED),
                outcome(NOT_SENT, PackageState.BUILT),
                outcome(UNKNOWN, PackageState.UNKNOWN),
                resolve(Resolution.RECEIVED, PackageState.RECEIVED),
                resolve(Resolution.REFUSED, PackageState.REFUSED),
                resolve(Resolution.NOT_SENT, PackageState.BUILT),
                new Way(
                        "markReconciled",
                        true,
                        (at, token) -> {
                            int moved = at.night.ledger.under(
                                    token, () -> at.night.ledger.markReconciled(at.built.runId()));
                            if (moved == 0) {
                                throw new StaleStateException("none");
                            }
                        },
                        Map.of(
                                PackageState.ACCEPTED, PackageState.RECONCILED,
                                PackageState.PARTLY_ACCEPTED, PackageState.RECONCILED,
                                PackageState.REJECTED, PackageState.RECONCILED)),
                new Way(
                        "adoptStrandedSends",
                        true,
                        (at, token) -> {
                            if (at.night
                                    .ledger
                                    .adoptStrandedSends(at.night.target, token)
                                    .isEmpty()) {
                                throw new StaleStateException("none");
                            }
                        },
                        // What this holder sends itself is not stranded; see the test of the newer holder below.
                        Map.of()));
    }

    private static Way outcome(DeliveryOutcome outcome, PackageState to) {
        return new Way(
                "recordOutcome " + to,
                true,
                (at, token) -> at.night.ledger.recordOutcome(at.id(), outcome, token),
                Map.of(PackageState.SENDING, to));
    }

    private static Way resolve(Resolution resolution, PackageState to) {
        return new Way(
                "resolve " + resolution,
                false,
                (at, token) -> at.night.ledger.resolve(at.id(), resolution, "asked", null, "ops", "known"),
                Map.of(PackageState.UNKNOWN, to));
    }

    @TestFactory
    List<DynamicTest> everyMethodFromEveryState() {
        return ways().stream()
                .map(way -> DynamicTest.dynamicTest(way.name(), () -> {
                    for (PackageState from : PackageState.values()) {
                        Case at = in(from);
                        PackageState to = way.moves().get(from);
                        String before = picture(at);
                        if (to == null) {
                            assertThatThrownBy(() -> way.call().accept(at, at.night.token))
                                    .as(way.name() + " from " + from)
                                    .isInstanceOfAny(StaleStateException.class, IllegalArgumentException.class);
                            assertThat(picture(at))
                                    .as(way.name() + " from " + from)
                                    .isEqualTo(before);
                        } else {
                            way.call().accept(at, at.night.token);
                            assertThat(at.night.state(at.built))
                                    .as(way.name() + " from " + from)
                                    .isEqualTo(to);
                            assertThat(items(at))
                                    .as("items of " + way.name() + " from " + from)
                                    .containsOnly(ITEMS.get(to == PackageState.RECONCILED ? from : to)
                                            .name());
                        }
                    }
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> whoWasOvertakenMovesNothing() {
        return ways().stream()
                .filter(Way::guarded)
                .map(way -> DynamicTest.dynamicTest(way.name(), () -> {
                    for (PackageState from : PackageState.values()) {
                        Case at = in(from);
                        LeaseToken old = at.night.token;
                        at.night.overtake();
                        String before = picture(at);
                        assertThatThrownBy(() -> way.call().accept(at, old))
                                .as(way.name() + " from " + from)
                                .isInstanceOfAny(LeaseLostException.class, StaleStateException.class);
                        if (way.moves().containsKey(from)) {
                            assertThatThrownBy(() -> way.call().accept(at, old)).isInstanceOf(LeaseLostException.class);
                        }
                        assertThat(picture(at)).as(way.name() + " from " + from).isEqualTo(before);
                    }
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> onlyWhatAnEarlierHolderSentIsStranded() {
        return List.of(DynamicTest.dynamicTest("adoptStrandedSends", () -> {
            for (PackageState from : PackageState.values()) {
                Case at = in(from);
                LeaseToken newer = at.night.overtake();
                at.night.ledger.adoptStrandedSends(at.night.target, newer);
                assertThat(at.night.state(at.built))
                        .as("from " + from)
                        .isEqualTo(from == PackageState.SENDING ? PackageState.UNKNOWN : from);
            }
        }));
    }

    /** The items of a refused package go back to be packed anew under another id, or are withdrawn; of no other package. */
    @TestFactory
    List<DynamicTest> onlyTheItemsOfARefusedPackageAreDecidedOn() {
        return List.of(true, false).stream()
                .map(back -> DynamicTest.dynamicTest(back ? "returnItems" : "withdrawItems", () -> {
                    for (PackageState from : PackageState.values()) {
                        Case at = in(from);
                        String before = picture(at);
                        if (from != PackageState.REFUSED) {
                            assertThatThrownBy(() -> decide(at, back))
                                    .as("from " + from)
                                    .isInstanceOf(StaleStateException.class);
                            assertThat(picture(at)).as("from " + from).isEqualTo(before);
                        } else {
                            List<String> items = at.night.itemsOf(at.built);
                            assertThat(decide(at, back)).isEqualTo(2);
                            assertThat(at.night.state(at.built)).isEqualTo(PackageState.REFUSED);
                            assertThat(items)
                                    .allSatisfy(item ->
                                            assertThat(at.night.state(item)).isEqualTo(back ? "STAGED" : "WITHDRAWN"));
                            List<StoredPackage> anew = at.night.buildAll(
                                    at.night.ledger.run(at.built.runId()).orElseThrow());
                            assertThat(anew).hasSize(back ? 1 : 0);
                            assertThat(anew)
                                    .allSatisfy(one -> assertThat(one.packageId())
                                            .as(
                                                    "a package that may still arrive late is never confused with the new one")
                                            .isNotEqualTo(at.id()));
                        }
                    }
                }))
                .toList();
    }

    private static int decide(Case at, boolean back) {
        return back
                ? at.night.ledger.returnItems(at.id(), "ops", "corrected")
                : at.night.ledger.withdrawItems(at.id(), "ops", "not due");
    }

    // ---------------------------------------------------------------- states made by hand

    /** What the items of a package are in its states. */
    private static final Map<PackageState, ItemState> ITEMS = new EnumMap<>(Map.of(
            PackageState.BUILT, ItemState.STAGED,
            PackageState.SENDING, ItemState.SENT,
            PackageState.UNKNOWN, ItemState.SENT,
            PackageState.RECEIVED, ItemState.SENT,
            PackageState.REFUSED, ItemState.STAGED,
            PackageState.WITHDRAWN, ItemState.WITHDRAWN,
            PackageState.ACCEPTED, ItemState.ACCEPTED,
            PackageState.PARTLY_ACCEPTED, ItemState.ACCEPTED,
            PackageState.REJECTED, ItemState.REJECTED,
            PackageState.RECONCILED, ItemState.ACCEPTED));

    private Case in(PackageState state) {
        PaperNight night = new PaperNight(database.shared());
        Run run = night.released(
                PaperNight.MONDAY,
                night.range(night.reported("a", PaperNight.MONDAY), night.reported("b", PaperNight.MONDAY)));
        StoredPackage built = night.buildAll(run).get(0);
        night.store
                .jdbc()
                .sql("update submission_package set state = ?, send_token = ?, live_sequence = ? where package_id = ?")
                .params(state.name(), night.token.number(), state.live() ? built.sequence() : null, built.packageId())
                .update();
        night.store
                .jdbc()
                .sql("update report_item set state = ? where package_id = ?")
                .params(ITEMS.get(state).name(), built.packageId())
                .update();
        return new Case(night, built);
    }

    private static List<String> items(Case at) {
        return at.night
                .store
                .jdbc()
                .sql("select state from report_item where run_id = ? order by item_id")
                .param(at.built.runId())
                .query(String.class)
                .list();
    }

    /** All that a move could change. */
    private static String picture(Case at) {
        var jdbc = at.night.store.jdbc();
        return String.join(
                "\n",
                jdbc.sql(
                                "select state, send_token, live_sequence, detail, receipt, received_at, answered_at from submission_package where package_id = ?")
                        .param(at.id())
                        .query()
                        .listOfRows()
                        .toString(),
                jdbc.sql(
                                "select item_id, state, package_id, package_line from report_item where run_id = ? order by item_id")
                        .param(at.built.runId())
                        .query()
                        .listOfRows()
                        .toString(),
                jdbc.sql("select count(*) from package_attempt where package_id = ?")
                        .param(at.id())
                        .query(Long.class)
                        .single()
                        .toString(),
                jdbc.sql("select count(*) from audit_entry where subject = ?")
                        .param(at.id())
                        .query(Long.class)
                        .single()
                        .toString());
    }
}
