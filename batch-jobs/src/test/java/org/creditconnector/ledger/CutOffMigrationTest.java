package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.creditconnector.faults.FaultyStore;
import org.creditconnector.faults.Life;
import org.creditconnector.faults.ProcessDeath;
import org.creditconnector.faults.StoreFaults;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The process dies between any two statements of the migrations: the next start finds the schema whole. */
class CutOffMigrationTest {
    /** Every so many statements of a long script; each statement would take minutes on PostgreSQL. */
    private static final int STEP = 7;

    private static final String COLUMNS = """
            select lower(table_name) as t, lower(column_name) as c from information_schema.columns
            where lower(table_schema) = 'public' order by 1, 2""";

    @ParameterizedTest
    @EnumSource
    void aMigrationThatWasCutOffIsFinishedByTheNextStart(TestDatabase database) {
        List<Map<String, Object>> whole = columns(database.empty());
        int deaths = 0;
        for (int statement = 3; ; statement += STEP) {
            StoreSettings settings = database.empty();
            if (!diesAt(settings, statement)) {
                break;
            }
            deaths++;
            assertThat(columns(settings)).as("died at statement " + statement).isEqualTo(whole);
        }
        assertThat(deaths).isGreaterThan(8);
    }

    /** The other half of it: a migration that is durable, and the note that it was applied is not. */
    @ParameterizedTest
    @EnumSource
    void everyMigrationMayBeMadeTwice(TestDatabase database) {
        StoreSettings settings = database.empty();
        List<Map<String, Object>> whole = columns(settings);
        int forgotten;
        try (Store store = Store.open(settings)) {
            forgotten = store.jdbc()
                    .sql("delete from \"flyway_schema_history\" where \"installed_rank\" > 1")
                    .update();
        }
        try (Store store = Store.open(settings)) {
            assertThat(store.migrationsApplied()).isEqualTo(forgotten).isGreaterThan(5);
            assertThat(store.jdbc()
                            .sql("select count(*) from write_lock")
                            .query(Long.class)
                            .single())
                    .isOne();
        }
        assertThat(columns(settings)).isEqualTo(whole);
    }

    private static boolean diesAt(StoreSettings settings, int number) {
        AtomicInteger statements = new AtomicInteger();
        Life life = new Life();
        StoreFaults death = new StoreFaults() {
            @Override
            public void beforeStatement(String sql, Life mine) throws SQLException {
                if (statements.incrementAndGet() == number) {
                    throw mine.end("at statement " + number + " of the migrations");
                }
            }
        };
        try (Store store = Store.open(settings, pool -> new FaultyStore(pool, () -> life, () -> death))) {
            assertThat(store.migrationsApplied()).isPositive();
            return false;
        } catch (ProcessDeath died) {
            return true;
        } catch (RuntimeException e) {
            assertThat(life.isOver()).as(e.toString()).isTrue();
            return true;
        }
    }

    private static List<Map<String, Object>> columns(StoreSettings settings) {
        try (Store store = Store.open(settings)) {
            return JdbcClient.create(store.dataSource()).sql(COLUMNS).query().listOfRows();
        }
    }
}
