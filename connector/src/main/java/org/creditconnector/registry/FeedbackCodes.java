package org.creditconnector.registry;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.record.Severity;

/** The table {@code registries/<profile>/feedback-codes.csv}: a registry's rule codes in plain words. */
public final class FeedbackCodes {
    private static final List<String> COLUMNS = List.of("code", "severity", "meaning", "what to do");

    private final Map<String, Code> codes;

    private FeedbackCodes(Map<String, Code> codes) {
        this.codes = Collections.unmodifiableMap(codes);
    }

    /**
     * The table of a profile.
     *
     * @throws IllegalStateException when it is missing or broken, with file and line
     */
    public static FeedbackCodes of(String profile) {
        String file = "registries/" + profile + "/feedback-codes.csv";
        try (InputStream in = FeedbackCodes.class.getResourceAsStream("/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + ": missing, expected the registry's codes in plain words");
            }
            return new FeedbackCodes(read(file, in));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }

    /** All codes, sorted. */
    public Map<String, Code> all() {
        return codes;
    }

    private static Map<String, Code> read(String file, InputStream in) throws IOException {
        Map<String, Code> codes = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                String place = file + ":" + row.getStartingLineNumber();
                if (!row.getHeader().equals(COLUMNS)) {
                    throw new IllegalStateException(place + ": columns " + row.getHeader() + ", expected " + COLUMNS);
                }
                Code code = new Code(
                        severity(place, row.getField("severity")), row.getField("meaning"), row.getField("what to do"));
                if (codes.put(row.getField("code"), code) != null) {
                    throw new IllegalStateException(place + ": code " + row.getField("code") + " stands twice");
                }
            }
        }
        return codes;
    }

    private static Severity severity(String place, String word) {
        return switch (word) {
            case "error" -> Severity.ERROR;
            case "warning" -> Severity.WARNING;
            default -> throw new IllegalStateException(place + ": severity '" + word + "', expected error or warning");
        };
    }

    /**
     * One code.
     *
     * @param severity what it does to the item
     * @param meaning what it says, one clause without a full stop
     * @param whatToDo what a person does about it, one clause without a full stop
     */
    public record Code(Severity severity, String meaning, String whatToDo) {}
}
