package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.db.ValueDataType;
import org.h2.mvstore.tx.Transaction;
import org.h2.mvstore.tx.TransactionMap;
import org.h2.mvstore.tx.TransactionStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process may leave in an H2 file: a change that was never committed, without the note that takes it back. */
class KilledFileStoreTest {
    private static final Instant LONG_AGO = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path file;
    private String url;

    @BeforeEach
    void threeRows() throws SQLException {
        file = folder.resolve("store");
        url = "jdbc:h2:file:" + file;
        try (Connection connection = plain();
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (id int primary key, word varchar)");
            statement.execute("insert into kept values (1, 'one'), (2, 'two'), (3, 'three')");
        }
    }

    @Test
    void whatWasNeverCommittedIsSeenByNobody() throws Exception {
        deleteAndBeKilled(deadPort());
        try (Connection byItself = plain()) {
            assertThat(rows(byItself)).as("H2 by itself").containsExactly(2, 3);
        }
        deleteAndBeKilled(deadPort());

        try (Connection connection = connections().getConnection()) {
            assertThat(rows(connection)).containsExactly(1, 2, 3);
        }
        try (Connection again = plain()) {
            assertThat(rows(again)).as("also when it is opened again").containsExactly(1, 2, 3);
        }
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("store.mv.db", "store.guard");
        }
    }

    @Test
    void aFileThatSomebodyServesIsJoined() throws Exception {
        FileStoreConnections connections = connections();
        try (Connection server = connections.getConnection();
                Statement statement = server.createStatement()) {
            statement.execute("set autocommit off");
            statement.execute("delete from kept where id = 1");
            try (Connection second = connections.getConnection()) {
                assertThat(rows(second)).containsExactly(1, 2, 3);
            }
            assertThat(rows(server)).as("its open transaction goes on").containsExactly(2, 3);
        }
    }

    @Test
    void aFileThatWasClosedIsNotWrittenAnew() throws Exception {
        Files.setLastModifiedTime(Path.of(file + ".mv.db"), FileTime.from(LONG_AGO));
        Object before = Files.getAttribute(Path.of(file + ".mv.db"), "unix:ino");

        try (Connection connection = connections().getConnection()) {
            assertThat(rows(connection)).containsExactly(1, 2, 3);
        }
        assertThat(Files.getAttribute(Path.of(file + ".mv.db"), "unix:ino")).isEqualTo(before);
    }

    private FileStoreConnections connections() {
        return new FileStoreConnections(Vendor.H2.address(url), "sa", "");
    }

    private Connection plain() throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    /** As the first transaction sees them. */
    private static List<Integer> rows(Connection connection) throws SQLException {
        List<Integer> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from kept order by id")) {
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
        }
        return found;
    }

    /** Deletes row 1 in transaction 1, which never ends, and lets everything reach the disk but the note that undoes it. */
    private void deleteAndBeKilled(int port) throws IOException {
        try (MVStore store = new MVStore.Builder().fileName(file + ".mv.db").open()) {
            TransactionStore transactions = new TransactionStore(store, new ValueDataType());
            transactions.init();
            Transaction lost = transactions.begin();
            for (String name : store.getMapNames()) {
                if (name.startsWith("table.")) {
                    TransactionMap<Object, Object> rows = lost.openMap(name);
                    if (rows.sizeAsLong() == 3) {
                        rows.remove(rows.firstKey());
                    }
                }
            }
            store.removeMap("undoLog." + lost.getId());
            store.commit();
        }
        Properties lock = new Properties();
        lock.setProperty("method", "file");
        lock.setProperty("id", "killed");
        lock.setProperty("server", "127.0.0.1:" + port);
        Path locked = Path.of(file + ".lock.db");
        try (var out = Files.newOutputStream(locked)) {
            lock.store(out, null);
        }
        Files.setLastModifiedTime(locked, FileTime.from(LONG_AGO));
    }

    private static int deadPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
