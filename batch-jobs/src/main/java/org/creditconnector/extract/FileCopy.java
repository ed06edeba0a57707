package org.creditconnector.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.creditconnector.digest.Sha256;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * The private copy of a file source: one DuckDB file, readable by its owner only, every column as text, named by the digests of the
 * files. A night that is continued finds the same copy; files that changed in between make another one. Lines that cannot be read
 * are kept beside the tables with their place and reason.
 */
public final class FileCopy {
    private static final String BAD_LINES = "unreadable_lines";

    private final Path database;
    private final DuckDbLimits limits;

    private FileCopy(Path database, DuckDbLimits limits) {
        this.database = database;
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
     * @throws SourceFaultException when a file is missing, empty or unreadable as a whole
     */
    public static FileCopy of(Path directory, List<SourceFile> files, DuckDbLimits limits) {
        try {
            Files.createDirectories(directory);
            Path database = directory.resolve("files-" + digest(files) + ".duckdb");
            FileCopy copy = new FileCopy(database, limits);
            if (!Files.exists(database)) {
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

    /** The file that holds the copy. */
    public Path database() {
        return database;
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

    private void make(List<SourceFile> files) throws IOException {
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
            for (SourceFile file : files) {
                load(connection, file);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint");
            }
        } catch (SQLException e) {
            throw broken(e);
        }
        Files.move(unfinished, database, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void load(Connection connection, SourceFile file) throws SQLException, IOException {
        switch (file.table().format()) {
            case CSV -> SeparatedValues.load(connection, file, BAD_LINES);
            case PARQUET -> copyAsText(connection, file, "read_parquet");
            case JSON -> copyAsText(connection, file, "read_json_auto");
        }
    }

    private static void copyAsText(Connection connection, SourceFile file, String reader) throws SQLException {
        String path = file.path().toString().replace("'", "''");
        String sql =
                "create table \"" + file.table().name() + "\" as select columns(*)::varchar, row_number() over () as "
                        + RowCursor.LINE_COLUMN + " from " + reader + "('" + path + "')";
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.UNAVAILABLE,
                    "SRC-FILE " + file.path() + ": cannot be read (" + DatabaseMessages.withoutValues(e)
                            + "), expected " + file.table().format() + "; check the file, then run again",
                    e);
        }
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

    private static String digest(List<SourceFile> files) throws IOException {
        MessageDigest all = Sha256.start();
        for (SourceFile file : files) {
            all.update((file.table() + "\n").getBytes(StandardCharsets.UTF_8));
            all.update(digest(file.path()));
        }
        return HexFormat.of().formatHex(all.digest()).substring(0, 32);
    }

    private static byte[] digest(Path path) {
        MessageDigest digest = Sha256.start();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return digest.digest();
        } catch (IOException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.UNAVAILABLE,
                    "SRC-FILE " + path + ": " + (Files.exists(path) ? "cannot be read" : "there is no such file")
                            + "; check `files` of the source and that the lender has delivered, then run again",
                    e);
        }
    }
}
