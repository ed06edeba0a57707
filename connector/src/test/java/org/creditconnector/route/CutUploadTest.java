package org.creditconnector.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.route.FileChannelContract.NAME;
import static org.creditconnector.route.FileChannelContract.manifest;
import static org.creditconnector.route.FileChannelContract.names;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.DeliveryOutcome.NotSent;
import org.creditconnector.delivery.DeliveryOutcome.Received;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.registry.Registries;
import org.creditconnector.testing.CutLine;
import org.creditconnector.testing.LoopbackSftp;
import org.creditconnector.testing.Records;
import org.creditconnector.wrapping.Wrapping;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A line that breaks anywhere while a file goes up: whoever looks at the directory sees the whole file or none. */
@Tag("long")
class CutUploadTest {
    @TempDir
    Path folder;

    private int connected;

    static {
        Records.trust();
    }

    private RegistryConnection connect(ConnectorRuntime runtime, URI url, FileSettings settings) {
        connected++;
        return runtime.connect(SftpChannelTest.endpoint(
                "t" + connected,
                url,
                settings,
                SftpChannelTest.login(() -> LoopbackSftp.PASSWORD, null, LoopbackSftp.fingerprint()),
                FileChannelContract.waits(Duration.ofSeconds(30))));
    }

    /**
     * Of all that goes up in a send, from the first byte of the connection to the last one, each percent is the last to arrive once;
     * in the last part, where the file gets its name and its marker, every few bytes.
     */
    @Test
    @Timeout(240)
    void aLineCutAtAnyPercentOfASendLeavesAWholeFileOrNone() throws IOException {
        byte[] content = new byte[100_000];
        new Random(7).nextBytes(content);
        Path small = Files.write(folder.resolve("small"), content);
        Path root = Files.createDirectory(folder.resolve("root"));
        Path in = Files.createDirectory(root.resolve("in"));
        FileSettings settings = new FileSettings(
                "/in", null, null, ".part", ".ok", null, FileSettings.Proof.READ_BACK, null, Wrapping.NONE);
        Set<Long> lookedAt = ConcurrentHashMap.newKeySet();
        try (LoopbackSftp server = new LoopbackSftp(root);
                ConnectorRuntime runtime = new ConnectorRuntime(Registries.shipped(), record -> List.of());
                CutLine line = new CutLine(server.url().getPort())) {
            server.plant((step, name, session) -> {
                if (Files.exists(in.resolve(NAME))) {
                    lookedAt.add(Files.mismatch(in.resolve(NAME), small));
                }
            });
            URI url = URI.create("sftp://127.0.0.1:" + line.port() + "/");
            line.peace();
            assertThat(connect(runtime, url, settings).deliver(manifest(), small))
                    .isInstanceOf(Received.class);
            long whole = line.sent();
            assertThat(whole).isGreaterThan(100_000);
            Set<String> ends = new TreeSet<>();
            Set<Long> cuts = new TreeSet<>();
            for (long percent = 1; percent < 100; percent++) {
                cuts.add(whole * percent / 100);
            }
            for (long before = 0; before < 1_000; before += 40) {
                cuts.add(whole - before);
            }
            for (long cut : cuts) {
                for (String name : names(in)) {
                    Files.delete(in.resolve(name));
                }
                RegistryConnection connection = connect(runtime, url, settings);
                line.cutAfter(cut);
                DeliveryOutcome outcome = connection.deliver(manifest(), small);
                ends.add(outcome.getClass().getSimpleName());
                boolean named = Files.exists(in.resolve(NAME));
                assertThat(outcome instanceof NotSent && named)
                        .as("byte " + cut + " of " + whole + ", and it is called not sent")
                        .isFalse();
                assertThat(outcome instanceof Received && !named)
                        .as("byte " + cut + " of " + whole + ", and it is called received")
                        .isFalse();
                line.peace();
                assertThat(connection.deliver(manifest(), small))
                        .as("byte " + cut + " of " + whole + ", then again")
                        .isInstanceOf(Received.class);
                assertThat(names(in)).as("byte " + cut + " of " + whole).containsExactly(NAME, NAME + ".ok");
                assertThat(in.resolve(NAME)).hasSameBinaryContentAs(small);
            }
            assertThat(ends).contains("NotSent", "Unknown");
            assertThat(lookedAt)
                    .as("first byte in which what lay under the name was not the package; -1 for none")
                    .containsExactly(-1L);
        }
    }
}
