package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.avro.file.CodecFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handing over packages: what is kept, what is refused, and that a refusal changes nothing. */
class ReceiptTest {
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

    @Test
    void aPackageIsReceivedOnceAndItsReceiptIsAlwaysTheSame() {
        var received = client.put(first);
        REGISTRY.advance(Duration.ofDays(1));
        var again = client.put(first);

        assertThat(received.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(received.json());
        assertThat(received.json().path("packageId").asText()).isEqualTo(first.id);
        assertThat(received.json().path("contentDigest").asText()).isEqualTo(TestClient.digest(first.bytes()));
        assertThat(received.json().path("itemCount").asInt()).isEqualTo(1);
        assertThat(received.json().path("receiptId").asText()).isNotEmpty();
        assertThat(kinds()).containsExactly("PACKAGE_KEPT", "ITEM_ACCEPTED");
    }

    @Test
    void theIdOfAPackageIsTheSameInCapitals() {
        client.put(first);
        var again = client.put(first.id.toUpperCase(Locale.ROOT), first.bytes());
        assertThat(again.status()).isEqualTo(200);
    }

    @Test
    void theSameIdWithOtherBytesIsRefusedAndChangesNothing() {
        client.put(first);
        var other = TestPackage.of(first.id, 2, TestItem.report("i2", "B", "2026-01-31", 1));
        var reply = client.put(other);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.type()).isEqualTo("other-bytes");
        assertThat(REGISTRY.received("account:B")).isEmpty();
        assertThat(client.put(TestPackage.of(2)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 7})
    void aPackageOutOfOrderIsRefusedWithTheSequenceThatIsExpected(long sequence) {
        var reply = client.put(TestPackage.of(sequence, TestItem.report("i1", "A", "2026-01-31", 1)));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.type()).isEqualTo("out-of-order");
        assertThat(reply.json().path("expectedSequence").asLong()).isEqualTo(1);
        assertThat(REGISTRY.effects()).isEmpty();
    }

    @Test
    void aSequenceIsUsedOnce() {
        client.put(first);
        var reply = client.put(TestPackage.of("11111111-2222-3333-4444-555555555555", 1));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("expectedSequence").asLong()).isEqualTo(2);
    }

    @Test
    void everyLenderHasASequenceOfItsOwn() {
        client.put(first);
        var other =
                TestPackage.of("11111111-2222-3333-4444-555555555555", 1, TestItem.report("i1", "A", "2026-01-31", 1));
        assertThat(client.put(other.lender("BANK2")).status()).isEqualTo(201);
        assertThat(kinds()).containsExactly("PACKAGE_KEPT", "ITEM_ACCEPTED", "PACKAGE_KEPT", "ITEM_ACCEPTED");
    }

    @Test
    void aDigestOfOtherBytesIsRefused() {
        var reply = client.send(
                client.putRequest(first.id, first.bytes()).setHeader("Content-Digest", TestClient.digest(new byte[3])));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.type()).isEqualTo("digest-mismatch");
        assertThat(REGISTRY.effects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "md5=:AAAA:", "sha-256=AAAA"})
    void aHeaderContentDigestOfAnotherFormIsABadRequest(String header) {
        var reply = client.send(client.putRequest(first.id, first.bytes()).setHeader("Content-Digest", header));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void anIdThatIsNoUuidIsABadRequest() {
        assertThat(client.put("17", first.bytes()).status()).isEqualTo(400);
        assertThat(client.get("/v1/packages/17").status()).isEqualTo(400);
    }

    @Test
    void anotherMediaTypeIsRefused() {
        var json = client.putRequest(first.id, first.bytes()).setHeader("Content-Type", "application/json");
        assertThat(client.send(json).status()).isEqualTo(415);
        var packed = client.putRequest(first.id, first.bytes()).setHeader("Content-Encoding", "br");
        assertThat(client.send(packed).status()).isEqualTo(415);
    }

    @Test
    void aContainerThatCannotBeReadIsRefused() {
        byte[] bytes = first.bytes();
        for (byte[] broken : List.of(new byte[0], "no Avro".getBytes(StandardCharsets.UTF_8), cut(bytes, 30))) {
            var reply = client.put(first.id, broken);
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.type()).isEqualTo("unreadable-container");
        }
        assertThat(REGISTRY.effects()).isEmpty();
    }

    private static byte[] cut(byte[] bytes, int fromEnd) {
        return Arrays.copyOf(bytes, bytes.length - fromEnd);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.package-id",
                "registry.lender",
                "registry.business-date",
                "registry.sequence",
                "registry.item-count",
                "registry.totals",
                "registry.digest"
            })
    void metadataThatAreMissingAreRefused(String key) {
        var reply = client.put(first.metadata(key, null));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.type()).isEqualTo("incomplete-metadata");
        assertThat(reply.json().path("detail").asText()).contains(key);
        assertThat(REGISTRY.effects()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "registry.package-id, 11111111-2222-3333-4444-555555555555",
                "registry.business-date, 31.01.2026",
                "registry.sequence, one",
                "registry.sequence, -1",
                "registry.sequence, +1",
                "registry.item-count, 1.0",
                "registry.totals, []",
                "registry.totals, `{\"CNY\":{\"items\":1}}`",
                "registry.totals, `{\"CNY\":{\"items\":1,\"principal\":1000,\"creditLimit\":null,\"outstanding\":null,\"overdue\":null,\"paid\":null}}`"
            })
    void metadataOfAnotherFormAreRefused(String key, String value) {
        var reply = client.put(first.metadata(key, value));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.type()).isEqualTo("incomplete-metadata");
    }

    @Test
    void everyCodecIsRead() {
        var codecs =
                List.of(CodecFactory.nullCodec(), CodecFactory.deflateCodec(6), CodecFactory.zstandardCodec(3, true));
        for (int i = 0; i < codecs.size(); i++) {
            var item = TestItem.report("i" + i, "A" + i, "2026-01-31", 1);
            assertThat(client.put(TestPackage.of(i + 1, item).codec(codecs.get(i)))
                            .status())
                    .isEqualTo(201);
        }
        assertThat(kinds()).filteredOn("ITEM_ACCEPTED"::equals).hasSize(3);
    }

    @Test
    void aPackageAboveTheLimitIsTooLarge() {
        REGISTRY.scenarioPage("{description: small, max-package-bytes: 100}");
        var reply = client.put(first);
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.type()).isEqualTo("too-large");
    }

    @Test
    void whereATokenIsAskedForEveryOperationNeedsIt() {
        REGISTRY.scenarioPage("{description: closed, bearer-token: abc}");
        assertThat(client.put(first).status()).isEqualTo(401);
        for (String path : List.of("/v1/packages/" + first.id, "/v1/feedback", "/v1/statement?date=2026-01-31")) {
            assertThat(client.get(path).type()).isEqualTo("unauthorised");
        }
        HttpRequest.Builder withToken =
                client.putRequest(first.id, first.bytes()).header("Authorization", "Bearer abc");
        assertThat(client.send(withToken).status()).isEqualTo(201);
    }

    @Test
    void aWrongAddressIsNeverTakenForAnUnknownPackage() {
        assertThat(client.get("/v1/package/" + first.id).status()).isEqualTo(404);
        assertThat(client.get("/v2/packages/" + first.id).status()).isEqualTo(404);
        assertThat(client.post("/v1/feedback").status()).isEqualTo(405);
        var unknown = client.get("/v1/packages/" + first.id);
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.json().path("state").asText()).isEqualTo("unknown");
        assertThat(unknown.json().has("receipt")).isFalse();
    }

    @Test
    void anEmptyPackageIsAcceptedWithoutItems() {
        client.put(TestPackage.of(1));
        assertThat(client.onlyFeedback().path("outcome").asText()).isEqualTo("accepted");
        assertThat(client.onlyFeedback().path("items")).isEmpty();
    }

    @Test
    void whatWasReceivedCanBeAskedForWithItsRecord() {
        client.put(first);
        var received = REGISTRY.received("account:A");
        assertThat(received).singleElement().satisfies(item -> {
            assertThat(item.itemId()).isEqualTo("i1");
            assertThat(item.verdict()).isEqualTo("accepted");
            assertThat(Json.ours(item.record()).at("/account/principal").asText())
                    .isEqualTo("1000.000000");
            assertThat(Json.ours(item.record()).at("/report/asOf").asText()).isEqualTo("2026-01-31");
        });
    }

    private static List<String> kinds() {
        return REGISTRY.effects().stream().map(effect -> effect.kind().name()).toList();
    }
}
