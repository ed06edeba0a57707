package org.creditconnector.registry.pack;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CSV table of a pack: only the rows that apply to a version, each knowing its line. Problems of all tables are collected in one list, so
 * that a pack is mended in one go. Versions are texts whose order is theirs: numbers of equal length between points, or ISO dates.
 */
public final class PackTable {
    private static final List<String> COMMON = List.of("since", "until", "source");

    private final String place;
    private final List<String> problems;
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param file name within the folder
     * @param columns in order, before {@code since}, {@code until} and {@code source}, which every table has
     * @param version rows of others are left out
     * @param problems where problems are added, each with its file and line
     */
    public PackTable(PackFolder folder, String file, List<String> columns, String version, List<String> problems) {
        this.place = folder.place(file);
        this.problems = problems;
        String text = folder.text(file);
        if (text == null) {
            problem("is missing, expected a table with the columns " + columns);
            return;
        }
        List<String> expected = new ArrayList<>(columns);
        expected.addAll(COMMON);
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : reader) {
                if (!row.getHeader().equals(expected)) {
                    problem("has the columns " + row.getHeader() + ", expected " + expected);
                    return;
                }
                if (applies(row.getField("since"), row.getField("until"), version)) {
                    rows.add(new Row(row));
                }
            }
        } catch (CsvParseException | java.io.IOException e) {
            problem("cannot be read as CSV: " + e.getMessage());
        }
    }

    /** Rows in force, in order. */
    public List<Row> rows() {
        return rows;
    }

    /** Notes what is wrong with the table as a whole. */
    public void problem(String what) {
        problems.add(place + ": " + what);
    }

    private static boolean applies(String since, String until, String version) {
        return (since.isEmpty() || compare(since, version) <= 0) && (until.isEmpty() || compare(version, until) < 0);
    }

    private static int compare(String left, String right) {
        return left.compareTo(right);
    }

    /** One row. */
    public final class Row {
        private final NamedCsvRecord record;

        Row(NamedCsvRecord record) {
            this.record = record;
        }

        /** A cell without spaces around it. */
        public String text(String column) {
            return record.getField(column).strip();
        }

        /** File and line. */
        public String place() {
            return place + ":" + record.getStartingLineNumber();
        }

        /** The words of a cell. */
        public List<String> words(String column) {
            String text = text(column);
            return text.isEmpty() ? List.of() : List.of(text.split(" +"));
        }

        /** Whether a cell says yes; anything but yes and nothing is a problem. */
        public boolean yes(String column) {
            String text = text(column);
            if (!text.isEmpty() && !text.equals("yes")) {
                problem(column + " '" + text + "', expected yes or nothing");
            }
            return text.equals("yes");
        }

        /** Notes what is wrong with the row. */
        public void problem(@Nullable String what) {
            problems.add(place + ":" + record.getStartingLineNumber() + ": " + what);
        }
    }
}
