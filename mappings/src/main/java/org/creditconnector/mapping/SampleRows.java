package org.creditconnector.mapping;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

    private static final Map<String, String> EXAMPLES = Map.of(
            "integer",
            "12",
            "decimal",
            "1234.56",
            "date",
            "2024-05-31",
            "timestamp",
            "2024-05-31 23:59:00",
            "boolean",
            "true");

    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private final SourceFolder folder;
    private final Problems problems;
    private final Map<String, RowShape> shapes = new LinkedHashMap<>();
    private final Map<String, List<SourceRow>> rows = new LinkedHashMap<>();

    private SampleRows(SourceFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Reads the rows of all queries of a mapping; what is wrong goes to the problems. */
    static SampleRows read(SourceMapping mapping, Problems problems) {
        SampleRows sample = new SampleRows(mapping.folder(), problems);
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
                    values[i] = value(line.getField(i), shape.columns().get(i), types.get(i), line, shown);
                }
                found.add(new SourceRow(shape, values, position));
            }
            if (shape == null) {
                shapes.put(query, new RowShape(query, List.of()));
                problem(shown, 0, "", "the file is empty, expected a line with the names of the columns");
            }
        } catch (CsvParseException | IllegalArgumentException broken) {
            problem(shown, 0, "", "cannot be read: " + broken.getMessage() + "; mend the line");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void problem(String shown, int line, String column, String message) {
        problems.add(MappingRule.MAP_SAMPLE.id(), shown, line, 0, column, message);
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

    private @Nullable Object value(String text, String column, String type, CsvRecord line, String shown) {
        if (text.isEmpty()) {
            return null;
        }
        Object value = switch (type) {
            case "integer" -> INTEGER.matcher(text).matches() ? Long.valueOf(text) : null;
            case "decimal" -> Numbers.parse(text);
            case "date" -> DateSteps.iso(text);
            case "timestamp" -> timestamp(text);
            case "boolean" -> text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : null;
            default -> text;
        };
        if (value == null) {
            // The value is not shown: people put real rows into samples that should hold invented ones.
            problems.add(
                    MappingRule.MAP_SAMPLE.id(),
                    shown,
                    (int) line.getStartingLineNumber(),
                    0,
                    column,
                    "got a text of length " + text.length() + ", expected the type " + type + " such as "
                            + EXAMPLES.get(type));
        }
        return value;
    }

    private static @Nullable LocalDateTime timestamp(String text) {
        try {
            return LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeException unfit) {
            return null;
        }
    }

    private String shown(SourceRow row) {
        return folder.shown("sample/" + row.shape().query() + ".csv");
    }

    private static int line(SourceRow row) {
        return Integer.parseInt(row.position().substring(row.position().lastIndexOf(':') + 1));
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
                    if (value == null && position >= 0) {
                        problem(shown(row), line(row), key.column(), "the row has no range key; write one");
                    }
                    SourceAccount before = accounts.put(
                            value == null ? row : value,
                            new SourceAccount(value == null ? "" : value, row, new HashMap<>()));
                    if (before != null) {
                        problem(
                                shown(row),
                                line(row),
                                key.column(),
                                "line " + line(before.account())
                                        + " has the same range key, expected one row per account; remove one of the two");
                    }
                    continue;
                }
                if (position < 0) {
                    // The mapping's own check says that the query lacks the range key.
                    continue;
                }
                SourceAccount account = value == null ? null : accounts.get(value);
                if (account == null) {
                    problem(
                            shown(row),
                            line(row),
                            key.column(),
                            "no row of accounts.csv has this range key; mend the key or add the account");
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
