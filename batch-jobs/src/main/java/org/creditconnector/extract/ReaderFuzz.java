package org.creditconnector.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.creditconnector.mapping.FileTable;
import org.jspecify.annotations.Nullable;

/**
 * Writes values from the edge into a file of the form that a table's files have, by a writer of its own, lets the reader of the night copy
 * it, and compares: each value must come back as it was written, or as nothing where the form says so, with its line.
 */
public final class ReaderFuzz {
    private static final String KEY = "k";
    private static final List<String> COLUMNS = List.of(KEY, "first", "second");

    private ReaderFuzz() {}

    /**
     * What came out for one table.
     *
     * @param table name of the table
     * @param values how many values were compared
     * @param notWritable values that the encoding has no characters for, by what they are
     * @param failures what came back otherwise, by what was written, without values
     */
    public record Report(String table, int values, List<String> notWritable, List<String> failures) {}

    /** A row as it comes back: key, two values, and the line it stands on. */
    record Row(String key, @Nullable String first, @Nullable String second, long line) {}

    /** Reads a file as the night does. */
    @FunctionalInterface
    interface Reader {
        List<Row> rows(SourceFile file) throws SQLException, IOException;
    }

    /**
     * Tries the reader.
     *
     * @param tables the tables and how their files are written
     * @param values values by what they are
     * @param directory an empty directory for the files; the caller removes it
     */
    public static List<Report> run(List<FileTable> tables, Map<String, String> values, Path directory) {
        return run(tables, values, directory, file -> copied(file, directory));
    }

    static List<Report> run(List<FileTable> tables, Map<String, String> values, Path directory, Reader reader) {
        List<Report> reports = new ArrayList<>();
        for (FileTable table : tables) {
            reports.add(run(table, values, directory, reader));
        }
        return reports;
    }

    private static Report run(FileTable table, Map<String, String> values, Path directory, Reader reader) {
        CharsetEncoder encoder = charset(table).newEncoder();
        List<String> notWritable = new ArrayList<>();
        Map<String, String> writable = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (encoder.canEncode(value)) {
                writable.put(name, value);
            } else {
                notWritable.add(name);
            }
        });
        List<String> names = new ArrayList<>(writable.keySet());
        List<String> failures = new ArrayList<>();
        try {
            List<List<String>> rows = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                // Each value once in the middle of a line and once at its end, beside each other.
                String next = names.get((i + 1) % names.size());
                rows.add(List.of("r" + i, value(writable, names.get(i)), value(writable, next)));
            }
            Path file =
                    directory.resolve(table.name() + "." + table.format().name().toLowerCase(Locale.ROOT));
            List<Long> lines = write(table, rows, file);
            Map<String, Row> back = new TreeMap<>();
            reader.rows(new SourceFile(table, file)).forEach(row -> back.put(row.key(), row));
            for (int i = 0; i < rows.size(); i++) {
                compare(table, rows.get(i), lines.get(i), back.get("r" + i), names, i, failures);
            }
            if (back.size() > rows.size()) {
                failures.add(back.size() - rows.size() + " rows came back that nobody wrote");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file for the reader cannot be written in " + directory, e);
        } catch (SourceFaultException | SQLException crash) {
            failures.add("the reader gives up: " + crash.getMessage());
        }
        return new Report(table.name(), names.size(), notWritable, failures);
    }

    private static String value(Map<String, String> values, String name) {
        return Objects.requireNonNull(values.get(name));
    }

    private static void compare(
            FileTable table,
            List<String> written,
            long line,
            @Nullable Row back,
            List<String> names,
            int number,
            List<String> failures) {
        String name = names.get(number);
        String next = names.get((number + 1) % names.size());
        if (back == null) {
            failures.add(name + " and " + next + ": the row does not come back");
            return;
        }
        if (!Objects.equals(expected(table, written.get(1)), back.first())) {
            failures.add(name + " comes back otherwise from the middle of a line");
        }
        if (!Objects.equals(expected(table, written.get(2)), back.second())) {
            failures.add(next + " comes back otherwise from the end of a line");
        }
        if (line != back.line()) {
            failures.add(name + ": line " + line + " of the file is called line " + back.line());
        }
    }

    /** An empty value, and the word for it, is nothing; a form that has a mark of its own for nothing keeps an empty text. */
    private static @Nullable String expected(FileTable table, String written) {
        boolean empty = written.isEmpty() && table.format() != FileTable.Format.PARQUET;
        return empty || written.equals(table.missing()) ? null : written;
    }

    private static Charset charset(FileTable table) {
        return table.format() == FileTable.Format.CSV ? Charset.forName(table.encoding()) : StandardCharsets.UTF_8;
    }

    // ------------------------------------------------------------------ writing

    /** @return the line that each row begins on */
    private static List<Long> write(FileTable table, List<List<String>> rows, Path file)
            throws IOException, SQLException {
        return switch (table.format()) {
            case CSV -> separated(table, rows, file);
            case JSON -> json(rows, file);
            case PARQUET -> parquet(rows, file);
        };
    }

    private static List<Long> separated(FileTable table, List<List<String>> rows, Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        long line = 1;
        if (table.header() == FileTable.Header.FIRST_LINE) {
            text.append(String.join(String.valueOf(table.delimiter()), COLUMNS)).append('\n');
            line++;
        }
        List<Long> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line);
            StringBuilder written = new StringBuilder();
            for (String value : row) {
                written.append(written.isEmpty() ? "" : String.valueOf(table.delimiter()))
                        .append(quoted(value, table));
            }
            text.append(written).append('\n');
            line += 1 + written.chars().filter(sign -> sign == '\n').count();
        }
        Files.write(file, text.toString().getBytes(Charset.forName(table.encoding())));
        return lines;
    }

    private static String quoted(String value, FileTable table) {
        String quote = String.valueOf(table.quote());
        boolean plain = value.indexOf(table.delimiter()) < 0
                && !value.contains(quote)
                && value.indexOf('\n') < 0
                && value.indexOf('\r') < 0;
        return plain ? value : quote + value.replace(quote, quote + quote) + quote;
    }

    private static List<Long> json(List<List<String>> rows, Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Long> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add((long) lines.size() + 1);
            StringBuilder object = new StringBuilder("{");
            for (int i = 0; i < COLUMNS.size(); i++) {
                object.append(i == 0 ? "" : ", ")
                        .append('"')
                        .append(COLUMNS.get(i))
                        .append("\": \"")
                        .append(escaped(row.get(i)))
                        .append('"');
            }
            out.write(object.append("}\n").toString().getBytes(StandardCharsets.UTF_8));
        }
        Files.write(file, out.toByteArray());
        return lines;
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char sign = value.charAt(i);
            if (sign == '"' || sign == '\\') {
                text.append('\\').append(sign);
            } else if (sign < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) sign));
            } else {
                text.append(sign);
            }
        }
        return text.toString();
    }

    private static List<Long> parquet(List<List<String>> rows, Path file) throws SQLException {
        List<Long> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("create table written (k varchar, first varchar, second varchar)");
            try (PreparedStatement insert = connection.prepareStatement("insert into written values (?, ?, ?)")) {
                for (List<String> row : rows) {
                    lines.add((long) lines.size() + 1);
                    for (int i = 0; i < row.size(); i++) {
                        insert.setString(i + 1, row.get(i));
                    }
                    insert.executeUpdate();
                }
            }
            statement.execute("copy written to '" + file.toString().replace("'", "''") + "' (format parquet)");
        }
        return lines;
    }

    // ------------------------------------------------------------------ reading

    static List<Row> copied(SourceFile file, Path directory) throws SQLException {
        FileCopy copy = FileCopy.of(
                directory.resolve(file.table().name() + "-copy"), List.of(file), FileCopy.DuckDbLimits.DEFAULT);
        List<String> columns =
                file.table().header() == FileTable.Header.NONE && file.table().format() == FileTable.Format.CSV
                        ? SeparatedValues.numbered(COLUMNS.size())
                        : COLUMNS;
        List<Row> rows = new ArrayList<>();
        try (Connection connection = copy.connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select " + String.join(", ", columns) + ", "
                        + RowCursor.LINE_COLUMN + " from \"" + file.table().name() + "\"")) {
            while (found.next()) {
                rows.add(new Row(
                        found.getString(1),
                        found.getString(2),
                        found.getString(3),
                        SourceLines.lineOf(found.getLong(4))));
            }
        }
        copy.remove();
        return rows;
    }
}
