package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.digest.Sha256;
import org.creditconnector.history.DerivedRecord;
import org.creditconnector.history.HistoryCase;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.rules.RecordRules;
import org.creditconnector.rules.RuleCases;
import org.junit.jupiter.api.Test;

/**
 * What steps, derivation and rules make of the same input stays the same as long as {@link RecordMaking#VERSION} does. The file holds
 * a line for each input: version, name, digest of the input, digest of what came out of it. {@code -Dupdate.golden=true} writes lines
 * for new inputs and for a new version, and never another output for the same version and input.
 */
class RecordMakingTest {
    private static final Path WRITTEN = Path.of("src/test/resources/making/outputs.txt");
    private static final int DIGITS = 16;

    /** What came out of one input. */
    private record Output(String name, String input, String output) {
        String head() {
            return RecordMaking.VERSION + " " + name + " " + input;
        }
    }

    @Test
    void anotherOutputOfTheSameInputNeedsAnotherVersion() throws IOException {
        Map<String, String> written = new TreeMap<>();
        for (String line : Files.exists(WRITTEN) ? Files.readAllLines(WRITTEN) : List.<String>of()) {
            written.put(line.substring(0, line.lastIndexOf(' ')), line.substring(line.lastIndexOf(' ') + 1));
        }
        List<String> fresh = new ArrayList<>();
        List<Output> outputs = outputs();
        assertThat(outputs).hasSizeGreaterThan(100);
        for (Output one : outputs) {
            String before = written.get(one.head());
            if (before != null && !before.equals(one.output())) {
                fail(
                        "steps, derivation or rules make something else of %s than version %d did: add one to RecordMaking.VERSION,"
                                + " so that runs of before are told apart, then write the outputs with -Dupdate.golden=true",
                        one.name(), RecordMaking.VERSION);
            }
            fresh.add(one.head() + " " + one.output());
        }
        if (Boolean.getBoolean("update.golden")) {
            Files.createDirectories(WRITTEN.getParent());
            Files.write(WRITTEN, fresh);
        }
        assertThat(Files.readAllLines(WRITTEN))
                .as("inputs or the version have changed: write the outputs with -Dupdate.golden=true")
                .isEqualTo(fresh);
    }

    @Test
    void thePinNamesTheVersionAndTheRules() {
        assertThat(RecordMaking.pin())
                .startsWith(RecordMaking.VERSION + "-")
                .matches("[0-9]+-[0-9a-f]{16}")
                .isEqualTo(RecordMaking.pin());
    }

    private static List<Output> outputs() throws IOException {
        List<Output> outputs = new ArrayList<>();
        for (Path file : files("src/test/resources/history")) {
            DerivedRecord derived =
                    HistoryDerivation.derive(HistoryCase.read(file).facts());
            outputs.add(output(
                    "history/" + file.getFileName(),
                    Files.readString(file),
                    text(derived.record()) + found(derived.findings()) + found(RecordRules.check(derived.record()))));
        }
        RuleCases.all().forEach((rule, planted) -> {
            for (Map.Entry<String, CreditRecord> one : Map.of(
                            "right", RuleCases.changed(planted.right()), "wrong", RuleCases.changed(planted.wrong()))
                    .entrySet()) {
                outputs.add(output(
                        "rules/" + rule + "/" + one.getKey(),
                        text(one.getValue()),
                        found(RecordRules.check(one.getValue()))));
            }
        });
        for (Path folder : files("sources")) {
            SourceMapping mapping = SourceMapping.load(SourceFolder.of(folder));
            StringBuilder rows = new StringBuilder(mapping.folder().version());
            for (Path file : files(folder.resolve("sample").toString())) {
                rows.append(Files.isRegularFile(file) ? Sha256.hex(Files.readString(file)) : "");
            }
            for (MappedAccount account : MappingSamples.map(mapping)) {
                outputs.add(output(
                        folder.getFileName() + "/" + account.accountKey(),
                        rows.toString(),
                        (account.record() == null ? "" : text(account.record())) + found(account.findings())));
            }
        }
        outputs.sort((one, other) -> one.name().compareTo(other.name()));
        return outputs;
    }

    private static List<Path> files(String directory) throws IOException {
        try (Stream<Path> found = Files.list(Path.of(directory))) {
            return found.sorted().toList();
        }
    }

    private static Output output(String name, String input, String output) {
        return new Output(
                name, Sha256.hex(input).substring(0, DIGITS), Sha256.hex(output).substring(0, DIGITS));
    }

    private static String found(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        findings.forEach(finding -> text.append(finding.getRuleId())
                .append(' ')
                .append(finding.getSeverity())
                .append(' ')
                .append(finding.getPath())
                .append('\n'));
        return text.toString();
    }

    /** Every value that is there, without lineage: a field that is added to the schema changes nothing as long as nobody fills it. */
    private static String text(CreditRecord record) {
        StringBuilder text = new StringBuilder();
        value("", record, text);
        return text.toString();
    }

    private static void value(String path, Object value, StringBuilder text) {
        if (value instanceof IndexedRecord section) {
            for (Schema.Field field : section.getSchema().getFields()) {
                if (!path.isEmpty() || !field.name().equals("lineage")) {
                    value(path.isEmpty() ? field.name() : path + "." + field.name(), section.get(field.pos()), text);
                }
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                value(path + "[" + i + "]", list.get(i), text);
            }
        } else if (value != null) {
            text.append(path).append('=').append(value).append('\n');
        }
    }
}
