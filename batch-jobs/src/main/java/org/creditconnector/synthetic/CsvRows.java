package org.creditconnector.synthetic;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A CSV file of each table, with a header line; UTF-8, line feeds, so that the same rows are the same bytes everywhere. */
final class CsvRows implements LenderRows {
    private static final int BUFFER = 1 << 16;

    private final Map<LenderTable, CsvWriter> files = new EnumMap<>(LenderTable.class);

    /**
     * Opens all files.
     *
     * @throws UncheckedIOException when one cannot be made
     */
    CsvRows(Path directory, boolean gzip, List<LenderTable> tables) {
        try {
            Files.createDirectories(directory);
            for (LenderTable table : tables) {
                CsvWriter file = writer(directory.resolve(table.table() + (gzip ? ".csv.gz" : ".csv")), gzip);
                file.writeRecord(table.columns());
                files.put(table, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the tables cannot be written to " + directory, e);
        }
    }

    static CsvWriter writer(Path file, boolean gzip) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        Writer text = new OutputStreamWriter(gzip ? new GZIPOutputStream(out, BUFFER) : out, StandardCharsets.UTF_8);
        return CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(BUFFER)
                .build(text);
    }

    @Override
    public void row(LenderTable table, String... values) {
        java.util.Objects.requireNonNull(files.get(table)).writeRecord(values);
    }

    @Override
    public void close() {
        try {
            for (CsvWriter file : files.values()) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a table cannot be finished", e);
        }
    }
}
