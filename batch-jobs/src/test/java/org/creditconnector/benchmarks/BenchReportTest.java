package org.creditconnector.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchReportTest {
    private static final Pattern DATA = Pattern.compile("<script id=\"data\" type=\"application/json\">(.*?)</script>");

    @TempDir
    Path directory;

    /** Two seconds to start, ten accounts a second of wall. */
    private static Series series(String name, double cpu, double database) {
        Cost start = new Cost(2, 1, 0.5, 0, 100);
        MeasuredRun run = new MeasuredRun("", new Cost(102, 1 + cpu, 0.5 + database, 0, 200), List.of());
        return new Series(name, 1_000, start, List.of(run));
    }

    private JsonNode written(List<Series> peers) throws IOException {
        BenchReport report = new BenchReport(Map.of("fsync", "on"));
        report.add(series("product", 5, 4), series("measure", 1, 2), peers, List.of());
        Matcher data = DATA.matcher(Files.readString(report.write(Path.of("benchmarks"), directory)));
        assertThat(data.find()).isTrue();
        return new JsonMapper().readTree(data.group(1)).path(0);
    }

    @Test
    void peersStandBesideProductAndMeasureInMicrosecondsAnAccount() throws IOException {
        JsonNode size = written(List.of(series("duckdb", 3, 1), series("python", 8, 2)));

        assertThat(size.path("product").path("wallPerAccount").asDouble()).isEqualTo(100_000);
        assertThat(size.path("peers").values())
                .extracting(
                        peer -> peer.path("name").asString(),
                        peer -> peer.path("program").asDouble(),
                        peer -> peer.path("database").asDouble(),
                        peer -> peer.path("wallPerAccount").asDouble())
                .containsExactly(
                        tuple("duckdb", 3_000.0, 1_000.0, 100_000.0), tuple("python", 8_000.0, 2_000.0, 100_000.0));
    }

    @Test
    void thePageNeedsNothingFromOutside() throws IOException {
        assertThat(written(List.of()).path("peers").values()).isEmpty();

        assertThat(directory.resolve("echarts.common.min.js")).isNotEmptyFile();
        assertThat(Files.readString(directory.resolve("index.html"))).doesNotContain("http://", "https://");
    }
}
