package org.creditconnector.registry;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.creditconnector.record.Severity;

/** Rules of a profile that are ours and not the registry's: {@code house-rules.csv} in its folder. */
public final class HouseRules {
    private HouseRules() {}

    /**
     * Reads the table of a profile: columns {@code id}, {@code severity}, {@code reads}, {@code found when}, {@code since}.
     *
     * @throws IllegalStateException when the profile has no such table
     * @throws UncheckedIOException when it cannot be read
     */
    public static List<RegistryRule> of(String profile) {
        String file = "registries/" + profile + "/house-rules.csv";
        List<RegistryRule> rules = new ArrayList<>();
        try (InputStream in = HouseRules.class.getResourceAsStream("/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + ": missing, expected the profile's own rules");
            }
            try (CsvReader<NamedCsvRecord> rows =
                    CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (NamedCsvRecord row : rows) {
                    rules.add(new RegistryRule(
                            row.getField("id"),
                            "",
                            Severity.valueOf(row.getField("severity").toUpperCase(Locale.ROOT)),
                            row.getField("found when"),
                            List.of(row.getField("reads").split(" ")),
                            "",
                            row.getField("since"),
                            file + ":" + row.getStartingLineNumber()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
        return rules;
    }
}
