package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the store asks PostgreSQL about its tables before it plans by them. */
class StatisticsTest {
    /** A table of more than 131,072 pages of 8 kB: 900,000 items. */
    @Test
    void aTableOfMoreThanAGigabyteIsAskedAboutToo() {
        try (Store store = Store.open(TestDatabase.POSTGRESQL.empty())) {
            JdbcClient jdbc = store.jdbc();
            jdbc.sql("update pg_class set relpages = 400000 where relname = 'report_item'")
                    .update();

            assertThat(store.ledByKeys(() -> "done")).isEqualTo("done");

            assertThat(jdbc.sql("select relpages from pg_class where relname = 'report_item'")
                            .query(Integer.class)
                            .single())
                    .as("a table that has not grown is left alone")
                    .isEqualTo(400_000);
        }
    }
}
