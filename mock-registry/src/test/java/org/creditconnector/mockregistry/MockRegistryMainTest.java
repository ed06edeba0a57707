package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line: what stands on stdout, what on stderr, and the exit codes. */
class MockRegistryMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> seen = new ArrayList<>();

    private int run(String... args) {
        return MockRegistryMain.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                mock -> {
                    var client = new TestClient(mock);
                    client.put(TestPackage.of(1));
                    seen.add(mock.port() + " "
                            + client.get("/v1/feedback").json().path("feedback").size() + " " + mock.now());
                });
    }

    @Test
    void itSaysOnOneLineWhenItIsReady() {
        assertThat(run("--scenario", "all-accepted", "--clock", "2026-01-31T22:00:00Z"))
                .isZero();
        String port = seen.get(0).split(" ")[0];
        assertThat(seen).containsExactly(port + " 1 2026-01-31T22:00:00Z");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("mock registry ready on http://127.0.0.1:" + port + " scenario all-accepted\n");
        assertThat(err.size()).isZero();
    }

    @Test
    void theDelayOfTheCommandLineReplacesThatOfThePage(@TempDir Path folder) throws Exception {
        Path page = Files.writeString(folder.resolve("mine.yaml"), "description: x\n");
        assertThat(run("--scenario", page.toString(), "--feedback-delay", "1h")).isZero();
        assertThat(seen).singleElement().asString().contains(" 0 ");
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith(" scenario mine\n");
    }

    @Test
    void propertiesOfAClusterNeedACluster() {
        assertThat(run("--kafka-config", "client.properties")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("mock-registry: --kafka-config needs --kafka\n");
        assertThat(run("--kafka", "127.0.0.1:1", "--kafka-config", "nowhere.properties"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("mock-registry: --kafka: the file nowhere.properties cannot be read, ");
    }

    @Test
    void aTakenPortIsToldOnOneLine() {
        try (MockRegistry other = MockRegistry.start()) {
            assertThat(run("--port", Integer.toString(other.port()))).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo("mock-registry: cannot listen on 127.0.0.1 port " + other.port()
                            + ", is something else there?\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port;x | Invalid value for option '--port': 'x' is not an int; see --help",
                "--port;70000 | --port is 70000, expected 0 to 65535",
                "--clock;today | Invalid value for option '--clock': is today, expected an instant such as 2026-01-31T22:00:00Z; see --help",
                "--feedback-delay;soon | Invalid value for option '--feedback-delay': is soon, expected a duration such as 0, 500ms, 30s, 15m, 6h, 2d or PT6H; see --help",
                "--scenrio;x | Unknown options: '--scenrio', 'x'; see --help",
                "--scenario;no/such.yaml | --scenario: the scenario file no/such.yaml cannot be read: NoSuchFileException"
            })
    void aWrongOptionIsToldOnOneLine(String args, String sentence) {
        assertThat(run(args.split(";"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("mock-registry: " + sentence + "\n");
        assertThat(out.size()).isZero();
        assertThat(seen).isEmpty();
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("--port", "--bind", "--scenario", "--feedback-delay", "--clock", "--forget-records");
    }
}
