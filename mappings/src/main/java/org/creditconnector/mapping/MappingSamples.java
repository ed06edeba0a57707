package org.creditconnector.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.yaml.InvalidDocumentException;
import org.creditconnector.yaml.Problems;
import org.creditconnector.yaml.YamlDocument;
import org.creditconnector.yaml.YamlMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs the sample of a source folder through the same code as the night and compares: {@code sample/<query>.csv} are the rows,
 * {@code sample/sample.yaml} says lender and business date, {@code sample/expected/<account key>.json} is the record of each account
 * that is not held, {@code sample/expected/findings.csv} every finding.
 */
public final class MappingSamples {
    private static final String EXPECTED = "sample/expected/";
    private static final String ACCEPTED = "sample/accepted.csv";
    private static final String FINDINGS = EXPECTED + "findings.csv";

    private MappingSamples() {}

    /**
     * One difference.
     *
     * @param file expected file
     * @param path field, or line of the findings
     * @param expected what the file says, null where it says nothing
     * @param actual what the mapping gives, null where it gives nothing
     */
    public record Difference(
            String file,
            String path,
            @Nullable String expected,
            @Nullable String actual) {
        /** One line for a person, with the values masked by the class of their field. */
        public String render() {
            String before = shown(expected);
            String after = shown(actual);
            return file + " " + place() + ": expected " + before + ", got "
                    + (before.equals(after) ? "another value" : after);
        }

        /** The path as records have it: {@code repayments[0].amount}. */
        private String place() {
            return file.endsWith(".json") ? path.replaceAll("\\.([0-9]+)(?=\\.|$)", "[$1]") : path;
        }

        private String shown(@Nullable String value) {
            if (value == null) {
                return "nothing";
            }
            RecordFields.RecordField field = file.endsWith(".json") ? RecordFields.at(place()) : null;
            return field == null ? value : new TracedValue(value, field.dataClass()).shown();
        }
    }

    /**
     * What came out.
     *
     * @param accounts accounts of the sample; zero where the folder has none
     * @param held how many of them are held by a finding
     * @param files how many files were compared: a record of each account, and the findings
     * @param differences all differences, none when the sample passes
     */
    public record Result(int accounts, int held, int files, List<Difference> differences) {
        /** How many files are as expected. */
        public long passed() {
            return files - differences.stream().map(Difference::file).distinct().count();
        }
    }

    /**
     * Runs and compares.
     *
     * @throws InvalidDocumentException when the sample itself cannot be read
     */
    public static Result run(SourceMapping mapping) {
        if (!exists(mapping)) {
            return new Result(0, 0, 0, List.of());
        }
        Problems problems = new Problems();
        List<MappedAccount> mapped = map(mapping);
        SortedMap<String, String> actual = files(mapped);
        List<Difference> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(actual.keySet());
        mapping.folder().files().stream()
                .filter(file -> file.startsWith(EXPECTED))
                .forEach(names::add);
        for (String name : names) {
            String expected =
                    mapping.folder().files().contains(name) ? mapping.folder().text(name, problems) : null;
            compare(name, expected, actual.get(name), differences);
        }
        problems.throwIfAny();
        int held = (int)
                mapped.stream().filter(account -> account.record() == null).count();
        return new Result(mapped.size(), held, names.size(), differences);
    }

    /**
     * Writes what comes out as what is expected from now on, and who took it and why into {@code sample/accepted.csv}. The differences
     * become a change that somebody reviews.
     *
     * @param day when
     * @param author who takes it
     * @param reason why
     * @return the files that changed, sorted; none where nothing differs, and then nothing is written
     * @throws IllegalArgumentException when the folder did not come from a directory
     */
    public static List<String> accept(SourceMapping mapping, LocalDate day, String author, String reason) {
        Path directory = mapping.folder().directory();
        if (directory == null) {
            throw new IllegalArgumentException("the folder " + mapping.name() + " was not read from a directory");
        }
        SortedMap<String, String> actual = files(map(mapping));
        List<String> changed = new ArrayList<>();
        try {
            for (String old : mapping.folder().files()) {
                if (old.startsWith(EXPECTED) && !actual.containsKey(old)) {
                    Files.delete(directory.resolve(old));
                    changed.add(old);
                }
            }
            Files.createDirectories(directory.resolve(EXPECTED));
            for (Map.Entry<String, String> file : actual.entrySet()) {
                Path path = directory.resolve(file.getKey());
                if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
                    Files.writeString(path, file.getValue());
                    changed.add(file.getKey());
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write the expected files of " + mapping.name(), unwritable);
        }
        if (!changed.isEmpty()) {
            note(directory.resolve(ACCEPTED), day, author, reason, mapping.version(), changed);
        }
        return changed;
    }

    private static void note(
            Path file, LocalDate day, String author, String reason, String version, List<String> changed) {
        try {
            boolean first = !Files.exists(file);
            StringWriter line = new StringWriter();
            try (CsvWriter csv = CsvWriter.builder()
                    .lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF)
                    .build(line)) {
                if (first) {
                    csv.writeRecord("day", "author", "reason", "version", "files");
                }
                csv.writeRecord(day.toString(), author, reason, version, String.join(" ", changed));
            }
            Files.writeString(file, line.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write " + file, unwritable);
        }
    }

    /** Whether the folder has a sample. */
    public static boolean exists(SourceMapping mapping) {
        return mapping.folder().files().stream().anyMatch(file -> file.startsWith("sample/"));
    }

    /**
     * The rows of a sample and what its run is.
     *
     * @param accounts in the order of {@code accounts.csv}
     * @param shapes columns by query
     * @param run lender and dates as {@code sample.yaml} has them
     */
    public record Rows(List<SourceAccount> accounts, Map<String, RowShape> shapes, MappingRun run) {
        /** Never shows values. */
        @Override
        public String toString() {
            return accounts.size() + " accounts of a sample";
        }
    }

    /**
     * Reads the sample's rows.
     *
     * @throws InvalidDocumentException when the sample cannot be read
     */
    public static Rows rows(SourceMapping mapping) {
        Problems problems = new Problems();
        String file = "sample/sample.yaml";
        String text = mapping.folder().text(file, problems);
        problems.throwIfAny();
        YamlMap settings =
                YamlDocument.read(mapping.folder().shown(file), java.util.Objects.requireNonNull(text), problems);
        String lender = settings.textOr("lender", "SAMPLE");
        LocalDate businessDate = settings.date("business-date");
        settings.finish();
        SampleRows rows = SampleRows.read(mapping, problems);
        List<SourceAccount> accounts = rows.accounts(mapping.rangeKey());
        problems.throwIfAny();
        return new Rows(
                accounts,
                rows.shapes(),
                new MappingRun(lender, "sample", mapping.asOf(businessDate), businessDate, ""));
    }

    /** Columns of the sample's files by query; without those that are not there or cannot be read. */
    public static Map<String, RowShape> shapes(SourceMapping mapping) {
        return SampleRows.read(mapping, new Problems()).shapes();
    }

    /** Maps the sample's accounts, in the order of {@code accounts.csv}. */
    public static List<MappedAccount> map(SourceMapping mapping) {
        Rows rows = rows(mapping);
        BoundMapping bound = mapping.bind(rows.shapes());
        return rows.accounts().stream()
                .map(account -> bound.map(account, rows.run()))
                .toList();
    }

    private static SortedMap<String, String> files(List<MappedAccount> mapped) {
        SortedMap<String, String> files = new TreeMap<>();
        StringWriter findings = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF)
                .build(findings)) {
            csv.writeRecord("account", "rule", "severity", "path", "value", "position", "message");
            for (MappedAccount account : mapped) {
                CreditRecord record = account.record();
                if (record != null) {
                    // The version changes with every line of the folder; a sample is about values.
                    record.setLineage(null);
                    files.put(EXPECTED + fileName(account.accountKey()), RecordJson.write(record));
                }
                for (Finding finding : account.findings()) {
                    csv.writeRecord(
                            account.accountKey(),
                            finding.getRuleId(),
                            finding.getSeverity().name(),
                            finding.getPath(),
                            finding.getMaskedValue(),
                            finding.getPosition(),
                            finding.getMessage());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        files.put(FINDINGS, findings.toString());
        return files;
    }

    /** Keys may hold characters that file names cannot. */
    private static String fileName(String accountKey) {
        return accountKey.replaceAll("[^A-Za-z0-9._-]", "_") + ".json";
    }

    private static void compare(
            String name, @Nullable String expected, @Nullable String actual, List<Difference> differences) {
        if (expected == null || actual == null) {
            differences.add(new Difference(
                    name, "(file)", expected == null ? null : "a file", actual == null ? null : "a file"));
            return;
        }
        Map<String, String> left = name.endsWith(".json") ? flat(name, expected) : lines(expected);
        Map<String, String> right = name.endsWith(".json") ? flat(name, actual) : lines(actual);
        TreeMap<String, String> all = new TreeMap<>(left);
        all.putAll(right);
        for (String path : all.keySet()) {
            String before = left.get(path);
            String after = right.get(path);
            if (before == null || !before.equals(after)) {
                differences.add(new Difference(name, path, before, after));
            }
        }
    }

    private static Map<String, String> lines(String text) {
        Map<String, String> lines = new TreeMap<>();
        for (String line : text.lines().toList()) {
            lines.put(line, "the line");
        }
        return lines;
    }

    /** JSON as values by path. */
    private static Map<String, String> flat(String name, String json) {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                JsonToken token = parser.currentToken();
                if (token.isScalarValue()) {
                    values.put(
                            parser.getParsingContext()
                                    .pathAsPointer()
                                    .toString()
                                    .substring(1)
                                    .replace('/', '.'),
                            parser.getText());
                }
            }
        } catch (IOException broken) {
            throw new InvalidDocumentException(List.of(new org.creditconnector.yaml.Problem(
                    MappingRule.MAP_SAMPLE.id(), name, 0, 0, "", "not JSON: " + broken.getMessage())));
        }
        return values;
    }
}
