package org.creditconnector.registry;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.record.Severity;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code registries/<profile>/feedback-codes.csv}: a registry's rule codes in plain words. Where a registry's codes are unique
 * within groups of records only, two more columns say the group and whose move it is.
 */
public final class FeedbackCodes {
    private static final List<String> COLUMNS = List.of("code", "severity", "meaning", "what to do");

    private static final List<String> GROUPED = List.of("rule group", "move");

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

    /**
     * The table of a data pack that a lender put into a directory.
     *
     * @param folder the pack; the table is its {@code feedback-codes.csv}
     * @throws IllegalStateException when it is missing or broken, with file and line
     */
    public static FeedbackCodes in(Path folder) {
        Path file = folder.resolve("feedback-codes.csv");
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(file + ": missing, expected the registry's codes in plain words");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new FeedbackCodes(read(file.toString(), in));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }

    /** All codes, sorted; the few that mean different things in different groups stand as {@code group/code}. */
    public Map<String, Code> all() {
        return codes;
    }

    /**
     * A code within a group of records.
     *
     * @return null when the table has no such code
     */
    public @Nullable Code find(String group, String code) {
        Code own = codes.get(group + "/" + code);
        return own == null ? codes.get(code) : own;
    }

    private static Map<String, Code> read(String file, InputStream in) throws IOException {
        Map<String, Code> codes = new TreeMap<>();
        Map<String, String> groupOf = new HashMap<>();
        List<String> grouped = new ArrayList<>(COLUMNS);
        grouped.addAll(GROUPED);
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                String place = file + ":" + row.getStartingLineNumber();
                boolean inGroups = row.getHeader().equals(grouped);
                if (!inGroups && !row.getHeader().equals(COLUMNS)) {
                    throw new IllegalStateException(place + ": columns " + row.getHeader() + ", expected " + COLUMNS
                            + " and perhaps " + GROUPED);
                }
                Code code = new Code(
                        severity(place, row.getField("severity")),
                        row.getField("meaning"),
                        row.getField("what to do"),
                        inGroups ? move(place, row.getField("move")) : null);
                put(codes, groupOf, inGroups ? row.getField("rule group") : "", row.getField("code"), code, place);
            }
        }
        return codes;
    }

    private static void put(
            Map<String, Code> codes, Map<String, String> groupOf, String group, String name, Code code, String place) {
        String first = groupOf.putIfAbsent(name, group);
        if (first == null) {
            codes.put(name, code);
            return;
        }
        Code plain = codes.remove(name);
        if (plain != null) {
            codes.put(first + "/" + name, plain);
        }
        if (codes.put(group + "/" + name, code) != null) {
            throw new IllegalStateException(place + ": code " + name + " stands twice");
        }
    }

    private static Move move(String place, String word) {
        return switch (word) {
            case "data" -> Move.DATA;
            case "sequence" -> Move.SEQUENCE;
            case "structure" -> Move.STRUCTURE;
            default ->
                throw new IllegalStateException(place + ": move '" + word + "', expected data, sequence or structure");
        };
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
     * @param move whose move it is; null where the table does not say
     */
    public record Code(
            Severity severity,
            String meaning,
            String whatToDo,
            @Nullable Move move) {}

    /** Whose move it is after a refusal. */
    public enum Move {
        /** Somebody corrects the lender's data or the mapping. */
        DATA,
        /** What is on file and what was sent are in the wrong order: correct, delete or wait. */
        SEQUENCE,
        /** The connector built it wrongly: a bug or a wrong setting. */
        STRUCTURE
    }
}
