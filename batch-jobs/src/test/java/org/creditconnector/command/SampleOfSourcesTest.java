package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mapping sample} of a whole lender, by files and by a database: none of all its persons is in what comes out. */
class SampleOfSourcesTest {
    private static final int SHORTEST = 4;

    @TempDir
    Path home;

    private Terminal terminal;

    @BeforeEach
    void start() {
        terminal = new Terminal(home);
    }

    @Test
    void ofTheFilesOfALenderNoPersonIsLeft() throws Exception {
        Path data = home.resolve("data");
        terminal.run("generate", "--out", data.toString(), "--accounts", "300", "--companies", "20");
        assertThat(terminal.exit()).as(terminal.err()).isZero();
        Path folder = folder("synthetic");
        StringBuilder files = new StringBuilder();
        String mapping = Files.readString(folder.resolve("mapping.yaml"));
        for (Path file : listed(data)) {
            String table = file.getFileName().toString().replace(".csv", "");
            if (mapping.contains("\n    " + table + ":")) {
                files.append("      ").append(table).append(": '").append(file).append("'\n");
            }
        }
        configure("    mapping: synthetic\n    files:\n" + files);

        sampled("2024-06-30");

        List<String> written = written(folder);
        Set<String> persons = persons(data.resolve("customers.csv"));
        assertThat(persons).hasSizeGreaterThan(500);
        for (String value : persons) {
            assertThat(written).as(value).noneMatch(text -> text.contains(value));
        }
        assertThat(String.join("\n", written)).contains("@example.com", "某", "990101");
    }

    @Test
    void ofADatabaseNoPersonIsLeft() throws Exception {
        Path folder = folder("fineract");
        String url =
                DemoLender.in(Files.createDirectory(home.resolve("lender"))).fineractUrl();
        configure("    mapping: fineract\n    url: '" + url + "'\n    user: sa\n");

        sampled(null);

        Set<String> persons = new HashSet<>();
        try (Connection lender = DriverManager.getConnection(url, "sa", "");
                Statement statement = lender.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select display_name from m_client union" + " select document_key from m_client_identifier")) {
            while (rows.next()) {
                String value = rows.getString(1);
                if (value != null && value.length() >= SHORTEST) {
                    persons.add(value);
                }
            }
        }
        assertThat(persons).hasSizeGreaterThan(10);
        for (String value : persons) {
            assertThat(written(folder)).as(value).noneMatch(text -> text.contains(value));
        }
    }

    /** Sampled, accepted and quiet: what the source maps to, the sample maps to. */
    private void sampled(String date) {
        List<String> words = new ArrayList<>(List.of("mapping", "sample", "lender", "--accounts", "12"));
        if (date != null) {
            words.addAll(List.of("--date", date));
        }
        terminal.run(words.toArray(String[]::new));
        assertThat(terminal.exit()).as(terminal.err()).isZero();
        long held = terminal.out()
                .lines()
                .filter(line -> line.contains("held MAP-"))
                .count();
        terminal.run("mapping", "test", "lender", "--accept", "--author", "Ada", "--reason", "first");
        assertThat(terminal.out()).contains(": 12 accounts, ");
        assertThat(terminal.out().replaceAll("(?s).*12 accounts, ([0-9]+) held.*", "$1"))
                .satisfies(count -> assertThat(Long.parseLong(count)).isGreaterThanOrEqualTo(held));
        terminal.run("mapping", "test", "lender");
        assertThat(terminal.out()).contains(" 0 differences");
    }

    private static Set<String> persons(Path customers) throws IOException {
        Set<String> values = new HashSet<>();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(customers)) {
            csv.forEach(row -> {
                for (String column : row.getHeader()) {
                    String value = row.getField(column);
                    if (column.matches(".*(name|id_number|mobile|phone|email|address|customer_no).*")
                            && value.length() >= SHORTEST - 1) {
                        values.add(value);
                    }
                }
            });
        }
        return values;
    }

    private Path folder(String name) throws IOException {
        Path from = Path.of("..", "mappings", "sources", name);
        Path to = home.resolve("sources").resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(file);
                if (!relative.startsWith("sample")) {
                    Path target = to.resolve(relative);
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    private void configure(String source) throws IOException {
        Files.writeString(
                home.resolve("credit-connector.yaml"),
                "lender: {code: L1, name: Lender, time-zone: UTC}\nsource-folders: ['" + home.resolve("sources")
                        + "']\nsources:\n  lender:\n" + source
                        + "targets:\n  registry: {profile: registry-api, url: \"http://127.0.0.1:1/\"}\n");
    }

    private static List<Path> listed(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> written(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("sample"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
