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
     * Reads the table of a profile: columns {@code record}, {@code field} and {@code from}.
     *
     * @return what {@link RegistryField#from()} is, by record and field joined by a space
     * @throws IllegalStateException when the profile has no such table
     * @throws UncheckedIOException when it cannot be read
     */
    public static Map<String, List<String>> of(String profile) {
        String file = "registries/" + profile + "/origins.csv";
        Map<String, List<String>> origins = new LinkedHashMap<>();
        try (InputStream in = FieldOrigins.class.getResourceAsStream("/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + ": missing, expected what each field is made from");
            }
            try (CsvReader<NamedCsvRecord> rows =
                    CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (NamedCsvRecord row : rows) {
                    origins.put(
                            row.getField("record") + " " + row.getField("field"),
                            List.of(row.getField("from").split(" ")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
        return origins;
    }
}
