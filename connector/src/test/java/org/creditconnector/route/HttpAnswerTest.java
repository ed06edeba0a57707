package org.creditconnector.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.DeliveryOutcome.NotSent;
import org.creditconnector.delivery.DeliveryOutcome.Received;
import org.creditconnector.delivery.DeliveryOutcome.Refused;
import org.creditconnector.delivery.DeliveryOutcome.Unknown;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.http.PackageBody;
import org.creditconnector.testing.RawRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer to a package means: the first rows of the table in the profile's spec. */
class HttpAnswerTest extends HttpDeliveryCase {
    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void receipt_is_received_and_the_request_is_what_the_openapi_says(int status) throws IOException {
        try (RawRegistry registry = new RawRegistry(call -> {
            call.request();
            call.answer(status, receipt());
        })) {
            DeliveryOutcome outcome = deliver(registry.url());
            assertThat(outcome).isInstanceOfSatisfying(Received.class, received -> {
                assertThat(received.receipt()).isEqualTo(receipt());
                assertThat(received.detail()).isEqualTo("received under REC-1");
            });
            RawRegistry.Request request = registry.only();
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.target()).isEqualTo("/v1/packages/" + PACKAGE);
            assertThat(request.body()).isEqualTo(Files.readAllBytes(file));
            assertThat(request.headers())
                    .containsEntry("content-type", "application/vnd.apache.avro")
                    .containsEntry("content-digest", PackageBody.contentDigest(file))
                    .containsEntry("user-agent", "credit-connector")
                    .doesNotContainKeys("accept-encoding", "authorization", "expect", "transfer-encoding", "cookie");
        }
    }

    @Test
    void path_of_the_address_is_kept_and_the_token_is_sent_and_never_shown() throws IOException {
        try (RawRegistry registry = answering(201, receipt())) {
            TargetEndpoint endpoint = new TargetEndpoint(
                    "city",
                    "registry-api",
                    "http",
                    URI.create(registry.url() + "/reg/"),
                    "LENDER",
                    () -> "t0ken",
                    waits(LONG),
                    limits(0),
                    false);
            assertThat(runtime.connect(endpoint).deliver(manifest(), file)).isInstanceOf(Received.class);
            assertThat(registry.only().target()).isEqualTo("/reg/v1/packages/" + PACKAGE);
            assertThat(registry.only().headers()).containsEntry("authorization", "Bearer t0ken");
            assertThat(endpoint.toString()).doesNotContain("t0ken");
        }
    }

    @Test
    void values_of_data_never_become_headers_or_addresses() throws IOException {
        try (RawRegistry evil = answering(201, receipt());
                RawRegistry registry =
                        answering(201, receipt(), "CamelHttpUri: " + evil.url(), "CamelHttpMethod: DELETE")) {
            SubmissionPackage manifest = manifest();
            manifest.setLenderCode("CamelHttpUri: " + evil.url() + "\r\nX-Evil: 1");
            manifest.setTarget("CamelHttpPath");
            var connection = runtime.connect(endpoint("city", registry.url(), waits(LONG), 0));
            assertThat(connection.deliver(manifest, file)).isInstanceOf(Received.class);
            assertThat(connection.deliver(manifest, file)).isInstanceOf(Received.class);
            assertThat(evil.connections()).isZero();
            assertThat(registry.requests()).hasSize(2).allSatisfy(request -> {
                assertThat(request.method()).isEqualTo("PUT");
                assertThat(request.headers().keySet())
                        .isSubsetOf(
                                "accept",
                                "connection",
                                "content-digest",
                                "content-length",
                                "content-type",
                                "host",
                                "user-agent");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void packed_answer_is_read(boolean chunked) throws IOException {
        byte[] packed = gzip(receipt());
        try (RawRegistry registry = new RawRegistry(call -> {
            call.request();
            if (chunked) {
                OutputStream out = call.out();
                out.write(("HTTP/1.1 201 X\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(packed.length) + "\r\n")
                        .getBytes(UTF_8));
                out.write(packed);
                out.write("\r\n0\r\n\r\n".getBytes(UTF_8));
                out.flush();
            } else {
                call.answer(201, packed, "Content-Encoding: gzip");
            }
        })) {
            assertThat(deliver(registry.url())).isInstanceOf(Received.class);
        }
    }

    @Test
    void try_later_is_not_sent_with_the_time_asked_for() throws IOException {
        String date = "Sun, 22 Nov 2026 04:00:00 GMT";
        assertThat(answered(503, "", "Retry-After: 120"))
                .isEqualTo(new NotSent("HTTP 503; nothing was taken in", Duration.ofSeconds(120)));
        assertThat(answered(503, "", "Retry-After: Sun, 22 Nov 2026 04:01:30 GMT", "Date: " + date))
                .isEqualTo(new NotSent("HTTP 503; nothing was taken in", Duration.ofSeconds(90)));
        assertThat(answered(503, "", "Retry-After: Sun, 22 Nov 2026 03:00:00 GMT", "Date: " + date))
                .isEqualTo(new NotSent("HTTP 503; nothing was taken in", Duration.ZERO));
        assertThat(answered(429, "{\"type\":\"busy\",\"title\":\"Too many\",\"status\":429}"))
                .isEqualTo(new NotSent("HTTP 429: busy, Too many; nothing was taken in", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Retry-After: soon", "Retry-After: -5"})
    void busy_without_a_readable_time_is_unknown(String header) throws IOException {
        assertThat(header.isEmpty() ? answered(503, "") : answered(503, "", header))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void refusals_name_the_registrys_reason() throws IOException {
        assertThat(answered(
                        422,
                        "{\"type\":\"out-of-order\",\"title\":\"Wrong sequence\",\"status\":422,\"detail\":\"gap\\u001b[2J\","
                                + "\"expectedSequence\":3}"))
                .isEqualTo(new Refused(
                        "HTTP 422: out-of-order, Wrong sequence, gap [2J, expected sequence 3", "out-of-order", 3L));
        assertThat(answered(
                        409,
                        "{\"type\":\"https://registry.example/problems/other-bytes\",\"title\":\"x\",\"status\":409}"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("other-bytes"));
        assertThat(answered(404, "<html>nothing here</html>")).isEqualTo(new Refused("HTTP 404", ""));
        assertThat(answered(401, "")).isEqualTo(new Refused("HTTP 401", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 204, 300, 304, 500, 502, 504})
    void other_answers_are_unknown(int status) throws IOException {
        assertThat(answered(status, "")).isInstanceOf(Unknown.class);
    }

    @Test
    void redirect_is_unknown_and_not_followed() throws IOException {
        try (RawRegistry elsewhere = answering(201, receipt());
                RawRegistry registry = answering(307, "", "Location: " + elsewhere.url() + "/v1")) {
            assertThat(deliver(registry.url()))
                    .isInstanceOfSatisfying(
                            Unknown.class,
                            unknown -> assertThat(unknown.detail()).contains("redirect to", "not followed"));
            assertThat(elsewhere.connections()).isZero();
            assertThat(registry.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[]",
                "null",
                "{\"packageId\":\"" + PACKAGE + "\"}",
                "{\"packageId\":\"OTHER\",\"receiptId\":\"REC-1\",\"receivedAt\":\"x\",\"contentDigest\":\"DIGEST\",\"itemCount\":2}",
                "{\"packageId\":\"ID\",\"receiptId\":\"REC-1\",\"receivedAt\":\"x\",\"contentDigest\":\"sha-256=:other:\",\"itemCount\":2}",
                "{\"packageId\":\"ID\",\"receiptId\":\"REC-1\",\"receivedAt\":\"x\",\"contentDigest\":\"DIGEST\",\"itemCount\":3}",
                "{\"packageId\":\"ID\",\"receiptId\":\"REC-1\",\"receivedAt\":\"x\",\"contentDigest\":\"DIGEST\",\"itemCount\":2} {}",
                "{\"packageId\":\"ID\",\"packageId\":\"ID\",\"receiptId\":\"REC-1\",\"receivedAt\":\"x\",\"contentDigest\":\"DIGEST\",\"itemCount\":2}"
            })
    void receipt_that_is_none_is_unknown(String body) throws IOException {
        String answer =
                body.replace("\"ID\"", "\"" + PACKAGE + "\"").replace("DIGEST", PackageBody.contentDigest(file));
        assertThat(answered(201, answer)).isInstanceOf(Unknown.class);
    }
}
