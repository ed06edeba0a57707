package org.creditconnector.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Connections to a store in an H2 file, which is mended first when the process that served it was killed.
 *
 * <p>What H2 writes at a commit is consistent within a table, not across tables (h2database issues 1222 and 2080): after a
 * {@code kill -9} a row may be there as a transaction had changed it that was never committed, without the note that would take the
 * change back. Such a row is seen only by transactions that happen to have the number of the lost one: a key range would be
 * taken for stored by one step and for open by the next. So a file that was not closed is written anew, by H2's own SCRIPT, in a
 * transaction with a number that none can have had.
 *
 * <p>A file that is served has a lock file that names a port somebody listens on; one that was closed has no lock file.
 */
final class FileStoreConnections extends DriverManagerDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(FileStoreConnections.class);

    /** More than the transactions that all processes on one machine have open together: each has a pool of ten at most. */
    private static final int NUMBERS_TAKEN = 500;

    /** H2's code for a file that another process has open. */
    private static final int OPEN_ELSEWHERE = 90_020;

    private static final int CONNECT_MILLIS = 2_000;

    private final String path;
    private final String exclusive;

    /** @param url what connections are made with; {@code jdbc:h2:file:PATH}, with or without settings */
    FileStoreConnections(String url, String user, String password) {
        super(url, user, password);
        String[] parts = url.substring("jdbc:h2:file:".length()).split(";", 2);
        this.path = Path.of(parts[0].replaceFirst("^~", Matcher.quoteReplacement(System.getProperty("user.home"))))
                .toAbsolutePath()
                .normalize()
                .toString();
        this.exclusive = withoutServer(url);
    }

    /** Other processes must not join while the file is written anew. */
    private static String withoutServer(String url) {
        List<String> kept = new ArrayList<>(List.of(url.split(";")));
        kept.removeIf(part -> part.toUpperCase(Locale.ROOT).startsWith("AUTO_SERVER="));
        return String.join(";", kept);
    }

    /** One at a time, also among processes: nobody joins a file that is being mended. */
    @Override
    protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
        synchronized (FileStoreConnections.class) {
            try {
                Path guard = Path.of(path + ".guard");
                Files.createDirectories(guard.toAbsolutePath().getParent());
                try (FileChannel channel =
                        FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    channel.lock();
                    if (wasLeftOpen()) {
                        mend(properties);
                    }
                    return super.getConnectionFromDriver(properties);
                }
            } catch (IOException e) {
                throw new SQLException("the files of the store cannot be used: " + e, e);
            }
        }
    }

    private boolean wasLeftOpen() throws IOException {
        Path lock = Path.of(path + ".lock.db");
        if (!Files.exists(lock) || !Files.exists(Path.of(path + ".mv.db"))) {
            return false;
        }
        Properties served = new Properties();
        try (InputStream in = Files.newInputStream(lock)) {
            served.load(in);
        }
        String server = served.getProperty("server");
        return server == null || !answers(server);
    }

    /** @param server {@code HOST:PORT} */
    private static boolean answers(String server) {
        int colon = server.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1))),
                    CONNECT_MILLIS);
            return true;
        } catch (IOException nobodyListens) {
            return false;
        }
    }

    private void mend(Properties properties) throws IOException, SQLException {
        long start = System.nanoTime();
        Path file = Path.of(path + ".mv.db");
        Path script = Path.of(path + ".mending.sql");
        Path mended = Path.of(path + ".mending.mv.db");
        try {
            if (!write(script, properties)) {
                return;
            }
            Files.deleteIfExists(mended);
            read(script, properties);
            Files.move(mended, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(script);
            Files.deleteIfExists(mended);
        }
        LOG.warn(
                "the process that had the store open was killed; its file was written anew in {} ms, nothing that was committed is lost",
                (System.nanoTime() - start) / 1_000_000);
    }

    /** False when somebody has the file open after all. */
    private boolean write(Path script, Properties properties) throws SQLException {
        List<Connection> numbers = new ArrayList<>();
        try {
            for (int number = 0; number < NUMBERS_TAKEN; number++) {
                Connection taken = DriverManager.getConnection(exclusive + ";IFEXISTS=TRUE", properties);
                numbers.add(taken);
                taken.setAutoCommit(false);
                try (Statement statement = taken.createStatement()) {
                    statement.execute("select 1");
                }
            }
            Connection last = numbers.get(numbers.size() - 1);
            run(last, "script to ? compression lzf", script);
            return true;
        } catch (SQLException e) {
            if (numbers.isEmpty() && e.getErrorCode() == OPEN_ELSEWHERE) {
                return false;
            }
            throw e;
        } finally {
            numbers.forEach(JdbcUtils::closeConnection);
        }
    }

    private void read(Path script, Properties properties) throws SQLException {
        String url = exclusive.replaceFirst(
                "(?i)^jdbc:h2:file:[^;]*", Matcher.quoteReplacement("jdbc:h2:file:" + path + ".mending"));
        try (Connection mended = DriverManager.getConnection(url, properties)) {
            run(mended, "runscript from ? compression lzf", script);
        }
    }

    private static void run(Connection connection, String sql, Path script) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, script.toString());
            statement.execute();
        }
    }
}
