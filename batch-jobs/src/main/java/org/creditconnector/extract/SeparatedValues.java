package org.creditconnector.extract;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.creditconnector.mapping.FileTable;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Copies a file of separated values into a table, every column as text, with the file and the line of each row. A line with too few
 * or too many fields is kept aside with its place; an empty field is no value.
 */
final class SeparatedValues {
    private static final int LONGEST_RECORD = 16 * 1024 * 1024;

    private SeparatedValues() {}

    /**
     * Copies a file.
     *
     * @param number of the file among those of the source
     * @param before columns of the table's files before this one; null where it is the first and makes the table
     * @return columns of the table
     */
    static TableColumns load(
            Connection connection, SourceFile file, int number, @Nullable TableColumns before, String badLines)
            throws SQLException {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(
                        open(file.path()),
                        Charset.forName(file.table().encoding())
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)));
                CsvReader<CsvRecord> records = CsvReader.builder()
                        .fieldSeparator(file.table().delimiter())
                        .quoteCharacter(file.table().quote())
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .skipEmptyLines(true)
                        .maxBufferSize(LONGEST_RECORD)
                        .ofCsvRecord(text)) {
            var iterator = records.iterator();
            if (!iterator.hasNext()) {
                throw fault(file, 1, "the file is empty, expected a header line", null);
            }
            CsvRecord first = iterator.next();
            boolean named = file.table().header() == FileTable.Header.FIRST_LINE;
            List<String> header = named ? header(file, first) : numbered(first.getFieldCount());
            TableColumns columns = TableColumns.of(before, file, header);
            int[] order = columns.positionsIn(file, header);
            if (before == null) {
                createTable(connection, file, header);
            }
            append(connection, file, number, badLines, order, named ? null : first, iterator);
            return columns;
        } catch (CsvParseException | UncheckedIOException e) {
            boolean encoding = e.getCause() instanceof CharacterCodingException;
            throw fault(
                    file,
                    0,
                    encoding
                            ? "holds bytes that are no " + file.table().encoding()
                                    + ", expected the encoding that the mapping names"
                            : "cannot be taken apart (" + e.getMessage() + "), expected separated values",
                    e);
        } catch (IOException e) {
            throw fault(file, 0, "cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** A file whose name ends in {@code .gz} is unpacked while it is read. */
    static InputStream open(Path path) throws IOException {
        InputStream in = Files.newInputStream(path);
        return path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private static List<String> header(SourceFile file, CsvRecord first) {
        List<String> names = new ArrayList<>(first.getFields());
        names.set(0, names.get(0).startsWith("\uFEFF") ? names.get(0).substring(1) : names.get(0));
        if (names.size() > 1 && names.get(names.size() - 1).isBlank()) {
            // Every line ends with a separator: the column behind it has no name and, as a rule, no values.
            names.set(names.size() - 1, "c" + names.size());
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !seen.add(name.toLowerCase(Locale.ROOT))) {
                throw fault(
                        file,
                        1,
                        name.isBlank()
                                ? "a column has no name, expected a header line with a name for every column"
                                : "the column " + name + " stands twice in the header, expected every name once",
                        null);
            }
        }
        for (String taken : FileCopy.OWN_COLUMNS) {
            if (seen.contains(taken)) {
                throw fault(file, 1, "a column is called " + taken + ", a name that is taken", null);
            }
        }
        return names;
    }

    /** Names of columns that have none. */
    static List<String> numbered(int columns) {
        return IntStream.rangeClosed(1, columns).mapToObj(i -> "c" + i).toList();
    }

    /** A table with these columns, all text, and the copy's own. */
    static void createTable(Connection connection, SourceFile file, List<String> header) throws SQLException {
        StringBuilder sql = new StringBuilder("create table \"" + file.table().name() + "\" (");
        for (String name : header) {
            sql.append(FileCopy.quoted(name)).append(" varchar, ");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.append(FileCopy.FILE_COLUMN)
                    .append(" varchar, ")
                    .append(RowCursor.LINE_COLUMN)
                    .append(" bigint)")
                    .toString());
        }
    }

    private static void append(
            Connection connection,
            SourceFile file,
            int number,
            String badLines,
            int[] order,
            @Nullable CsvRecord first,
            Iterator<CsvRecord> others)
            throws SQLException {
        String name = file.path().getFileName().toString();
        try (DuckDBAppender rows = connection
                        .unwrap(DuckDBConnection.class)
                        .createAppender("main", file.table().name());
                PreparedStatement bad =
                        connection.prepareStatement("insert into " + badLines + " values (?, ?, ?, ?)")) {
            CsvRecord next = first == null ? following(others) : first;
            for (CsvRecord record = next; record != null; record = following(others)) {
                if (record.getFieldCount() != order.length) {
                    bad.setString(1, file.table().name());
                    bad.setLong(2, SourceLines.of(number, record.getStartingLineNumber()));
                    bad.setString(3, name + ":" + record.getStartingLineNumber());
                    bad.setString(
                            4,
                            "the line has " + record.getFieldCount() + " fields, the "
                                    + (first == null ? "header" : "first line") + " has " + order.length);
                    bad.executeUpdate();
                    continue;
                }
                rows.beginRow();
                for (int column : order) {
                    String field = value(record, column);
                    rows.append(field.isEmpty() || field.equals(file.table().missing()) ? null : field);
                }
                rows.append(name);
                rows.append(SourceLines.of(number, record.getStartingLineNumber()));
                rows.endRow();
            }
        }
    }

    private static @Nullable CsvRecord following(Iterator<CsvRecord> records) {
        return records.hasNext() ? records.next() : null;
    }

    /** A byte order mark is no part of the first value of a file without header. */
    private static String value(CsvRecord record, int column) {
        String value = record.getField(column);
        return column == 0 && record.getStartingLineNumber() == 1 && value.startsWith("\uFEFF")
                ? value.substring(1)
                : value;
    }

    /** A file that cannot be used as a whole. */
    static SourceFaultException fault(SourceFile file, long line, String what, @Nullable Throwable cause) {
        String message = "SRC-FILE " + file.path() + (line > 0 ? ":" + line : "") + ": " + what
                + "; have the lender deliver it again or mend `files` of the source or `source` of the mapping, then run again";
        return cause == null
                ? new SourceFaultException(SourceFaultException.Kind.UNAVAILABLE, message)
                : new SourceFaultException(SourceFaultException.Kind.UNAVAILABLE, message, cause);
    }
}
