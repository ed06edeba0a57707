package org.creditconnector.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.creditconnector.digest.Sha256;
import org.creditconnector.mapping.FileTable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * The private copy of a file source: one DuckDB file, readable by its owner only, every column as text, named by the digests of the
 * files. A night that is continued finds the same copy; files that changed in between make another one. Lines that cannot be read
 * are kept beside the tables with their place and reason.
 */
public final class FileCopy {
    /** Column that file tables carry besides the file's own: the name of the file, by which a query can tell deliveries apart. */
    static final String FILE_COLUMN = "source_file";

    /** All columns that the copy adds to a file's own. */
    public static final Set<String> OWN_COLUMNS = Set.of(FILE_COLUMN, RowCursor.LINE_COLUMN);

    private static final String BAD_LINES = "unreadable_lines";

    private final Path database;
    private final List<ReadFile> files;
    private final DuckDbLimits limits;

    private FileCopy(Path database, List<ReadFile> files, DuckDbLimits limits) {
        this.database = database;
        this.files = files;
        this.limits = limits;
    }

    /**
     * Limits of the embedded database that holds the copy.
     *
     * @param memoryMegabytes most memory for its buffers
     * @param threads most threads
     */
    public record DuckDbLimits(int memoryMegabytes, int threads) {
        /** What a nightly run on a small machine can spare. */
        public static final DuckDbLimits DEFAULT = new DuckDbLimits(256, 2);
    }

    /**
     * A line that could not be read.
     *
     * @param table table of the file
     * @param position file:line
     * @param reason what was found and what was expected, without values
     */
    public record UnreadableLine(String table, String position, String reason) {}

    /**
     * Copies the files, or finds the copy that was made before.
     *
     * @param directory where copies are kept, made if absent
     * @param files all files of the source; several of one table are read one after the other as that table
     * @throws SourceFaultException when a file is missing, empty or unreadable as a whole, or has other columns than the one before
     *     it in the same table
     */
    public static FileCopy of(Path directory, List<SourceFile> files, DuckDbLimits limits) {
        try {
            Files.createDirectories(directory);
            List<ReadFile> read = files.stream().map(ReadFile::of).toList();
            List<FileTable> tables = files.stream().map(SourceFile::table).toList();
            FileCopy copy = new FileCopy(database(directory, tables, read), read, limits);
            if (!Files.exists(copy.database)) {
                copy.make(files);
            }
            return copy;
        } catch (IOException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.UNAVAILABLE,
                    "SRC-FILE the private copy in " + directory + " cannot be written (" + e.getMessage()
                            + "); check room and permissions, then run again",
                    e);
        }
    }

    /**
     * A copy that was made before, of files that may be others by now.
     *
     * @param directory where it is kept
     * @param tables how each file is written, by name of its table
     * @param read the files as they were then
     * @return empty where there is none, or it was read in another way than these tables say
     */
    public static Optional<FileCopy> kept(
            Path directory, Map<String, FileTable> tables, List<ReadFile> read, DuckDbLimits limits) {
        if (read.isEmpty()
                || !tables.keySet()
                        .containsAll(read.stream().map(ReadFile::table).toList())) {
            return Optional.empty();
        }
        List<FileTable> ofFiles = read.stream()
                .map(file -> Objects.requireNonNull(tables.get(file.table())))
                .toList();
        Path database = database(directory, ofFiles, read);
        return Files.exists(database)
                ? Optional.of(new FileCopy(database, List.copyOf(read), limits))
                : Optional.empty();
    }

    /** The files it was made of, as they were when they were read, in the order of the source. */
    public List<ReadFile> files() {
        return files;
    }

    /** The file that holds the copy. */
    public Path database() {
        return database;
    }

    /** Names of its files, in the order in which {@code source_line} counts them. */
    public List<String> fileNames() {
        return files.stream().map(ReadFile::name).toList();
    }

    /** Connections to the copy; it cannot be changed through them, and nothing outside it can be reached. */
    public DataSource connections() {
        Properties properties = settings();
        properties.setProperty("duckdb.read_only", "true");
        properties.setProperty("enable_external_access", "false");
        return new SimpleDriverDataSource(new org.duckdb.DuckDBDriver(), "jdbc:duckdb:" + database, properties);
    }

    /** Lines that could not be read, in file order. */
    public List<UnreadableLine> unreadableLines() {
        List<UnreadableLine> lines = new ArrayList<>();
        try (Connection connection = connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select table_name, position, reason from " + BAD_LINES + " order by table_name, line")) {
            while (rows.next()) {
                lines.add(new UnreadableLine(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        } catch (SQLException e) {
            throw broken(e);
        }
        return lines;
    }

    /** Removes the copy: it holds personal data and is not needed once the night is reconciled. */
    public void remove() {
        try {
            Files.deleteIfExists(database);
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + ".wal"));
        } catch (IOException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.UNAVAILABLE,
                    "SRC-FILE the private copy " + database + " cannot be removed (" + e.getMessage()
                            + "); remove it by hand, it holds personal data",
                    e);
        }
    }

    private void make(List<SourceFile> originals) throws IOException {
        Path unfinished = database.resolveSibling(database.getFileName() + ".part");
        Files.deleteIfExists(unfinished);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + unfinished, settings())) {
            if (Files.getFileStore(unfinished).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table " + BAD_LINES
                        + " (table_name varchar, line bigint, position varchar, reason varchar)");
            }
            Map<String, TableColumns> tables = new HashMap<>();
            for (int number = 0; number < originals.size(); number++) {
                SourceFile file = originals.get(number);
                String table = file.table().name();
                tables.put(table, load(connection, file, number, tables.get(table)));
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint");
            }
        } catch (SQLException e) {
            throw broken(e);
        }
        Files.move(unfinished, database, StandardCopyOption.ATOMIC_MOVE);
    }

    private static TableColumns load(Connection connection, SourceFile file, int number, @Nullable TableColumns before)
            throws SQLException {
        return switch (file.table().format()) {
            case CSV -> SeparatedValues.load(connection, file, number, before, BAD_LINES);
            case PARQUET -> copyAsText(connection, file, number, before);
            case JSON -> JsonRows.load(connection, file, number, before);
        };
    }

    private static TableColumns copyAsText(
            Connection connection, SourceFile file, int number, @Nullable TableColumns before) {
        String from = " from read_parquet('" + literal(file.path()) + "')";
        String rows = "select %s, '" + literal(file.path().getFileName()) + "' as " + FILE_COLUMN + ", "
                + SourceLines.of(number, 0) + " + row_number() over () as " + RowCursor.LINE_COLUMN + from;
        try (Statement statement = connection.createStatement()) {
            List<String> names = columns(statement, "select *" + from + " limit 0");
            TableColumns columns = TableColumns.of(before, file, names);
            String table = "\"" + file.table().name() + "\"";
            String selected = rows.replaceFirst(
                    "%s", Matcher.quoteReplacement(texts(names, file.table().missing())));
            statement.execute(
                    before == null
                            ? "create table " + table + " as " + selected
                            : "insert into " + table + " by name " + selected);
            return columns;
        } catch (SQLException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.UNAVAILABLE,
                    "SRC-FILE " + file.path() + ": cannot be read (" + DatabaseMessages.withoutValues(e)
                            + "), expected " + file.table().format() + "; check the file, then run again",
                    e);
        }
    }

    /** A column's name as SQL takes it, whatever it holds. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Each column as text; the word for nothing is nothing. */
    private static String texts(List<String> names, @Nullable String missing) {
        return names.stream()
                .map(FileCopy::quoted)
                .map(name -> (missing == null
                                ? name + "::varchar"
                                : "nullif(" + name + "::varchar, '" + missing.replace("'", "''") + "')")
                        + " as " + name)
                .collect(Collectors.joining(", "));
    }

    private static List<String> columns(Statement statement, String sql) throws SQLException {
        try (ResultSet none = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                names.add(none.getMetaData().getColumnName(i));
            }
            return names;
        }
    }

    private static String literal(Path path) {
        return path.toString().replace("'", "''");
    }

    private Properties settings() {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", limits.memoryMegabytes() + "MB");
        properties.setProperty("threads", Integer.toString(limits.threads()));
        properties.setProperty("temp_directory", database + ".tmp");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        return properties;
    }

    private SourceFaultException broken(SQLException e) {
        return new SourceFaultException(
                SourceFaultException.Kind.UNAVAILABLE,
                "SRC-FILE the private copy " + database.getFileName() + " cannot be used ("
                        + DatabaseMessages.withoutValues(e) + "); check disk room, then run again",
                e);
    }

    /** The name that a copy of files has, as the mapping reads their tables. */
    private static Path database(Path directory, List<FileTable> tables, List<ReadFile> read) {
        MessageDigest all = Sha256.start();
        for (int number = 0; number < read.size(); number++) {
            // The name stands in the rows and in their places, so another name is another content.
            String head = tables.get(number) + "\n" + read.get(number).name() + "\n";
            all.update(head.getBytes(StandardCharsets.UTF_8));
            all.update(HexFormat.of().parseHex(read.get(number).digest()));
        }
        return directory.resolve(
                "files-" + HexFormat.of().formatHex(all.digest()).substring(0, 32) + ".duckdb");
    }
}
