package org.creditconnector.registry;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of a registry's codes stands for which of our words: the tables {@code registries/<profile>/values/*.csv}. A word without a row
 * has no code, and what needs it is left out, for the checks to name. Thread-safe.
 */
public final class CodeTables {
    private static final List<String> COLUMNS = List.of("ours", "for", "code", "why");

    private final String folder;
    private final Map<String, Map<String, String>> tables = new ConcurrentHashMap<>();

    /** @param profile name of the folder under {@code registries/} */
    public CodeTables(String profile) {
        this.folder = "registries/" + profile + "/values/";
    }

    /** The code of a word that has the same one everywhere; null when there is none. */
    public @Nullable String code(String table, @Nullable Object ours) {
        return code(table, ours, "");
    }

    /**
     * The code of a word under a condition, e.g. an account type.
     *
     * @param ours the word; null finds the row of what is not known
     * @return null when there is no row
     */
    public @Nullable String code(String table, @Nullable Object ours, String under) {
        String word = ours == null ? "" : ours.toString();
        Map<String, String> rows = tables.computeIfAbsent(table, this::read);
        String exact = rows.get(word + "|" + under);
        return exact != null ? exact : rows.get(word + "|");
    }

    private Map<String, String> read(String table) {
        String file = folder + table + ".csv";
        try (InputStream in = CodeTables.class.getResourceAsStream("/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + ": missing");
            }
            Map<String, String> rows = new HashMap<>();
            try (CsvReader<NamedCsvRecord> lines =
                    CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (NamedCsvRecord line : lines) {
                    if (!line.getHeader().equals(COLUMNS)) {
                        throw new IllegalStateException(
                                file + ": columns " + line.getHeader() + ", expected " + COLUMNS);
                    }
                    for (String under : line.getField("for").split(" ", -1)) {
                        String key = line.getField("ours") + "|" + under;
                        if (rows.put(key, line.getField("code")) != null) {
                            throw new IllegalStateException(
                                    file + ":" + line.getStartingLineNumber() + ": " + key + " stands twice");
                        }
                    }
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }
}
