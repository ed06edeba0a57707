package org.creditconnector.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.DeliveryOutcome.NotSent;
import org.creditconnector.delivery.DeliveryOutcome.Received;
import org.creditconnector.delivery.DeliveryOutcome.Refused;
import org.creditconnector.delivery.DeliveryOutcome.Unknown;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.http.PackageBody;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.api.RegistryApiProfile;
import org.creditconnector.testing.RawRegistry;
import org.creditconnector.testing.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known after a package was handed to the wire, against a server that misbehaves in every way of DESIGN's table. */
@Timeout(60)
class HttpDeliveryTest {
    private static final String PACKAGE = "5b1f6f2e-0c2a-4f39-9c1a-1f0d8f4a2b11";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private final ConnectorRuntime runtime = new ConnectorRuntime(
            new Registries(List.of(new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT))), record -> List.of());
    private Path file;

    static {
        Records.trust();
    }

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("package.avro"), "Obj-and-so-on".getBytes(UTF_8));
    }

    @AfterEach
    void close() {
        runtime.close();
    }

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
                        "HTTP 422: out-of-order, Wrong sequence, gap [2J, expected sequence 3", "out-of-order"));
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

    @Test
    void nobody_there_is_not_sent() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        DeliveryOutcome refused = deliver(URI.create("http://127.0.0.1:" + port));
        assertThat(refused).isInstanceOf(NotSent.class);
        assertThat(refused.detail()).contains("connection refused", "no byte of the package was sent");
        DeliveryOutcome nameless = runtime.connect(
                        endpoint("nameless", URI.create("https://registry.invalid"), waits(LONG), 1))
                .deliver(manifest(), file);
        assertThat(nameless).isInstanceOf(NotSent.class);
        assertThat(nameless.detail()).contains("host name unknown");
    }

    @Test
    void connection_that_never_stood_is_tried_again_until_it_stands() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        TargetEndpoint endpoint = new TargetEndpoint(
                "city",
                "registry-api",
                "http",
                URI.create("http://127.0.0.1:" + port),
                "LENDER",
                null,
                waits(LONG),
                new TargetEndpoint.Limits(1 << 20, 10, 100_000, Duration.ofMillis(1)),
                false);
        var connection = runtime.connect(endpoint);
        CompletableFuture<DeliveryOutcome> outcome =
                CompletableFuture.supplyAsync(() -> connection.deliver(manifest(), file));
        try (RawRegistry registry = new RawRegistry(port, call -> {
            call.request();
            call.answer(201, receipt());
        })) {
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(Received.class);
            assertThat(registry.requests()).hasSize(1);
        }
    }

    @Test
    void tls_that_fails_or_never_ends_is_not_sent() throws IOException {
        try (RawRegistry plain = new RawRegistry(call -> call.answer(400, "plain text"))) {
            DeliveryOutcome outcome = deliver(URI.create("https://127.0.0.1:" + plain.port()));
            assertThat(outcome).isInstanceOf(NotSent.class);
            assertThat(outcome.detail()).contains("TLS failed");
            assertThat(plain.connections()).isEqualTo(1);
        }
        try (RawRegistry mute = new RawRegistry(call -> call.registry().hold())) {
            TargetEndpoint.Timeouts waits = new TargetEndpoint.Timeouts(LONG, SHORT, LONG, LONG, LONG);
            DeliveryOutcome outcome = runtime.connect(
                            endpoint("mute", URI.create("https://127.0.0.1:" + mute.port()), waits, 0))
                    .deliver(manifest(), file);
            assertThat(outcome).isInstanceOf(NotSent.class);
            assertThat(mute.connections()).isEqualTo(1);
        }
    }

    @Test
    void reset_after_the_first_byte_is_unknown_and_nothing_is_repeated() throws IOException {
        unknownAndOnce(call -> {
            call.request();
            call.reset();
        });
        unknownAndOnce(call -> {
            call.head();
            call.reset();
        });
    }

    @Test
    void farewell_without_an_answer_is_unknown_and_nothing_is_repeated() throws IOException {
        unknownAndOnce(RawRegistry.Call::request);
    }

    @Test
    void answer_that_is_no_http_is_unknown_and_nothing_is_repeated() throws IOException {
        unknownAndOnce(call -> {
            call.request();
            call.out().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(UTF_8));
        });
    }

    @Test
    void answer_cut_in_the_middle_is_unknown_and_nothing_is_repeated() throws IOException {
        unknownAndOnce(call -> {
            call.request();
            call.out().write(("HTTP/1.1 201 X\r\nContent-Length: 5000\r\n\r\n" + receipt()).getBytes(UTF_8));
        });
    }

    @Test
    void silence_ends_with_the_read_time_out() throws IOException {
        TargetEndpoint.Timeouts waits = new TargetEndpoint.Timeouts(LONG, LONG, LONG, SHORT, LONG);
        try (RawRegistry registry = new RawRegistry(call -> {
            call.request();
            call.registry().hold();
        })) {
            assertUnknown(registry, waits, "time-out");
        }
    }

    @Test
    void dripping_answer_ends_with_the_time_out_of_the_whole_call() throws IOException {
        TargetEndpoint.Timeouts waits = new TargetEndpoint.Timeouts(LONG, LONG, LONG, LONG, Duration.ofMillis(700));
        try (RawRegistry registry = new RawRegistry(call -> {
            call.request();
            OutputStream out = call.out();
            out.write("HTTP/1.1 201 X\r\nContent-Length: 1000000\r\n\r\n".getBytes(UTF_8));
            try {
                while (!call.registry().closed().await(20, TimeUnit.MILLISECONDS)) {
                    out.write(' ');
                    out.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            assertUnknown(registry, waits, "no whole answer within 700 ms");
        }
    }

    @Test
    void registry_that_takes_no_bytes_ends_with_the_write_time_out() throws IOException {
        byte[] large = new byte[48 << 20];
        new Random(7).nextBytes(large);
        Files.write(file, large);
        TargetEndpoint.Timeouts waits = new TargetEndpoint.Timeouts(LONG, LONG, SHORT, LONG, LONG);
        try (RawRegistry registry = new RawRegistry(call -> {
            call.head();
            call.registry().hold();
        })) {
            assertUnknown(registry, waits, "the registry takes no more bytes within 300 ms");
        }
    }

    @Test
    void refusal_in_the_middle_of_a_large_package_is_read() throws IOException {
        Files.write(file, new byte[48 << 20]);
        try (RawRegistry registry = new RawRegistry(call -> {
            call.head();
            call.answer(413, "{\"type\":\"too-large\",\"title\":\"Too large\",\"status\":413}");
            call.registry().hold();
        })) {
            assertThat(deliver(registry.url())).isEqualTo(new Refused("HTTP 413: too-large, Too large", "too-large"));
        }
    }

    @Test
    void endless_answer_is_cut_off() throws IOException {
        try (RawRegistry registry = new RawRegistry(call -> {
            call.request();
            OutputStream out = call.out();
            out.write("HTTP/1.1 201 X\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
            byte[] piece = ("1000\r\n" + " ".repeat(0x1000) + "\r\n").getBytes(UTF_8);
            while (true) {
                out.write(piece);
            }
        })) {
            assertUnknown(registry, waits(LONG), "longer than");
        }
    }

    private void unknownAndOnce(RawRegistry.Conduct conduct) throws IOException {
        try (RawRegistry registry = new RawRegistry(conduct)) {
            assertUnknown(registry, waits(LONG), "it was not sent again");
        }
    }

    private void assertUnknown(RawRegistry registry, TargetEndpoint.Timeouts waits, String says) {
        DeliveryOutcome outcome = runtime.connect(endpoint("t" + registry.port(), registry.url(), waits, 3))
                .deliver(manifest(), file);
        assertThat(outcome).isInstanceOf(Unknown.class);
        assertThat(outcome.detail()).contains(says, "not known");
        assertThat(registry.connections()).isEqualTo(1);
    }

    private DeliveryOutcome answered(int status, String body, String... headers) throws IOException {
        try (RawRegistry registry = answering(status, body, headers)) {
            DeliveryOutcome outcome = deliver(registry.url());
            assertThat(registry.connections()).isEqualTo(1);
            return outcome;
        }
    }

    private static RawRegistry answering(int status, String body, String... headers) throws IOException {
        return new RawRegistry(call -> {
            call.request();
            call.answer(status, body, headers);
        });
    }

    private DeliveryOutcome deliver(URI url) {
        return runtime.connect(endpoint("t" + url.getPort(), url, waits(LONG), 0))
                .deliver(manifest(), file);
    }

    private static TargetEndpoint endpoint(String name, URI url, TargetEndpoint.Timeouts waits, int repeats) {
        return new TargetEndpoint(name, "registry-api", "http", url, "LENDER", null, waits, limits(repeats), false);
    }

    private static TargetEndpoint.Timeouts waits(Duration all) {
        return new TargetEndpoint.Timeouts(all, all, all, all, all);
    }

    private static TargetEndpoint.Limits limits(int repeats) {
        return new TargetEndpoint.Limits(1 << 20, 10, repeats, Duration.ofMillis(1));
    }

    private String receipt() {
        try {
            return "{\"packageId\":\"" + PACKAGE
                    + "\",\"receiptId\":\"REC-1\",\"receivedAt\":\"2026-11-22T04:00:00Z\",\"contentDigest\":\""
                    + PackageBody.contentDigest(file) + "\",\"itemCount\":2}";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static SubmissionPackage manifest() {
        return SubmissionPackage.newBuilder()
                .setPackageId(PACKAGE)
                .setTarget("CamelHttpUri")
                .setLenderCode("LENDER")
                .setBusinessDate(LocalDate.of(2013, 2, 6))
                .setSequence(1)
                .setItemCount(2)
                .setItemsDigest("0".repeat(64))
                .setTotals(List.of())
                .build();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }
}
