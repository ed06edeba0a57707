package org.creditconnector.mapping;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.creditconnector.yaml.Problems;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * The lender's codes and ours: columns {@code code,canonical,valid-from,valid-to,note}. Codes are text, compared as they stand;
 * a code may stand several times with validities that do not overlap, and the record's as-of date picks the row.
 */
final class CodeTable {
    private static final List<String> HEADER = List.of("code", "canonical", "valid-from", "valid-to", "note");

    /** One row; both days are inclusive, null is open. */
    record Row(
            String code,
            String canonical,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String note,
            long line) {
        boolean holdsOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }

        boolean overlaps(Row other) {
            return (from == null || other.to == null || !from.isAfter(other.to))
                    && (other.from == null || to == null || !other.from.isAfter(to));
        }

        /** Column of the canonical symbol in its line, from 1. */
        int canonicalColumn() {
            return code.length() + 2;
        }
    }

    private final String file;
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();

    /** Whether rows are missing that the file holds or should hold: what follows from that is not worth a line. */
    private boolean unreadable;

    private CodeTable(String file) {
        this.file = file;
    }

    /** Stands for a table whose file is not there; that problem is noted already. */
    static CodeTable unreadable(String file) {
        CodeTable table = new CodeTable(file);
        table.unreadable = true;
        return table;
    }

    /** Whether nobody knows what the table gives, which is noted as a problem already. */
    boolean isUnreadable() {
        return unreadable;
    }

    /** Reads a table; what is wrong with it goes to the problems. */
    static CodeTable read(SourceFolder folder, String file, Problems problems) {
        CodeTable table = new CodeTable(folder.shown(file));
        String text = folder.text(file, problems);
        if (text == null) {
            table.unreadable = true;
            return table;
        }
        int before = problems.list().size();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true)
                .ofCsvRecord(text)) {
            boolean header = true;
            for (CsvRecord line : csv) {
                if (header) {
                    table.checkHeader(line, problems);
                    header = false;
                } else {
                    table.add(line, problems);
                }
            }
        } catch (CsvParseException broken) {
            problems.add(MappingRule.MAP_CODES_ROW.id(), table.file, 0, 0, "", "not CSV: " + broken.getMessage());
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        if (table.rows.isEmpty()) {
            table.unreadable = true;
            if (problems.list().size() == before) {
                problems.add(
                        MappingRule.MAP_CODES_ROW.id(),
                        table.file,
                        0,
                        0,
                        "",
                        "the table has no row; write the header " + String.join(",", HEADER) + " and a row per code");
            }
        }
        table.checkGaps(problems);
        return table;
    }

    /** A day between two rows of a code has no meaning: an account of that day would be held for no reason. */
    private void checkGaps(Problems problems) {
        for (List<Row> same : rows.values()) {
            List<Row> sorted = new ArrayList<>(same);
            sorted.sort(Comparator.comparing(row -> row.from() == null ? LocalDate.MIN : row.from()));
            for (int i = 1; i < sorted.size(); i++) {
                LocalDate end = sorted.get(i - 1).to();
                LocalDate begin = sorted.get(i).from();
                if (end != null && begin != null && end.plusDays(1).isBefore(begin)) {
                    problems.add(
                            MappingRule.MAP_CODES_GAP.id(),
                            file,
                            (int) sorted.get(i).line(),
                            1,
                            "",
                            "the code \"" + sorted.get(i).code() + "\" has no meaning from " + end.plusDays(1) + " to "
                                    + begin.minusDays(1) + ", between line "
                                    + sorted.get(i - 1).line()
                                    + " and this one; let one row begin where the other ends");
                }
            }
        }
    }

    private void checkHeader(CsvRecord line, Problems problems) {
        for (int column = 0; column < Math.max(line.getFieldCount(), 2); column++) {
            String name = column < line.getFieldCount() ? line.getField(column).trim() : "";
            String expected = column < HEADER.size() ? HEADER.get(column) : "";
            if (!name.equals(expected)) {
                String wanted = expected.isEmpty() ? "nothing more" : "\"" + expected + "\"";
                problems.add(
                        MappingRule.MAP_CODES_ROW.id(),
                        file,
                        1,
                        0,
                        "",
                        "the header must be " + String.join(",", HEADER) + ", got \"" + name + "\" in place "
                                + (column + 1) + ", expected " + wanted);
                return;
            }
        }
    }

    private void add(CsvRecord line, Problems problems) {
        String code = field(line, 0);
        String canonical = field(line, 1);
        if (line.getFieldCount() > HEADER.size()) {
            problem(problems, line, 0, "has " + line.getFieldCount() + " values, expected at most " + HEADER.size());
        }
        if (code.isEmpty() || canonical.isEmpty()) {
            problem(problems, line, 1, "needs a code and a canonical value; a code without meaning has no row");
            return;
        }
        if (OpenQuestions.isMarked(canonical)) {
            OpenQuestions.ofCode(
                    file, (int) line.getStartingLineNumber(), code.length() + 2, code, List.of(), problems);
        }
        Row row = new Row(
                code,
                canonical,
                date(line, 2, problems),
                date(line, 3, problems),
                field(line, 4),
                line.getStartingLineNumber());
        if (row.from() != null && row.to() != null && row.to().isBefore(row.from())) {
            problem(problems, line, 0, "ends on " + row.to() + " before it begins on " + row.from());
        }
        List<Row> same = rows.computeIfAbsent(code, key -> new ArrayList<>());
        for (Row earlier : same) {
            if (earlier.overlaps(row)) {
                problems.add(
                        MappingRule.MAP_CODES_TWICE.id(),
                        file,
                        (int) row.line(),
                        1,
                        "",
                        "the code \"" + code + "\" stands here and in line " + earlier.line()
                                + " with validities that overlap; keep one or divide them by valid-from and valid-to");
            }
        }
        same.add(row);
    }

    private static String field(CsvRecord line, int column) {
        return column < line.getFieldCount() ? line.getField(column).trim() : "";
    }

    private @Nullable LocalDate date(CsvRecord line, int column, Problems problems) {
        String text = field(line, column);
        if (text.isEmpty()) {
            return null;
        }
        LocalDate date = DateSteps.iso(text);
        if (date == null) {
            problem(
                    problems,
                    line,
                    0,
                    "expected a date such as 2013-02-05 in " + HEADER.get(column) + ", got \"" + text + "\"");
        }
        return date;
    }

    private void problem(Problems problems, CsvRecord line, int column, String what) {
        problems.add(
                MappingRule.MAP_CODES_ROW.id(),
                file,
                (int) line.getStartingLineNumber(),
                column,
                "",
                "the row " + what);
    }

    /** The file as a person knows it. */
    String file() {
        return file;
    }

    /** Reports canonical values that an enum does not have, and what an unanswered one may be. */
    void checkSymbols(Schema type, String target, Problems problems) {
        for (Row row : rows()) {
            if (OpenQuestions.isMarked(row.canonical())) {
                OpenQuestions.ofCode(
                        file, (int) row.line(), row.canonicalColumn(), row.code(), type.getEnumSymbols(), problems);
            } else if (!type.getEnumSymbols().contains(row.canonical())) {
                problems.add(
                        MappingRule.MAP_CODES_SYMBOL.id(),
                        file,
                        (int) row.line(),
                        row.canonicalColumn(),
                        target,
                        "\"" + row.canonical() + "\" is no symbol of " + type.getName()
                                + Suggestions.hint(row.canonical(), type.getEnumSymbols()));
            }
        }
    }

    /** Every row, in the order of the file. */
    List<Row> rows() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    /** Our symbol for a code on a day; null where the table has none. */
    @Nullable String canonical(String code, LocalDate day) {
        Row row = row(code, day);
        return row == null ? null : row.canonical();
    }

    /** The row of a code that holds on a day; null where the table has none. */
    @Nullable Row row(String code, LocalDate day) {
        List<Row> same = rows.get(code);
        if (same != null) {
            for (Row row : same) {
                if (row.holdsOn(day)) {
                    return row;
                }
            }
        }
        return null;
    }
}
