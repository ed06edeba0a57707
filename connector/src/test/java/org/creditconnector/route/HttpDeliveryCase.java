package org.creditconnector.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.creditconnector.delivery.DeliveryOutcome;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A package on its way to a server that does whatever a test wants; the server counts what arrives. */
@Timeout(60)
abstract class HttpDeliveryCase {
    static final String PACKAGE = "5b1f6f2e-0c2a-4f39-9c1a-1f0d8f4a2b11";
    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    final ConnectorRuntime runtime = new ConnectorRuntime(
            new Registries(List.of(new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT))), record -> List.of());
    Path file;

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

    void unknownAndOnce(RawRegistry.Conduct conduct) throws IOException {
        try (RawRegistry registry = new RawRegistry(conduct)) {
            assertUnknown(registry, waits(LONG), "it was not sent again");
        }
    }

    void assertUnknown(RawRegistry registry, TargetEndpoint.Timeouts waits, String says) {
        DeliveryOutcome outcome = runtime.connect(endpoint("t" + registry.port(), registry.url(), waits, 3))
                .deliver(manifest(), file);
        assertThat(outcome).isInstanceOf(Unknown.class);
        assertThat(outcome.detail()).contains(says, "not known");
        assertThat(registry.connections()).isEqualTo(1);
    }

    DeliveryOutcome answered(int status, String body, String... headers) throws IOException {
        try (RawRegistry registry = answering(status, body, headers)) {
            DeliveryOutcome outcome = deliver(registry.url());
            assertThat(registry.connections()).isEqualTo(1);
            return outcome;
        }
    }

    static RawRegistry answering(int status, String body, String... headers) throws IOException {
        return new RawRegistry(call -> {
            call.request();
            call.answer(status, body, headers);
        });
    }

    DeliveryOutcome deliver(URI url) {
        return runtime.connect(endpoint("t" + url.getPort(), url, waits(LONG), 0))
                .deliver(manifest(), file);
    }

    static TargetEndpoint endpoint(String name, URI url, TargetEndpoint.Timeouts waits, int repeats) {
        return new TargetEndpoint(name, "registry-api", "http", url, "LENDER", null, waits, limits(repeats), false);
    }

    static TargetEndpoint.Timeouts waits(Duration all) {
        return new TargetEndpoint.Timeouts(all, all, all, all, all);
    }

    static TargetEndpoint.Limits limits(int repeats) {
        return new TargetEndpoint.Limits(1 << 20, 10, repeats, Duration.ofMillis(1));
    }

    String receipt() {
        try {
            return "{\"packageId\":\"" + PACKAGE
                    + "\",\"receiptId\":\"REC-1\",\"receivedAt\":\"2026-11-22T04:00:00Z\",\"contentDigest\":\""
                    + PackageBody.contentDigest(file) + "\",\"itemCount\":2}";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static SubmissionPackage manifest() {
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

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }
}
