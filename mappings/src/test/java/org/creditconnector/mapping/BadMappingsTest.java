package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.rules.RecordRules;
import org.creditconnector.yaml.InvalidDocumentException;
import org.creditconnector.yaml.Problem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files of {@code bad-mappings} hold mistakes in the README's example, in the folder and in its rows, each with every line that
 * a person then sees (see {@link BadCase}). {@code -Dsamples.update=true} writes what comes out; the change is then read as a
 * difference of files.
 */
class BadMappingsTest {
    private static final Path CORPUS = Path.of("src/test/resources/bad-mappings");
    /** {@code CODE file:line:column field: message}; a problem about a whole file has no line. */
    private static final Pattern PROBLEM =
            Pattern.compile("[A-Z]+(-[A-Z]+)+ village-bank/[^ :]+(:[0-9]+(:[0-9]+)?)?( .+?)?: .{10,}");
    /** {@code CODE account file:line path value: message}. */
    private static final Pattern FINDING =
            Pattern.compile("[A-Z]+(-[A-Z]+)+ (ERROR|WARNING|INFO) [^ ]+ [^ ]+:[0-9]+ [^ ]+ [^:]+: .{10,}");

    private static List<String> quiet = List.of();

    static List<BadCase> cases() throws IOException {
        return BadCase.all(CORPUS);
    }

    @BeforeAll
    static void whatTheExampleSaysAnyway() {
        quiet = seen(ReadmeFolder.files());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMistakeIsToldWithItsPlaceAndWhatToDo(BadCase mistake) {
        List<String> found = told(mistake);
        assertThat(found).isEqualTo(mistake.expected());
        assertThat(found)
                .allSatisfy(line -> assertThat(PROBLEM.matcher(line).matches()
                                || FINDING.matcher(line).matches())
                        .as(line)
                        .isTrue());
    }

    @Test
    void updateWritesWhatComesOut() throws IOException {
        if (!Boolean.getBoolean("samples.update")) {
            return;
        }
        Map<Path, StringBuilder> files = new LinkedHashMap<>();
        for (BadCase mistake : cases()) {
            files.computeIfAbsent(mistake.file(), file -> new StringBuilder())
                    .append(mistake.written(told(mistake)))
                    .append('\n');
        }
        for (var file : files.entrySet()) {
            Files.writeString(file.getKey(), file.getValue().toString().stripTrailing() + "\n");
        }
    }

    @Test
    void theCorpusHoldsThreeHundredMistakesOfDifferentNames() throws IOException {
        List<BadCase> cases = cases();
        Set<String> names = new HashSet<>();
        assertThat(cases)
                .allSatisfy(mistake -> assertThat(names.add(mistake.toString()))
                        .as("%s stands twice", mistake)
                        .isTrue());
        assertThat(cases.stream().filter(mistake -> !mistake.expected().isEmpty()))
                .hasSizeGreaterThanOrEqualTo(300);
    }

    @Test
    void everyCodeOfTheLanguageHasAMistake() throws IOException {
        Set<String> seen = new HashSet<>();
        cases().forEach(mistake -> mistake.expected().forEach(line -> seen.add(line.split(" ", 2)[0])));
        for (MappingRule rule : MappingRule.values()) {
            assertThat(seen.contains(rule.id()))
                    .as("a mistake that gives %s", rule.id())
                    .isTrue();
        }
    }

    private static List<String> told(BadCase mistake) {
        List<String> found = new ArrayList<>(seen(mistake.files()));
        found.removeAll(quiet);
        return found;
    }

    /** Every problem, else every finding of the sample, by the mapping and by the rules of the record. */
    private static List<String> seen(SortedMap<String, String> files) {
        try {
            SourceMapping mapping = SourceMapping.load(SourceFolder.of(ReadmeFolder.NAME, files));
            List<String> lines = new ArrayList<>();
            for (MappedAccount account : MappingSamples.map(mapping)) {
                account.findings().forEach(finding -> lines.add(line(finding)));
                CreditRecord record = account.record();
                if (record != null) {
                    RecordRules.check(record).forEach(finding -> lines.add(line(finding)));
                }
            }
            return lines;
        } catch (InvalidDocumentException refused) {
            return refused.problems().stream().map(Problem::render).toList();
        }
    }

    private static String line(Finding finding) {
        return finding.getRuleId() + " " + finding.getSeverity() + " " + finding.getAccountKey() + " "
                + finding.getPosition() + " " + (finding.getPath().isEmpty() ? "-" : finding.getPath()) + " "
                + (finding.getMaskedValue() == null ? "nothing" : finding.getMaskedValue()) + ": "
                + finding.getMessage();
    }
}
