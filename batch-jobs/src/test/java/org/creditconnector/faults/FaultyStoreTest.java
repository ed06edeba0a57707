package org.creditconnector.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.creditconnector.faults.DeathAtCommit.Side;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A fault wrapper that does not do what it says would make every proof built on it worthless. */
class FaultyStoreTest {
    private final AtomicReference<Life> life = new AtomicReference<>(new Life());
    private final AtomicReference<StoreFaults> faults = new AtomicReference<>(StoreFaults.NONE);
    private Store store;
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        store = Store.open(TestDatabase.H2.empty(), pool -> new FaultyStore(pool, life::get, faults::get));
        jdbc = JdbcClient.create(store.dataSource());
        jdbc.sql("create table note (text varchar(20))").update();
    }

    @AfterEach
    void close() {
        life.set(new Life());
        faults.set(StoreFaults.NONE);
        store.close();
    }

    private void write(String text) {
        jdbc.sql("insert into note values (?)").param(text).update();
    }

    private long notes() {
        life.set(new Life());
        faults.set(StoreFaults.NONE);
        return jdbc.sql("select count(*) from note").query(Long.class).single();
    }

    private void writeTwoInOneTransaction() {
        store.transactions().executeWithoutResult(status -> {
            write("one");
            write("two");
        });
    }

    @Test
    void deathBeforeACommitLosesTheTransactionAndAllThatFollows() {
        faults.set(new DeathAtCommit(1, Side.BEFORE));
        assertThatThrownBy(this::writeTwoInOneTransaction).isInstanceOf(ProcessDeath.class);
        assertThatThrownBy(() -> write("three")).isInstanceOf(ProcessDeath.class);
        assertThat(notes()).isZero();
    }

    @Test
    void deathAfterACommitKeepsItAndLosesAllThatFollows() {
        faults.set(new DeathAtCommit(1, Side.AFTER));
        assertThatThrownBy(this::writeTwoInOneTransaction).isInstanceOf(ProcessDeath.class);
        assertThatThrownBy(() -> write("three")).isInstanceOf(ProcessDeath.class);
        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void deathWithinATransactionRollsItBack() {
        assertThatThrownBy(() -> store.transactions().executeWithoutResult(status -> {
                    write("one");
                    throw life.get().end("within");
                }))
                .isInstanceOf(ProcessDeath.class);
        assertThat(notes()).isZero();
    }

    @Test
    void aStatementOutsideATransactionIsACommitAndAReadingOneIsNot() {
        DeathAtCommit counts = DeathAtCommit.never();
        faults.set(counts);
        write("one");
        writeTwoInOneTransaction();
        store.transactions()
                .executeWithoutResult(status ->
                        jdbc.sql("select text from note").query(String.class).list());
        assertThat(counts.commits()).isEqualTo(2);
        assertThat(counts.statements()).isEqualTo(4);
    }

    @Test
    void aLostAnswerToACommitLeavesTheCommit() {
        faults.set(new StoreFaults() {
            @Override
            public void afterCommit(Life mine) throws SQLException {
                throw FaultyStore.connectionLost("after the commit");
            }
        });
        assertThatThrownBy(this::writeTwoInOneTransaction).isInstanceOf(DataAccessException.class);
        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void aConnectionLostWithinATransactionRollsItBack() {
        faults.set(new StoreFaults() {
            private int statements;

            @Override
            public void beforeStatement(String sql, Life mine) throws SQLException {
                if (++statements == 2) {
                    throw FaultyStore.connectionLost("before a statement");
                }
            }
        });
        assertThatThrownBy(this::writeTwoInOneTransaction).isInstanceOf(DataAccessException.class);
        assertThat(notes()).isZero();
    }

    @Test
    void rewrittenSqlRunsInPlaceOfOurs() {
        faults.set(new StoreFaults() {
            @Override
            public String rewritten(String sql) {
                return sql.replace("values (?)", "values (upper(?))");
            }
        });
        write("one");
        assertThat(jdbc.sql("select text from note").query(String.class).single())
                .isEqualTo("ONE");
    }
}
