package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listing of what stands, and the differences that a tester may plant in it. */
class HoldingsTest {
    private static final MockRegistry REGISTRY = MockRegistry.start();
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 31);
    private final TestClient client = new TestClient(REGISTRY);

    @BeforeEach
    void begin() {
        REGISTRY.reset();
    }

    @AfterAll
    static void close() {
        REGISTRY.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "zstandard"})
    void anItemIsListedWithTheDigestOfItsOwnBytes(String codec) throws IOException {
        TestItem first = TestItem.report("i1", "A", "2026-01-31", 1);
        TestItem second = TestItem.report("i2", "B", "2026-01-31", 1).set("record.position.balance", "599.50");
        client.put(TestPackage.of(1, first, second).codec(CodecFactory.fromString(codec)));

        JsonNode page = client.get("/v1/holdings?date=2026-01-31&lender=BANK1").json();
        assertThat(page.at("/holdings/0").toString())
                .isEqualTo(
                        "{\"subject\":\"account:A\",\"itemId\":\"i1\",\"reportDate\":\"2026-01-31\",\"sequence\":1,"
                                + "\"itemDigest\":\"" + sha256(first)
                                + "\",\"currency\":\"CNY\",\"principal\":\"1000.000000\","
                                + "\"creditLimit\":null,\"outstanding\":\"600.000000\",\"overdue\":\"0.000000\",\"paid\":\"400.000000\"}");
        assertThat(page.at("/holdings/1/itemDigest").asText()).isEqualTo(sha256(second));
        assertThat(page.path("holdings")).hasSize(2);
        assertThat(page.has("next")).isFalse();
    }

    @Test
    void onlyWhatStandsUpToTheDateIsListedWhateverItsSubjectsOrder() {
        String above = "\uD83D\uDCB0"; // U+1F4B0: above U+FF21 by code point, below it by UTF-16 unit
        client.put(TestPackage.of(
                1,
                TestItem.report("i1", above, "2026-01-31", 1),
                TestItem.report("i2", "\uFF21", "2026-01-31", 1),
                TestItem.report("i3", "B", "2026-01-31", 1),
                TestItem.report("i4", "B", "2026-02-28", 2),
                TestItem.report("i5", "C", "2026-01-31", 1),
                TestItem.report("i6", "D", "2026-01-31", 1).set("record.account.currency", "x")));
        client.put(TestPackage.of(
                2,
                TestItem.correction("i7", "B", "2026-01-31", 3, "i3"),
                TestItem.deletion("i8", "C", "2026-01-31", 2, "i5"),
                TestItem.report("i9", "E", "2026-04-30", 1)));

        assertThat(REGISTRY.holdings("BANK1", MARCH).stream().map(Holding::itemId))
                .containsExactly("i7", "i4", "i2", "i1");
        assertThat(REGISTRY.holdings("BANK2", MARCH)).isEmpty();
    }

    @Test
    void pagesFollowEachOtherAndStatementAndListingHaveOneDigest() {
        for (int i = 0; i < 7; i++) {
            REGISTRY.invent("BANK1", holding("account:" + (i / 2), "x" + i, i + 1));
        }
        List<String> seen = new ArrayList<>();
        var all = new Sha256();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            JsonNode page =
                    client.get("/v1/holdings?date=2026-03-31&limit=3" + cursor).json();
            page.path("holdings").forEach(one -> {
                seen.add(one.path("itemId").asText());
                all.line(
                        one.path("subject").asText() + "\t" + one.path("itemId").asText() + "\t"
                                + one.path("itemDigest").asText());
            });
            cursor = page.has("next") ? "&after=" + page.path("next").asText() : null;
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).containsExactly("x0", "x1", "x2", "x3", "x4", "x5", "x6");
        JsonNode statement = client.get("/v1/statement?date=2026-03-31").json();
        assertThat(statement.path("holdingsDigest").asText()).isEqualTo(all.hex());
        assertThat(statement.path("accounts").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?date=31.01.2026",
                "?date=2026-01-31&limit=0",
                "?date=2026-01-31&limit=10001",
                "?date=2026-01-31&after=x",
                "?date=2026-01-31&after=WyJhIiwiYiIsMSwiYyJd",
                "?date=2026-01-31&after=AAAAAQ"
            })
    void aWrongQuestionIsRefused(String query) {
        client.put(TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1)));
        assertThat(client.get("/v1/holdings" + query).status()).isEqualTo(400);
        assertThat(client.get("/v1/holdings?date=2026-01-31").status()).isEqualTo(200);
    }

    @Test
    void plantedDifferencesAreInStatementAndListing() {
        client.put(TestPackage.of(
                1,
                TestItem.report("i1", "A", "2026-01-31", 1),
                TestItem.report("i2", "B", "2026-01-31", 1),
                TestItem.report("i3", "C", "2026-01-31", 1)));
        String digest = REGISTRY.holdings(null, MARCH).get(1).itemDigest();

        assertThat(post("forget", "{\"subject\":\"account:A\"}")
                        .path("forgotten")
                        .asInt())
                .isEqualTo(1);
        assertThat(post("forget", "{\"subject\":\"account:A\"}")
                        .path("forgotten")
                        .asInt())
                .isZero();
        post(
                "invent",
                "{\"subject\":\"account:X\",\"itemId\":\"x\",\"reportDate\":\"2026-01-31\",\"amounts\":{\"paid\":\"5\"},"
                        + "\"currency\":\"CNY\"}");
        assertThat(post("alter", "{\"subject\":\"account:B\",\"figure\":\"paid\",\"amount\":\"7\"}")
                        .path("altered")
                        .asBoolean())
                .isTrue();
        assertThat(post("alter", "{\"subject\":\"account:C\"}").path("altered").asBoolean())
                .isTrue();
        assertThat(post("alter", "{\"subject\":\"account:Y\"}").path("altered").asBoolean())
                .isFalse();

        List<Holding> held = REGISTRY.holdings("BANK1", MARCH);
        assertThat(held.stream().map(Holding::itemId)).containsExactly("i2", "i3", "x");
        assertThat(held.get(0).amounts()).containsEntry("paid", new BigDecimal("7"));
        assertThat(held.get(0).itemDigest()).isNotEqualTo(digest);
        assertThat(held.get(1).amounts()).containsEntry("paid", new BigDecimal("400.000000"));
        JsonNode statement = client.get("/v1/statement?date=2026-03-31").json();
        assertThat(statement.path("items").asInt()).isEqualTo(3);
        assertThat(statement.at("/totals/CNY/paid").asText()).isEqualTo("412.000000");
        assertThat(statement.at("/totals/CNY/principal").asText()).isEqualTo("2000.000000");
        assertThat(REGISTRY.effects()).hasSize(4);
        assertThat(REGISTRY.received("account:A")).hasSize(1);
    }

    @Test
    void aForgottenSubjectMayBeReportedAgainAndAnInventedOneGoesOnFromItsSequence() {
        client.put(TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 5)));
        REGISTRY.forget("BANK1", "account:A");
        REGISTRY.invent("BANK1", holding("account:X", "x", 4));
        client.put(TestPackage.of(
                2,
                TestItem.report("i2", "A", "2026-01-31", 1),
                TestItem.report("i3", "X", "2026-03-31", 4),
                TestItem.report("i4", "X", "2026-03-31", 5)));
        assertThat(REGISTRY.received("account:A").get(1).verdict()).isEqualTo("accepted");
        assertThat(REGISTRY.received("account:X").stream().map(ReceivedItem::verdict))
                .containsExactly("rejected", "accepted");
    }

    @Test
    void whatCannotBePlantedIsRefused() {
        assertThatThrownBy(() -> REGISTRY.alter("BANK1", "account:A", "price", BigDecimal.ONE))
                .hasMessageContaining("no amount is named 'price'");
        assertThat(status("alter", "{\"lender\":\"B\",\"subject\":\"a\",\"figure\":\"price\"}"))
                .isEqualTo(400);
        assertThat(status("forget", "[]")).isEqualTo(400);
        assertThat(status("forget", "{\"lender\":\"B\"}")).isEqualTo(400);
        assertThat(status("invent", "{\"lender\":\"B\",\"subject\":\"a\",\"itemId\":\"x\",\"reportDate\":\"then\"}"))
                .isEqualTo(400);
    }

    private JsonNode post(String control, String body) {
        return client.send(client.request("/__registry/" + control).POST(HttpRequest.BodyPublishers.ofString(body)))
                .json();
    }

    private int status(String control, String body) {
        return client.send(client.request("/__registry/" + control).POST(HttpRequest.BodyPublishers.ofString(body)))
                .status();
    }

    private static Holding holding(String subject, String itemId, long sequence) {
        return new Holding(
                subject,
                itemId,
                LocalDate.of(2026, 1, 31),
                sequence,
                "0".repeat(64),
                "CNY",
                Map.of("principal", BigDecimal.TEN));
    }

    private static String sha256(TestItem item) throws IOException {
        var out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(TestItem.SCHEMA, TestItem.MODEL).write(item.datum, encoder);
        encoder.flush();
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(out.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
