package org.creditconnector.mapping;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a real source as files of a sample, so that the shape of each history stays and nobody can be known by it: all days move by
 * the same number of years, four or a multiple of it, so that leap days and the days between stay; all amounts are multiplied by the
 * same whole number, so that sums stay sums.
 */
public final class DisguisedSample {
    private static final int LEAP = 4;
    private static final int MOST_LEAPS = 4;
    private static final int LEAST_FACTOR = 2;
    private static final int BEYOND_FACTOR = 10;

    private DisguisedSample() {}

    /**
     * Makes the files.
     *
     * @param accounts real accounts
     * @param shapes their columns by query
     * @param businessDate of the night that they were read for
     * @param seed decides about years and factor; whoever knows it can undo them, so that it is not kept
     * @return text by relative name, {@code sample/accounts.csv} among them
     */
    public static SortedMap<String, String> files(
            SourceMapping mapping,
            List<SourceAccount> accounts,
            Map<String, RowShape> shapes,
            LocalDate businessDate,
            long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        // Where the mapping itself says which day it is, days cannot move.
        boolean fixed = mapping.asOfRule().fixed() != null;
        int years = fixed ? 0 : LEAP * chance.nextInt(1, MOST_LEAPS + 1);
        int factor = chance.nextInt(LEAST_FACTOR, BEYOND_FACTOR);
        StandIns standIns = new StandIns(originals(mapping, accounts), years);
        SortedMap<String, String> files = new TreeMap<>();
        files.put("sample/sample.yaml", "lender: SAMPLE\nbusiness-date: " + businessDate.plusYears(years) + "\n");
        files.put(
                "sample/README.md",
                "The rows are real ones in disguise: names, numbers and addresses are made up, amounts are multiplied, "
                        + (fixed ? "days stay, because the mapping names the day it is true for.\n" : "days moved.\n")
                        + "Codes, flags, currencies, rates and counts are the lender's own.\n");
        for (String query : mapping.queries().keySet()) {
            RowShape shape = shapes.get(query);
            if (shape != null) {
                List<ColumnDisguise> columns = new ArrayList<>();
                for (String column : shape.columns()) {
                    columns.add(ColumnDisguise.of(
                            mapping.file(), mapping.lineage(), query, column, standIns, years, factor));
                }
                files.put("sample/" + query + ".csv", csv(rows(query, accounts), shape, columns));
            }
        }
        return files;
    }

    private static List<SourceRow> rows(String query, List<SourceAccount> accounts) {
        List<SourceRow> rows = new ArrayList<>();
        for (SourceAccount account : accounts) {
            if (query.equals(SourceMapping.ACCOUNTS)) {
                rows.add(account.account());
            } else {
                rows.addAll(account.rows(query));
            }
        }
        return rows;
    }

    private static Set<String> originals(SourceMapping mapping, List<SourceAccount> accounts) {
        Set<String> originals = new HashSet<>();
        for (String query : mapping.queries().keySet()) {
            for (SourceRow row : rows(query, accounts)) {
                for (int i = 0; i < row.shape().columns().size(); i++) {
                    Object value = row.value(i);
                    if (value != null) {
                        originals.add(value.toString().strip());
                    }
                }
            }
        }
        return originals;
    }

    private static String csv(List<SourceRow> rows, RowShape shape, List<ColumnDisguise> columns) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            List<String> header = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                header.add(shape.columns().get(i) + type(rows, i));
            }
            csv.writeRecord(header);
            for (SourceRow row : rows) {
                List<String> line = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    line.add(columns.get(i).disguised(row.value(i)));
                }
                csv.writeRecord(line);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** What stands behind the name of a column that is no text. */
    private static String type(List<SourceRow> rows, int column) {
        for (SourceRow row : rows) {
            Object value = row.value(column);
            if (value != null) {
                return type(value);
            }
        }
        return "";
    }

    private static String type(@Nullable Object value) {
        if (value instanceof BigDecimal || value instanceof Double || value instanceof Float) {
            return ":decimal";
        }
        if (value instanceof Number) {
            return ":integer";
        }
        if (value instanceof LocalDate) {
            return ":date";
        }
        if (value instanceof LocalDateTime) {
            return ":timestamp";
        }
        return value instanceof Boolean ? ":boolean" : "";
    }
}
