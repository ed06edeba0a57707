package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    @TempDir
    Path directory;

    @Test
    void theExampleOfTheReadmeGivesTheFindingsItPromises() throws Exception {
        SortedMap<String, String> files = ReadmeFolder.files();
        SourceMapping mapping = SourceMapping.load(SourceFolder.of(ReadmeFolder.NAME, files));

        MappingSamples.Result result = MappingSamples.run(mapping);

        assertThat(result.accounts()).isEqualTo(3);
        assertThat(result.held()).isEqualTo(1);
        // The README does not write the records out: only they may be new.
        assertThat(result.differences().stream().map(MappingSamples.Difference::render))
                .containsExactly(
                        "sample/expected/L-001.json (file): expected nothing, got a file",
                        "sample/expected/L-002.json (file): expected nothing, got a file");
    }

    @Test
    void updateWritesWhatTestThenAccepts() throws Exception {
        Path folder = directory.resolve(ReadmeFolder.NAME);
        for (var file : ReadmeFolder.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        SourceMapping mapping = SourceMapping.load(SourceFolder.of(folder));
        assertThat(MappingSamples.accept(mapping, LocalDate.of(2024, 4, 15), "Ada", "first"))
                .containsExactly("sample/expected/L-001.json", "sample/expected/L-002.json");

        SourceMapping again = SourceMapping.load(SourceFolder.of(folder));
        assertThat(MappingSamples.run(again).differences()).isEmpty();
        assertThat(again.version()).isEqualTo(mapping.version());

        Path payments = folder.resolve("sample/payments.csv");
        Files.writeString(payments, Files.readString(payments).replace("610.00", "600.00"));
        assertThat(MappingSamples.run(SourceMapping.load(SourceFolder.of(folder))).differences().stream()
                        .map(MappingSamples.Difference::render))
                .contains("sample/expected/L-001.json repayments[0].amount: expected ***, got another value");
    }

    @Test
    void everyStepAndEveryCodeStandsOnThePageOfTheLanguage() throws Exception {
        String page = Files.readString(Path.of("docs/language.md"));
        assertThat(Steps.names()).allSatisfy(step -> assertThat(page).containsPattern("\\| .*`" + step + "[ `].* \\|"));
        String rows = ruleRows().stream()
                .map(row -> "| " + row.get(0) + " | " + row.get(1) + " | " + row.get(2) + " |\n")
                .collect(Collectors.joining());
        assertThat(page).endsWith("| --- | --- | --- |\n" + rows);
    }

    @Test
    void theTableOfRulesAndTheCodeHaveTheSameIds() throws Exception {
        assertThat(ruleRows().stream().map(row -> row.get(0)))
                .containsExactlyElementsOf(
                        Arrays.stream(MappingRule.values()).map(MappingRule::id).toList());
    }

    private static List<List<String>> ruleRows() throws Exception {
        try (var table = ReadmeTest.class.getResourceAsStream("/rules/mapping-rules.csv")) {
            String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            try (var csv = de.siegmar.fastcsv.reader.CsvReader.builder().ofCsvRecord(text)) {
                return csv.stream().skip(1).map(line -> line.getFields()).toList();
            }
        }
    }
}
