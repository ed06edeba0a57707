package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README tells what there is: every page, fault and control, and its sample page can be played. */
class ReadmeTest {
    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static List<String> firstCells(String heading) throws IOException {
        String text = readme();
        String table = text.substring(text.indexOf(heading)).split("\n\n")[0];
        return Pattern.compile("(?m)^\\| `([^`]+)` \\|")
                .matcher(table)
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    @Test
    void everyPackagedPageIsInTheTable() throws IOException {
        assertThat(firstCells("| page |")).containsExactlyInAnyOrderElementsOf(Scenarios.NAMES);
    }

    @Test
    void everyFaultIsInTheTable() throws IOException {
        assertThat(firstCells("| `do` |").stream().filter(action -> !action.equals("do")))
                .containsExactlyElementsOf(
                        Arrays.stream(FaultAction.values()).map(FaultAction::id).toList());
    }

    @Test
    void theSamplePageCanBePlayed() throws IOException {
        MatchResult sample = Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(readme())
                .results()
                .findFirst()
                .orElseThrow();
        Scenario scenario = ScenarioReader.read("sample", "README.md", sample.group(1));
        assertThat(scenario.faults()).hasSize(1);
        assertThat(scenario.rejects()).hasSize(1);
    }

    /** The JSON that a row of the table begins to explain, or nothing. */
    private static String sampleBody(String call) throws IOException {
        return Pattern.compile("(?m)^\\| `" + Pattern.quote(call) + "` \\| `(\\{.*?\\})`[:,]")
                .matcher(readme())
                .results()
                .map(row -> row.group(1))
                .findFirst()
                .orElse("");
    }

    @Test
    void everyControlAnswers() throws IOException {
        try (MockRegistry registry = MockRegistry.start()) {
            var client = new TestClient(registry);
            client.put(TestPackage.of(1, TestItem.report("i1", "52", "2026-01-31", 1)));
            for (String call : firstCells("| request |")) {
                String[] parts = call.split(" ");
                int status = switch (parts[0]) {
                    case "GET" -> client.get(parts[1].replace("=N", "=1")).status();
                    case "POST" ->
                        client.send(client.request(parts[1])
                                        .POST(HttpRequest.BodyPublishers.ofString(sampleBody(call))))
                                .status();
                    default ->
                        client.put(parts[1], parts[1].endsWith("clock") ? "{\"advance\": \"6h\"}" : "late-feedback")
                                .status();
                };
                assertThat(status).as(call).isEqualTo(200);
            }
        }
    }
}
