package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.mockregistry.ItemRulesTest.codes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every packaged scenario, and every fault a page can plant: what the client sees and what really happened. */
class ScenarioTest {
    private static final MockRegistry REGISTRY = MockRegistry.start();
    private final TestClient client = new TestClient(REGISTRY);
    private final TestPackage first = TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1));

    @BeforeEach
    void forget() {
        REGISTRY.reset();
    }

    @AfterAll
    static void close() {
        REGISTRY.close();
    }

    private String state() {
        return client.get("/v1/packages/" + first.id).json().path("state").asText();
    }

    private void assertReset(TestPackage given) {
        assertThatThrownBy(() -> client.tryToSend(client.putRequest(given.id, given.bytes())))
                .isInstanceOf(IOException.class);
    }

    private static List<Effect.Kind> effects() {
        return REGISTRY.effects().stream().map(Effect::kind).toList();
    }

    @Test
    void allAccepted() {
        REGISTRY.scenario("all-accepted");
        client.put(first);
        assertThat(client.onlyFeedback().path("outcome").asText()).isEqualTo("accepted");
        assertThat(effects()).containsExactly(Effect.Kind.PACKAGE_KEPT, Effect.Kind.ITEM_ACCEPTED);
    }

    @Test
    void lateFeedback() {
        REGISTRY.scenario("late-feedback");
        client.put(first);
        assertThat(state()).isEqualTo("received");
        REGISTRY.advance(Duration.ofHours(6));
        assertThat(state()).isEqualTo("processed");
    }

    @Test
    void unavailable() {
        REGISTRY.scenario("unavailable");
        for (int i = 0; i < 3; i++) {
            var reply = client.put(first);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.type()).isEqualTo("busy");
            assertThat(reply.response().headers().firstValue("Retry-After")).hasValue("1");
        }
        assertThat(effects()).isEmpty();
        assertThat(client.put(first).status()).isEqualTo(201);
        assertThat(REGISTRY.arrivals()).containsEntry("putPackage", new Arrivals(4, 3));
    }

    @Test
    void resetBeforeEffect() {
        REGISTRY.scenario("reset-before-effect");
        assertReset(first);
        assertThat(state()).isEqualTo("unknown");
        assertThat(effects()).isEmpty();
        assertThat(client.put(first).status()).isEqualTo(201);
        assertThat(REGISTRY.arrivals())
                .as("a client that repeats a reset request by itself is seen here")
                .containsEntry("putPackage", new Arrivals(2, 1));
    }

    @Test
    void resetAfterEffect() {
        REGISTRY.scenario("reset-after-effect");
        assertReset(first);
        assertThat(state()).isEqualTo("processed");
        assertThat(client.put(first).status()).isEqualTo(200);
        assertThat(effects()).containsExactly(Effect.Kind.PACKAGE_KEPT, Effect.Kind.ITEM_ACCEPTED);
    }

    @Test
    void garbledAnswer() {
        REGISTRY.scenario("garbled-answer");
        var reply = client.put(first);
        assertThat(reply.status()).isEqualTo(201);
        assertThatThrownBy(reply::json).isInstanceOf(IllegalStateException.class);
        assertThat(state()).isEqualTo("processed");
    }

    @Test
    void duplicateRefused() {
        REGISTRY.scenario("duplicate-refused");
        assertReset(first);
        assertThat(client.put(first).status()).isEqualTo(409);
        assertThat(state()).isEqualTo("processed");
        assertThat(client.put(TestPackage.of(2)).status()).isEqualTo(201);
    }

    @Test
    void wrongTotals() {
        REGISTRY.scenario("wrong-totals");
        client.put(first);
        JsonNode feedback = client.onlyFeedback();
        assertThat(feedback.at("/totals/CNY/items").asInt()).isEqualTo(2);
        assertThat(feedback.at("/totals/CNY/paid").asText()).isEqualTo("400.010000");
        assertThat(feedback.at("/totals/CNY/creditLimit").isNull()).isTrue();
        assertThat(feedback.path("accepted").asInt())
                .as("only totals are false")
                .isEqualTo(1);
        JsonNode statement = client.get("/v1/statement?date=2026-01-31").json();
        assertThat(statement.at("/totals/CNY/outstanding").asText()).isEqualTo("600.010000");

        REGISTRY.scenario("all-accepted");
        assertThat(client.onlyFeedback().at("/totals/CNY/paid").asText()).isEqualTo("400.000000");
    }

    @Test
    void someRejected() {
        REGISTRY.scenario("some-rejected");
        client.put(TestPackage.of(
                1,
                TestItem.report("i1", "1", "2026-01-31", 1),
                TestItem.report("i2", "big", "2026-01-31", 1).set("record.account.principal", "1000000.01"),
                TestItem.report("i3", "limit", "2026-01-31", 1).set("record.account.principal", "1000000"),
                TestItem.report("i4", "700", "2026-01-31", 1)));
        JsonNode items = client.onlyFeedback().path("items");
        assertThat(codes(items.get(0))).containsExactly("X101", "W101");
        assertThat(codes(items.get(1))).containsExactly("X102", "W101");
        assertThat(items.at("/1/findings/0/field").asText()).isEqualTo("record.account.principal");
        assertThat(codes(items.get(2))).containsExactly("W101");
        assertThat(items.at("/2/verdict").asText()).isEqualTo("accepted");
        assertThat(codes(items.get(3))).containsExactly("X103", "W101");
    }

    @Test
    void theDemoRejectsTwoLoansAndOneCard() {
        REGISTRY.scenario("demo");
        client.put(TestPackage.of(
                1,
                planted("fineract-60", "HKD"),
                planted("000000061", "KES"),
                planted("30000", "TWD"),
                planted("60", "TWD"),
                planted("160", "HKD"),
                planted("52", "HKD")));
        JsonNode items = client.onlyFeedback().path("items");
        assertThat(items)
                .extracting(ItemRulesTest::codes)
                .containsExactly(List.of("X201"), List.of("X202"), List.of("X203"), List.of(), List.of(), List.of());
    }

    private static TestItem planted(String key, String currency) {
        return TestItem.report(key, key, "2026-01-31", 1).set("record.account.currency", currency);
    }

    @Test
    void aScenarioHoldsForWhatIsReceivedUnderIt() {
        REGISTRY.scenarioPage(
                "{description: x, feedback-delay: 1h, rejects: [{code: X1, message: No., subjects: 'account:A'}]}");
        client.put(first);
        REGISTRY.scenario("all-accepted");
        REGISTRY.advance(Duration.ofHours(1));
        assertThat(codes(client.onlyFeedback().at("/items/0"))).containsExactly("X1");
    }

    @Test
    void feedbackOnRelease() {
        REGISTRY.scenarioPage("{description: x, feedback-delay: on-release}");
        client.put(first);
        REGISTRY.advance(Duration.ofDays(10_000));
        assertThat(state()).isEqualTo("received");
        assertThat(REGISTRY.release()).isEqualTo(1);
        assertThat(state()).isEqualTo("processed");
        assertThat(REGISTRY.release()).isZero();
    }

    private void fault(String fault) {
        REGISTRY.scenarioPage("{description: x, faults: [{on: putPackage, " + fault + "}]}");
    }

    @Test
    void aServerErrorWithoutEffect() {
        fault("occurrences: 1, do: error-before-effect");
        assertThat(client.put(first).status()).isEqualTo(500);
        assertThat(effects()).isEmpty();
    }

    @Test
    void aServerErrorWithEffect() {
        fault("occurrences: 1, do: error-after-effect, status: 504");
        assertThat(client.put(first).status()).isEqualTo(504);
        assertThat(state()).isEqualTo("processed");
    }

    @Test
    void tooManyRequests() {
        fault("occurrences: 1, do: unavailable, status: 429, retry-after: 7");
        var reply = client.put(first);
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.response().headers().firstValue("Retry-After")).hasValue("7");
    }

    @Test
    void aSlowAnswerHasItsEffectAtOnce() {
        fault("do: slow-answer, delay: 2s");
        var impatient = client.putRequest(first.id, first.bytes()).timeout(Duration.ofMillis(300));
        assertThatThrownBy(() -> client.tryToSend(impatient)).isInstanceOf(HttpTimeoutException.class);
        assertThat(effects()).containsExactly(Effect.Kind.PACKAGE_KEPT, Effect.Kind.ITEM_ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getPackage", "listFeedback", "getStatement", "listHoldings"})
    void everyOperationCanFail(String operation) {
        REGISTRY.scenarioPage("{description: x, faults: [{on: " + operation + ", do: unavailable}]}");
        client.put(first);
        List<Integer> statuses = List.of(
                client.get("/v1/packages/" + first.id).status(),
                client.get("/v1/feedback").status(),
                client.get("/v1/statement?date=2026-01-31").status(),
                client.get("/v1/holdings?date=2026-01-31").status());
        assertThat(statuses).containsOnlyOnce(503);
        assertThat(REGISTRY.arrivals().get(operation)).isEqualTo(new Arrivals(1, 1));
    }

    @Test
    void occurrencesCountFromTheBeginningOfAScenario() {
        client.put(first);
        fault("occurrences: [2, 4-5], do: unavailable");
        var statuses =
                Stream.generate(() -> client.put(first).status()).limit(6).toList();
        assertThat(statuses).containsExactly(200, 503, 200, 503, 503, 200);
    }

    @Test
    void everyNth() {
        fault("occurrences: every 3, do: unavailable");
        var statuses =
                Stream.generate(() -> client.put(first).status()).limit(6).toList();
        assertThat(statuses).containsExactly(201, 200, 503, 200, 200, 503);
    }

    @Test
    void manyClientsAtOnceHaveOneEffect() {
        List<Integer> statuses = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> new TestClient(REGISTRY).put(first).status())
                .toList();
        assertThat(statuses).containsOnlyOnce(201).hasSize(24);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(23);
        assertThat(effects()).containsExactly(Effect.Kind.PACKAGE_KEPT, Effect.Kind.ITEM_ACCEPTED);
    }
}
