package org.creditconnector.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.DeliveryOutcome.Received;
import org.creditconnector.delivery.DeliveryOutcome.Refused;
import org.creditconnector.delivery.DeliveryOutcome.Unknown;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.testing.RawRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that are used again: what is saved by it, and that nothing is known less surely than over a new one. */
class HttpKeptConnectionTest extends HttpDeliveryCase {
    private static final int PACKAGES = 100;

    private RegistryConnection connection(URI url, boolean kept) {
        return runtime.connect(new TargetEndpoint(
                "t" + url.getPort() + (kept ? "-kept" : ""),
                "registry-api",
                "http",
                url,
                "LENDER",
                null,
                waits(LONG),
                limits(0),
                false,
                null,
                Map.of(),
                null,
                new TargetEndpoint.Connections(1, kept),
                null));
    }

    private RawRegistry answeringAll(String... headers) throws IOException {
        return new RawRegistry(call -> {
            while (true) {
                call.request();
                call.answer(201, receipt(), headers);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 100"})
    void aHundredPackagesTakeOneConnectionWhereItIsKept(boolean kept, int connections) throws IOException {
        try (RawRegistry registry = answeringAll()) {
            RegistryConnection way = connection(registry.url(), kept);
            for (int number = 0; number < PACKAGES; number++) {
                assertThat(way.deliver(manifest(), file)).isInstanceOf(Received.class);
            }
            assertThat(registry.requests()).hasSize(PACKAGES);
            assertThat(registry.connections()).isEqualTo(connections);
        }
    }

    @ParameterizedTest
    @CsvSource({"Connection: close", "'Keep-Alive: timeout=1, max=100'", "Keep-Alive: timeout=0"})
    void aServerThatWillNotKeepItLongGetsANewOne(String header) throws IOException {
        try (RawRegistry registry = answeringAll(header)) {
            RegistryConnection way = connection(registry.url(), true);
            for (int number = 0; number < 3; number++) {
                assertThat(way.deliver(manifest(), file)).isInstanceOf(Received.class);
            }
            assertThat(registry.connections()).isEqualTo(3);
        }
    }

    @Test
    void oneThatTheServerClosedMeanwhileIsNoticedBeforeAByteIsSent() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawRegistry registry = new RawRegistry(call -> {
            call.request();
            call.answer(201, receipt());
            call.out().close();
            closed.countDown();
        })) {
            RegistryConnection way = connection(registry.url(), true);
            assertThat(way.deliver(manifest(), file)).isInstanceOf(Received.class);
            closed.await();
            assertThat(way.deliver(manifest(), file)).isInstanceOf(Received.class);
            assertThat(registry.requests()).hasSize(2);
            assertThat(registry.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void oneThatBreaksUnderAPackageLeavesItsOutcomeUnknownAndNothingIsRepeated(boolean reset) throws Exception {
        try (RawRegistry registry = new RawRegistry(call -> {
            call.request();
            call.answer(201, receipt());
            call.request();
            if (reset) {
                call.reset();
            }
        })) {
            RegistryConnection way = connection(registry.url(), true);
            assertThat(way.deliver(manifest(), file)).isInstanceOf(Received.class);
            DeliveryOutcome broken = way.deliver(manifest(), file);
            assertThat(broken).isInstanceOf(Unknown.class);
            assertThat(broken.detail()).contains("it was not sent again");
            assertThat(registry.requests()).hasSize(2);
            assertThat(registry.connections()).isEqualTo(1);
            assertThat(way.deliver(manifest(), file)).isInstanceOf(Received.class);
            assertThat(registry.connections()).as("the broken one is gone").isEqualTo(2);
        }
    }

    /** The rest of the package would be read as the next request. */
    @Test
    void oneOnWhichAPackageWasRefusedBeforeItsEndIsNotUsedAgain() throws Exception {
        Files.write(file, new byte[8 << 20]);
        try (RawRegistry registry = new RawRegistry(call -> {
            call.head();
            call.answer(413, "{}");
            call.registry().hold();
        })) {
            RegistryConnection way = connection(registry.url(), true);
            assertThat(way.deliver(manifest(), file)).isInstanceOf(Refused.class);
            assertThat(way.deliver(manifest(), file)).isInstanceOf(Refused.class);
            assertThat(registry.connections()).isEqualTo(2);
        }
    }
}
