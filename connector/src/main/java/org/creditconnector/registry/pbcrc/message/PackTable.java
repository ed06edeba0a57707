package org.creditconnector.registry.pbcrc.message;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CSV table of a pack: only the rows that apply to the pack's version, each knowing its line. Problems of all tables are collected in
 * one list, so that a pack is mended in one go.
 */
final class PackTable {
    private static final List<String> COMMON = List.of("since", "until", "source");

    private final String place;
    private final List<String> problems;
    private final List<Row> rows = new ArrayList<>();

    PackTable(PackFolder folder, String file, List<String> columns, String version, List<String> problems) {
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

    List<Row> rows() {
        return rows;
    }

    void problem(String what) {
        problems.add(place + ": " + what);
    }

    private static boolean applies(String since, String until, String version) {
        return (since.isEmpty() || compare(since, version) <= 0) && (until.isEmpty() || compare(version, until) < 0);
    }

    /** Record versions are three digits between points, so that text order is theirs. */
    private static int compare(String left, String right) {
        return left.compareTo(right);
    }

    final class Row {
        private final NamedCsvRecord record;

        Row(NamedCsvRecord record) {
            this.record = record;
        }

        String text(String column) {
            return record.getField(column).strip();
        }

        List<String> words(String column) {
            String text = text(column);
            return text.isEmpty() ? List.of() : List.of(text.split(" +"));
        }

        boolean yes(String column) {
            String text = text(column);
            if (!text.isEmpty() && !text.equals("yes")) {
                problem(column + " '" + text + "', expected yes or nothing");
            }
            return text.equals("yes");
        }

        void problem(@Nullable String what) {
            problems.add(place + ":" + record.getStartingLineNumber() + ": " + what);
        }
    }
}
