package org.creditconnector.command;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.creditconnector.yaml.Problem;

/**
 * A sheet of rejects: a row for each reason of a rejected item, with an empty last column for the right value. It is written to be
 * opened by spreadsheets, so that no cell begins like a formula, and to be read back.
 */
final class RejectSheet {
    static final String PROBLEM = "SHEET-ROW";

    private static final List<String> COLUMNS =
            List.of("account key", "item id", "report date", "code", "field", "message", "value", "fixed value");
    private static final String FORMULA = "=+-@\t\r";

    private RejectSheet() {}

    /**
     * One row.
     *
     * @param line line in the file, from 1; 0 before it is written
     * @param accountKey account
     * @param itemId rejected item
     * @param reportDate its report date
     * @param code the registry's code; empty where it gave none
     * @param field path of the field the registry names; empty for the whole item
     * @param message the registry's reason in plain words
     * @param value what was reported; empty unless it was asked for
     * @param fixedValue the right value; empty where nobody filled it in
     */
    record Row(
            long line,
            String accountKey,
            String itemId,
            String reportDate,
            String code,
            String field,
            String message,
            String value,
            String fixedValue) {
        /** Never shows values: they may be personal. */
        @Override
        public String toString() {
            return "line " + line + ": " + itemId + " " + code + " " + field;
        }

        /** Whether it is about the same as another: the columns that are not to be changed. */
        boolean isAbout(Row other) {
            return accountKey.equals(other.accountKey)
                    && itemId.equals(other.itemId)
                    && reportDate.equals(other.reportDate)
                    && code.equals(other.code)
                    && field.equals(other.field);
        }
    }

    /** Writes a new file that only its owner may read. */
    static void write(Path file, List<Row> rows) throws IOException {
        boolean posix = file.toAbsolutePath()
                .getFileSystem()
                .supportedFileAttributeViews()
                .contains("posix");
        if (posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        try (BufferedWriter out =
                        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
                CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(COLUMNS);
            for (Row row : rows) {
                csv.writeRecord(List.of(
                        written(row.accountKey()),
                        written(row.itemId()),
                        written(row.reportDate()),
                        written(row.code()),
                        written(row.field()),
                        written(row.message()),
                        written(row.value()),
                        ""));
            }
        }
    }

    /** Reads all rows; what is wrong with the file is added to the problems. */
    static List<Row> read(Path file, List<Problem> problems) {
        List<Row> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord record : records) {
                if (!Set.copyOf(record.getHeader()).equals(Set.copyOf(COLUMNS))) {
                    problems.add(new Problem(
                            "SHEET-COLUMNS",
                            file.toString(),
                            1,
                            0,
                            "",
                            "columns " + record.getHeader() + ", expected " + COLUMNS
                                    + "; leave the first line as it was"));
                    return List.of();
                }
                rows.add(row(record));
            }
        } catch (CsvParseException | UncheckedIOException broken) {
            problems.add(new Problem(
                    "SHEET-CSV",
                    file.toString(),
                    rows.size() + 2,
                    0,
                    "",
                    "this is no table of comma-separated values; save the sheet as CSV"));
        } catch (IOException gone) {
            problems.add(new Problem(
                    "SHEET-FILE", file.toString(), 0, 0, "", "the file cannot be read; name one that `rejects` wrote"));
        }
        return rows;
    }

    private static Row row(NamedCsvRecord record) {
        return new Row(
                record.getStartingLineNumber(),
                read(record, "account key"),
                read(record, "item id"),
                read(record, "report date"),
                read(record, "code"),
                read(record, "field"),
                read(record, "message"),
                read(record, "value"),
                read(record, "fixed value").strip());
    }

    private static String read(NamedCsvRecord record, String column) {
        String cell = record.findField(column).orElse("");
        boolean escaped = cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0;
        return escaped ? cell.substring(1) : cell;
    }

    /** A cell that a spreadsheet takes as text. */
    private static String written(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
