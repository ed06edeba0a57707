package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When and how verdicts are told, and what the statement says. */
class FeedbackTest {
    private static final Instant NIGHT = Instant.parse("2026-01-31T22:00:00Z");
    private static final MockRegistry REGISTRY = MockRegistry.start(
            MockRegistryOptions.defaults().withScenario("late-feedback").withClock(NIGHT));
    private final TestClient client = new TestClient(REGISTRY);

    @BeforeEach
    void forget() {
        REGISTRY.reset();
    }

    @AfterAll
    static void close() {
        REGISTRY.close();
    }

    private String state(String packageId) {
        return client.get("/v1/packages/" + packageId).json().path("state").asText();
    }

    @Test
    void aReceiptIsNoAcceptance() {
        var given = TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1));
        var receipt = client.put(given).json();
        assertThat(receipt.path("receivedAt").asText()).isEqualTo("2026-01-31T22:00:00Z");
        assertThat(state(given.id)).isEqualTo("received");
        assertThat(REGISTRY.received("account:A"))
                .singleElement()
                .satisfies(item -> assertThat(item.verdict()).isNull());
        assertThat(client.get("/v1/feedback").json().path("feedback")).isEmpty();
        assertThat(client.get("/v1/statement?date=2026-01-31")
                        .json()
                        .path("items")
                        .asInt())
                .isZero();

        REGISTRY.advance(Duration.ofHours(6).minusMillis(1));
        assertThat(state(given.id)).isEqualTo("received");
        REGISTRY.advance(Duration.ofMillis(1));
        assertThat(state(given.id)).isEqualTo("processed");

        JsonNode status = client.get("/v1/packages/" + given.id).json();
        JsonNode feedback = client.onlyFeedback();
        assertThat(status.path("receipt")).isEqualTo(receipt);
        assertThat(status.path("feedbackId")).isEqualTo(feedback.path("feedbackId"));
        assertThat(feedback.path("createdAt").asText()).isEqualTo("2026-02-01T04:00:00Z");
        assertThat(feedback.path("packageId").asText()).isEqualTo(given.id);
        assertThat(feedback.path("outcome").asText()).isEqualTo("accepted");
        assertThat(feedback.path("accepted").asInt()).isEqualTo(1);
        assertThat(feedback.path("rejected").asInt()).isZero();
        assertThat(feedback.at("/totals/CNY/outstanding").asText()).isEqualTo("600.000000");
        assertThat(feedback.at("/totals/CNY/creditLimit").isNull()).isTrue();
    }

    @Test
    void feedbackComesWhenItIsDueHoweverLateItIsAskedFor() {
        client.put(TestPackage.of(1));
        REGISTRY.advance(Duration.ofDays(3));
        assertThat(client.onlyFeedback().path("createdAt").asText()).isEqualTo("2026-02-01T04:00:00Z");
    }

    @Test
    void packagesAreJudgedInTheirSequenceAlsoWhenALaterOneIsDueEarlier() {
        client.put(TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1)));
        REGISTRY.scenario("all-accepted");
        client.put(TestPackage.of(2, TestItem.report("i2", "A", "2026-01-31", 2)));
        assertThat(client.get("/v1/feedback").json().path("feedback")).isEmpty();

        REGISTRY.advance(Duration.ofHours(6));
        JsonNode page = client.get("/v1/feedback").json().path("feedback");
        assertThat(page.at("/0/items/0/itemId").asText()).isEqualTo("i1");
        assertThat(page.at("/1/items/0/itemId").asText()).isEqualTo("i2");
        assertThat(page.at("/1/createdAt")).isEqualTo(page.at("/0/createdAt"));
    }

    @Test
    void aListingIsReadPageByPageAndAnyNumberOfTimes() {
        for (int i = 1; i <= 5; i++) {
            client.put(TestPackage.of(i));
        }
        assertThat(REGISTRY.release()).isEqualTo(5);

        List<String> ids = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = "";
        JsonNode page;
        do {
            page = client.get("/v1/feedback?limit=2" + cursor).json();
            assertThat(client.get("/v1/feedback?limit=2" + cursor).json()).isEqualTo(page);
            page.path("feedback").forEach(one -> ids.add(one.path("feedbackId").asText()));
            sizes.add(page.path("feedback").size());
            cursor = "&after=" + page.path("next").asText();
        } while (page.path("more").asBoolean());

        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
        JsonNode end = client.get("/v1/feedback?limit=2" + cursor).json();
        assertThat(end.path("feedback")).isEmpty();
        assertThat(end.path("next").asText())
                .as("an empty page gives its cursor back")
                .isEqualTo(page.path("next").asText());

        client.put(TestPackage.of(6));
        REGISTRY.release();
        assertThat(client.get("/v1/feedback?limit=2" + cursor).json().path("feedback"))
                .hasSize(1);
    }

    @Test
    void feedbackOnceMadeStaysAsItIs() {
        client.put(TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1)));
        REGISTRY.release();
        JsonNode before = client.onlyFeedback();
        client.put(TestPackage.of(2, TestItem.correction("c1", "A", "2026-01-31", 2, "i1")));
        REGISTRY.release();
        assertThat(client.get("/v1/feedback?limit=1").json().at("/feedback/0")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=x",
                "after=AAAAAAAAAAA",
                "after=MTIzNDU2Nzg5MA",
                "limit=0",
                "limit=101",
                "limit=two",
                "limit=-1"
            })
    void aForeignCursorOrLimitIsABadRequest(String query) {
        assertThat(client.get("/v1/feedback?" + query).status()).isEqualTo(400);
    }

    @Test
    void aCursorBeyondTheEndIsForeign() {
        client.put(TestPackage.of(1));
        REGISTRY.release();
        String next = client.get("/v1/feedback").json().path("next").asText();
        REGISTRY.reset();
        assertThat(client.get("/v1/feedback?after=" + next).status()).isEqualTo(400);
    }

    @Test
    void aForgottenCursorIsForeignAndTheListBeginsAsItDid() {
        client.put(TestPackage.of(1));
        REGISTRY.release();
        JsonNode before = client.get("/v1/feedback").json();
        assertThat(client.post("/__registry/forget-cursors").status()).isEqualTo(200);
        assertThat(client.get("/v1/feedback?after=" + before.path("next").asText())
                        .status())
                .isEqualTo(400);
        JsonNode again = client.get("/v1/feedback").json();
        assertThat(again.path("feedback")).isEqualTo(before.path("feedback"));
        assertThat(client.get("/v1/feedback?after=" + again.path("next").asText())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theStatementCountsTheNewestStandingItemOfEverySubject() throws Exception {
        client.put(TestPackage.of(
                1,
                TestItem.report("i1", "B", "2026-01-31", 1),
                TestItem.report("i2", "B", "2026-02-28", 2).set("record.position.balance", "500"),
                TestItem.report("i3", "A\uD83D\uDE00", "2026-01-31", 1),
                TestItem.report("i4", "A\uFF21", "2026-01-31", 1),
                TestItem.report("i5", "C", "2026-01-31", 1),
                TestItem.report("i6", "C", "2026-01-31", 0)));
        client.put(TestPackage.of(2, TestItem.deletion("d1", "C", "2026-01-31", 2, "i5")));
        REGISTRY.release();

        JsonNode january =
                client.get("/v1/statement?date=2026-02-27&lender=BANK1").json();
        assertThat(january.path("lender").asText()).isEqualTo("BANK1");
        assertThat(january.path("date").asText()).isEqualTo("2026-02-27");
        assertThat(january.path("accounts").asInt()).isEqualTo(3);
        assertThat(january.path("items").asInt()).as("i1, i3, i4, i5, d1").isEqualTo(5);
        assertThat(january.at("/totals/CNY/outstanding").asText()).isEqualTo("1800.000000");
        assertThat(january.path("digest").asText())
                .as("sorted by UTF-8 bytes: U+FF21 before U+1F600")
                .isEqualTo(sha256("account:A\uFF21\ti4\naccount:A\uD83D\uDE00\ti3\naccount:B\ti1\n"));

        JsonNode february = client.get("/v1/statement?date=2026-02-28").json();
        assertThat(february.at("/totals/CNY/outstanding").asText()).isEqualTo("1700.000000");
        assertThat(february.at("/totals/CNY/items").asInt()).isEqualTo(3);
        assertThat(february.path("items").asInt()).isEqualTo(6);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theStatementNeedsADateAndALender() {
        assertThat(client.get("/v1/statement").status()).isEqualTo(400);
        assertThat(client.get("/v1/statement?date=31.01.2026&lender=BANK1").status())
                .isEqualTo(400);
        assertThat(client.get("/v1/statement?date=2026-01-31").status()).isEqualTo(400);

        JsonNode unknown =
                client.get("/v1/statement?date=2026-01-31&lender=NOBODY").json();
        assertThat(unknown.path("accounts").asInt()).isZero();
        assertThat(unknown.path("digest").asText())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

        client.put(TestPackage.of(1));
        client.put(TestPackage.of("11111111-2222-3333-4444-555555555555", 1).lender("BANK2"));
        assertThat(client.get("/v1/statement?date=2026-01-31").status()).isEqualTo(400);
    }
}
