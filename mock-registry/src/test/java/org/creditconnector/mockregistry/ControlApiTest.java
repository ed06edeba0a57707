package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tester can ask and do over HTTP, beside WireMock's own admin API. */
class ControlApiTest {
    private static final MockRegistry REGISTRY = MockRegistry.start();
    private final TestClient client = new TestClient(REGISTRY);
    private final TestPackage first = TestPackage.of(
            1,
            TestItem.report("i1", "A", "2026-01-31", 1),
            TestItem.report("i2", "B", "2026-01-31", 1).set("record.account.currency", "x"));

    @BeforeEach
    void forget() {
        REGISTRY.reset();
    }

    @AfterAll
    static void close() {
        REGISTRY.close();
    }

    @Test
    void receivedTellsEverythingAboutASubject() {
        client.put("/__registry/clock", "{\"now\": \"2026-01-31T22:00:00Z\"}");
        client.put(first);
        client.put(TestPackage.of(2, TestItem.deletion("d1", "A", "2026-01-31", 2, "i1")));

        JsonNode items =
                client.get("/__registry/received?subject=account:A").json().path("items");
        assertThat(items).hasSize(2);
        assertThat(items.at("/0/itemId").asText()).isEqualTo("i1");
        assertThat(items.at("/0/packageId").asText()).isEqualTo(first.id);
        assertThat(items.at("/0/receivedAt").asText()).isEqualTo("2026-01-31T22:00:00Z");
        assertThat(items.at("/0/verdict").asText()).isEqualTo("accepted");
        assertThat(items.at("/0/record/account/principal").asText()).isEqualTo("1000.000000");
        assertThat(items.at("/1/kind").asText()).isEqualTo("DELETION");
        assertThat(items.at("/1/supersedes").asText()).isEqualTo("i1");
        assertThat(items.at("/1/record").isNull()).isTrue();

        JsonNode rejected =
                client.get("/__registry/received?subject=account%3AB").json();
        assertThat(rejected.at("/items/0/findings/0/code").asText()).isEqualTo("R013");
        assertThat(client.get("/__registry/received?subject=account:C").json().path("items"))
                .isEmpty();
    }

    @Test
    void effectsAreListedInOrderAndPageByPage() {
        client.put(first);
        JsonNode all = client.get("/__registry/effects").json().path("effects");
        List<String> told = new ArrayList<>();
        all.forEach(effect -> told.add(effect.path("number").asText() + " "
                + effect.path("effect").asText() + " " + effect.path("subject").asText() + " " + effect.path("codes")));
        assertThat(told)
                .containsExactly(
                        "1 package-kept  ", "2 item-accepted account:A []", "3 item-rejected account:B [\"R013\"]");
        assertThat(all.at("/1").has("record")).isFalse();
        assertThat(all.at("/1/reportDate").asText()).isEqualTo("2026-01-31");
        assertThat(all.at("/1/sequence").asLong()).isEqualTo(1);
        assertThat(all.at("/1/lender").asText()).isEqualTo("BANK1");

        JsonNode page = client.get("/__registry/effects?after=1&limit=1&records=true")
                .json()
                .path("effects");
        assertThat(page).hasSize(1);
        assertThat(page.at("/0/record/account/currency").asText()).isEqualTo("CNY");
    }

    @Test
    void releaseClockAndScenarioWorkOverHttp() {
        assertThat(client.put("/__registry/scenario", "late-feedback")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("late-feedback");
        assertThat(client.put("/__registry/clock", "{\"now\": \"2026-01-31T22:00:00Z\"}")
                        .json()
                        .path("now")
                        .asText())
                .isEqualTo("2026-01-31T22:00:00Z");
        client.put(first);
        client.put(TestPackage.of(2));
        assertThat(client.get("/v1/feedback").json().path("feedback")).isEmpty();

        assertThat(client.put("/__registry/clock", "{\"advance\": \"PT1H\"}")
                        .json()
                        .path("now")
                        .asText())
                .isEqualTo("2026-01-31T23:00:00Z");
        assertThat(client.post("/__registry/release").json().path("released").asInt())
                .isEqualTo(2);
        assertThat(client.get("/v1/feedback").json().at("/feedback/0/createdAt").asText())
                .isEqualTo("2026-01-31T23:00:00Z");

        client.put("/__registry/clock", "{\"follow\": \"machine\"}");
        assertThat(client.get("/__registry/clock").json().path("now").asText()).isGreaterThan("2026-02");
    }

    @Test
    void aWholePageCanBeGiven() {
        var reply = client.put(
                "/__registry/scenario",
                "description: On the spot.\nrejects:\n  - {code: X9, message: No., subjects: ['account:A']}\n");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("description").asText()).isEqualTo("On the spot.");
        client.put(first);
        assertThat(client.onlyFeedback().at("/items/0/findings/0/code").asText())
                .isEqualTo("X9");

        assertThat(client.put("/__registry/scenario?name=all-accepted", "")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("all-accepted");
        assertThat(client.get("/__registry/scenario").json().path("packaged")).hasSize(Scenarios.NAMES.size());
    }

    @Test
    void aBadPageIsToldAndTheOldOnePlaysOn() {
        var reply = client.put("/__registry/scenario", "description: x\nfault: []\n");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("detail").asText()).startsWith("body:2:1 fault: unknown key");
        assertThat(client.put("/__registry/scenario", "nonesuch").status()).isEqualTo(400);
        assertThat(REGISTRY.scenario()).isEqualTo("all-accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "[]",
                "{\"now\": \"today\"}",
                "{\"advance\": \"-1h\"}",
                "{\"now\": \"2026-01-31T22:00:00Z\", \"x\": 1}"
            })
    void aBadClockIsRefused(String body) {
        assertThat(client.put("/__registry/clock", body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"/__registry/received", "/__registry/effects?after=x", "/__registry/effects?limit=-1"})
    void aQuestionWithoutItsParameterIsRefused(String path) {
        assertThat(client.get(path).status()).isEqualTo(400);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(client.get("/__registry/nothing").status()).isEqualTo(404);
        assertThat(client.get("/__registry/reset").status())
                .as("reset is a POST")
                .isEqualTo(404);
    }

    @Test
    void arrivalsCountEveryRequestOfTheContractAndNoOther() {
        REGISTRY.scenario("unavailable");
        client.put(first);
        client.get("/v1/feedback");
        client.get("/v1/feedback");
        client.get("/v1/nothing");
        JsonNode arrivals = client.get("/__registry/arrivals").json();
        assertThat(arrivals.toString())
                .isEqualTo(
                        "{\"putPackage\":{\"requests\":1,\"faulted\":1},\"getPackage\":{\"requests\":0,\"faulted\":0},"
                                + "\"listFeedback\":{\"requests\":2,\"faulted\":0},\"getStatement\":{\"requests\":0,\"faulted\":0},"
                                + "\"listHoldings\":{\"requests\":0,\"faulted\":0}}");
    }

    @Test
    void resetForgetsEverything() {
        client.put("/__registry/scenario", "late-feedback");
        client.put(first);
        assertThat(client.post("/__registry/reset").status()).isEqualTo(200);
        assertThat(REGISTRY.scenario()).isEqualTo("all-accepted");
        assertThat(REGISTRY.effects()).isEmpty();
        assertThat(REGISTRY.received("account:A")).isEmpty();
        assertThat(REGISTRY.arrivals().get("putPackage")).isEqualTo(new Arrivals(0, 0));
        assertThat(client.put(first).status()).isEqualTo(201);
    }

    @Test
    void wireMocksAdminApiStaysUsable() {
        String stub = """
                {"priority": 1, "request": {"method": "GET", "urlPath": "/v1/feedback"},
                 "response": {"status": 418, "body": "mine"}}
                """;
        HttpRequest.Builder post = client.request("/__admin/mappings").POST(HttpRequest.BodyPublishers.ofString(stub));
        assertThat(client.send(post).status()).isEqualTo(201);
        assertThat(client.get("/v1/feedback").status()).isEqualTo(418);
        assertThat(client.get("/v1/packages/" + first.id).status()).isEqualTo(200);
        assertThat(client.get("/__admin/mappings").json().at("/meta/total").asInt())
                .isEqualTo(2);

        assertThat(client.post("/__admin/mappings/reset").status()).isEqualTo(200);
        assertThat(client.get("/v1/feedback").status()).isEqualTo(200);
        assertThat(client.post("/__admin/reset").status()).isEqualTo(200);
        assertThat(client.get("/v1/feedback").status()).isEqualTo(200);
    }
}
