package org.creditconnector.registry;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a profile makes each field of its registry's records from: {@code origins.csv} in its folder, which belongs to the program and not to
 * the data pack.
 */
public final class FieldOrigins {
    private FieldOrigins() {}

    /**
     * What a field is made from.
     *
     * @param from see {@link RegistryField#from()}
     * @param place file and line that say so
     */
    public record Origin(List<String> from, String place) {}

    /**
     * Reads the table of a profile: columns {@code record}, {@code field} and {@code from}.
     *
     * @return origins by record and field joined by a space
     * @throws IllegalStateException when the profile has no such table
     * @throws UncheckedIOException when it cannot be read
     */
    public static Map<String, Origin> of(String profile) {
        String file = "registries/" + profile + "/origins.csv";
        Map<String, Origin> origins = new LinkedHashMap<>();
        try (InputStream in = FieldOrigins.class.getResourceAsStream("/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + ": missing, expected what each field is made from");
            }
            try (CsvReader<NamedCsvRecord> rows =
                    CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (NamedCsvRecord row : rows) {
                    origins.put(
                            row.getField("record") + " " + row.getField("field"),
                            new Origin(
                                    List.of(row.getField("from").split(" ")),
                                    file + ":" + row.getStartingLineNumber()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
        return origins;
    }
}
