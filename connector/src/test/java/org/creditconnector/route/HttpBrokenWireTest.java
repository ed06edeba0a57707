package org.creditconnector.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.DeliveryOutcome.NotSent;
import org.creditconnector.delivery.DeliveryOutcome.Received;
import org.creditconnector.delivery.DeliveryOutcome.Refused;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.testing.RawRegistry;
import org.junit.jupiter.api.Test;

/** What is known when no answer came: nothing is repeated from the first byte on, and every wait has an end of its own. */
class HttpBrokenWireTest extends HttpDeliveryCase {
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

    @Test
    void connection_that_is_never_made_ends_with_the_connect_time_out() throws IOException {
        // Nobody accepts, and the queue is full: further connections get no answer at all.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = new ArrayList<>();
            try {
                while (queue.size() < 64 && queued(full.getLocalPort(), queue)) {
                    assertThat(queue).as("a queue of one is soon full").hasSizeLessThan(64);
                }
                TargetEndpoint.Timeouts waits = new TargetEndpoint.Timeouts(SHORT, LONG, LONG, LONG, LONG);
                URI url = URI.create("http://127.0.0.1:" + full.getLocalPort());
                DeliveryOutcome outcome =
                        runtime.connect(endpoint("full", url, waits, 0)).deliver(manifest(), file);
                assertThat(outcome).isInstanceOf(NotSent.class);
                assertThat(outcome.detail()).contains("connection not made in time", "no byte of the package was sent");
            } finally {
                for (Socket socket : queue) {
                    socket.close();
                }
            }
        }
    }

    private static boolean queued(int port, List<Socket> queue) throws IOException {
        Socket socket = new Socket();
        queue.add(socket);
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 300);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void connection_is_used_once_so_that_none_can_be_stale() throws IOException {
        try (RawRegistry registry = new RawRegistry(call -> {
            call.request();
            call.answer(201, receipt(), "Connection: keep-alive");
        })) {
            RegistryConnection connection = runtime.connect(endpoint("twice", registry.url(), waits(LONG), 0));
            assertThat(connection.deliver(manifest(), file)).isInstanceOf(Received.class);
            assertThat(connection.deliver(manifest(), file)).isInstanceOf(Received.class);
            assertThat(registry.connections()).isEqualTo(2);
            assertThat(registry.requests()).hasSize(2);
        }
    }
}
