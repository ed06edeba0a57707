package org.creditconnector.guess;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables of names that come with the application. */
final class Resource {
    private Resource() {}

    /** Rows of a table under {@code guess/} without its header. */
    static List<List<String>> rows(String name) {
        try (InputStream in = Resource.class.getResourceAsStream("/guess/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the application lacks guess/" + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(text)) {
                return rows.stream().skip(1).map(CsvRecord::getFields).toList();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the application's guess/" + name + " cannot be read", broken);
        }
    }
}
