package org.creditconnector.mapping;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.creditconnector.yaml.Problems;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a sample: {@code sample/<query>.csv} for each query, as the query would give them. A header is a column's name, for a
 * database with its type behind a colon: {@code amount:decimal}; text needs none. An empty value is no value.
 */
final class SampleRows {
    private static final List<String> TYPES = List.of("text", "integer", "decimal", "date", "timestamp", "boolean");

    private final Problems problems;
    private final Map<String, RowShape> shapes = new LinkedHashMap<>();
    private final Map<String, List<SourceRow>> rows = new LinkedHashMap<>();

    private SampleRows(Problems problems) {
        this.problems = problems;
    }

    /** Reads the rows of all queries of a mapping; what is wrong goes to the problems. */
    static SampleRows read(SourceMapping mapping, Problems problems) {
        SampleRows sample = new SampleRows(problems);
        for (String query : mapping.queries().keySet()) {
            String file = "sample/" + query + ".csv";
            String text = mapping.folder().text(file, problems);
            if (text != null) {
                sample.read(query, mapping.folder().shown(file), file, text);
            }
        }
        return sample;
    }

    /** Columns by query. */
    Map<String, RowShape> shapes() {
        return shapes;
    }

    private void read(String query, String shown, String file, String text) {
        List<SourceRow> found = new ArrayList<>();
        rows.put(query, found);
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(text)) {
            List<String> types = null;
            RowShape shape = null;
            for (CsvRecord line : csv) {
                if (types == null || shape == null) {
                    types = types(line, shown);
                    shape = new RowShape(
                            query,
                            line.getFields().stream()
                                    .map(name -> name.split(":", 2)[0].strip())
                                    .toList());
                    shapes.put(query, shape);
                    continue;
                }
                String position = file.substring("sample/".length()) + ":" + line.getStartingLineNumber();
                @Nullable Object[] values = new @Nullable Object[types.size()];
                for (int i = 0; i < values.length && i < line.getFieldCount(); i++) {
                    values[i] = value(line.getField(i), types.get(i), line, shown);
                }
                found.add(new SourceRow(shape, values, position));
            }
        } catch (CsvParseException | IllegalArgumentException broken) {
            problems.add(MappingRule.MAP_SAMPLE.id(), shown, 0, 0, "", "cannot be read: " + broken.getMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<String> types(CsvRecord header, String shown) {
        List<String> types = new ArrayList<>();
        for (String name : header.getFields()) {
            String[] parts = name.split(":", 2);
            String type = parts.length == 1 ? "text" : parts[1].strip();
            if (!TYPES.contains(type)) {
                problems.add(
                        MappingRule.MAP_SAMPLE.id(),
                        shown,
                        1,
                        0,
                        parts[0],
                        "unknown type \"" + type + "\"" + Suggestions.hint(type, TYPES));
            }
            types.add(type);
        }
        return types;
    }

    private @Nullable Object value(String text, String type, CsvRecord line, String shown) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return switch (type) {
                case "integer" -> Long.valueOf(text);
                case "decimal" -> new BigDecimal(text);
                case "date" -> LocalDate.parse(text);
                case "timestamp" -> LocalDateTime.parse(text.replace(' ', 'T'));
                case "boolean" -> Boolean.valueOf(text);
                default -> text;
            };
        } catch (NumberFormatException | DateTimeException unfit) {
            problems.add(
                    MappingRule.MAP_SAMPLE.id(),
                    shown,
                    (int) line.getStartingLineNumber(),
                    0,
                    "",
                    "\"" + text + "\" is not of type " + type);
            return null;
        }
    }

    /** The accounts in the order of the file, each with its rows; a row without account is a problem. */
    List<SourceAccount> accounts(RangeKey key) {
        Map<Object, SourceAccount> accounts = new LinkedHashMap<>();
        rows.forEach((query, found) -> {
            RowShape shape = shapes.get(query);
            int position = shape == null ? -1 : shape.position(key.column());
            for (SourceRow row : found) {
                Object value = position < 0 ? null : row.value(position);
                if (query.equals(SourceMapping.ACCOUNTS)) {
                    accounts.put(
                            value == null ? row : value,
                            new SourceAccount(value == null ? "" : value, row, new HashMap<>()));
                    continue;
                }
                if (position < 0) {
                    // The mapping's own check says that the query lacks the range key.
                    continue;
                }
                SourceAccount account = value == null ? null : accounts.get(value);
                if (account == null) {
                    problems.add(
                            MappingRule.MAP_SAMPLE.id(),
                            row.position(),
                            0,
                            0,
                            "",
                            "the row belongs to no row of accounts.csv");
                } else {
                    account.children()
                            .computeIfAbsent(query, name -> new ArrayList<>())
                            .add(row);
                }
            }
        });
        return List.copyOf(accounts.values());
    }
}
