package org.creditconnector.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.PeriodState;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file of {@code src/test/resources/history} is a case; its figures were worked out by hand. */
class HandWorkedHistoriesTest {
    private static final Path CASES = Path.of("src/test/resources/history");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(CASES)) {
            files = found.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(10);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static void check(Path file) {
        HistoryCase history = HistoryCase.read(file);
        DerivedRecord derived = HistoryDerivation.derive(history.facts());
        CreditRecord record = derived.record();

        assertThat(record.getMonths()).hasSameSizeAs(history.months());
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < history.months().size(); i++) {
            actual.add(HistoryCase.figures(
                    record.getMonths().get(i), history.months().get(i)));
        }
        assertThat(actual).containsExactlyElementsOf(history.months());
        PeriodState last = record.getMonths().get(record.getMonths().size() - 1);
        assertThat(record.getPosition()).isEqualTo(last);
        assertThat(derived.findings().stream().map(Finding::getRuleId)).containsExactlyElementsOf(history.findings());
    }
}
