package org.creditconnector.benchmarks;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import tools.jackson.databind.json.JsonMapper;

/** The page with charts: everything in one directory, so that it can be looked at anywhere. Charts are drawn by Apache ECharts. */
final class BenchReport {
    private static final String LIBRARY = "echarts.common.min.js";

    private final Map<String, String> settings;
    private final List<Map<String, Object>> sizes = new ArrayList<>();

    BenchReport(Map<String, String> settings) {
        this.settings = settings;
    }

    /** One size: both programs, what others do in the product's place, and how the product went on. */
    void add(Series ours, Series bare, List<Series> others, List<double[]> stored) {
        Map<String, Object> size = new LinkedHashMap<>();
        size.put("accounts", ours.accounts());
        size.put("product", figures(ours));
        size.put("measure", figures(bare));
        size.put(
                "peers",
                others.stream()
                        .map(other -> Map.of(
                                "name", other.name(),
                                "program", other.perAccount(Cost::cpu),
                                "database", other.perAccount(Cost::database),
                                "wallPerAccount", other.perAccount(Cost::wall)))
                        .toList());
        size.put("stored", stored);
        size.put("wallRatios", ours.ratios(bare, Cost::wall, true));
        size.put("cpuRatios", ours.ratios(bare, Cost::work, true));
        sizes.add(size);
    }

    private static Map<String, Object> figures(Series series) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("program", series.perAccount(Cost::cpu));
        figures.put("database", series.perAccount(Cost::database));
        figures.put("wall", series.median(Cost::wall));
        figures.put("wallPerAccount", series.perAccount(Cost::wall));
        figures.put("memory", series.median(Cost::memory));
        MeasuredRun last = series.runs().get(series.runs().size() - 1);
        figures.put(
                "samples",
                last.samples().stream()
                        .map(sample -> List.of(sample.seconds(), sample.cpu(), sample.memory()))
                        .toList());
        return figures;
    }

    /**
     * Writes the page.
     *
     * @param benchmarks where the template is
     * @param directory where to write; made where it is not there
     * @return the page
     */
    Path write(Path benchmarks, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (InputStream library = library()) {
            Files.copy(library, directory.resolve(LIBRARY), StandardCopyOption.REPLACE_EXISTING);
        }
        Path page = directory.resolve("index.html");
        try (Reader template = Files.newBufferedReader(benchmarks.resolve("report.mustache"));
                Writer out = Files.newBufferedWriter(page)) {
            Mustache mustache = new DefaultMustacheFactory().compile(template, "report");
            mustache.execute(
                            out,
                            Map.of(
                                    "library", LIBRARY,
                                    "settings", rows(settings),
                                    "data", new JsonMapper().writeValueAsString(sizes)))
                    .flush();
        }
        return page;
    }

    private static List<Map<String, String>> rows(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> Map.of("name", setting.getKey(), "value", setting.getValue()))
                .toList();
    }

    private static InputStream library() throws IOException {
        Properties about = new Properties();
        String root = "/META-INF/maven/org.webjars/echarts/pom.properties";
        try (InputStream properties = BenchReport.class.getResourceAsStream(root)) {
            if (properties == null) {
                throw new IOException("BENCH-REPORT the chart library is not on the class path");
            }
            about.load(properties);
        }
        InputStream library = BenchReport.class.getResourceAsStream(
                "/META-INF/resources/webjars/echarts/" + about.getProperty("version") + "/" + LIBRARY);
        if (library == null) {
            throw new IOException("BENCH-REPORT " + LIBRARY + " is not in the chart library");
        }
        return library;
    }
}
