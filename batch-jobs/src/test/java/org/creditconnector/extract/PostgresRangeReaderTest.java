package org.creditconnector.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresRangeReaderTest extends RangeReaderContract {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Override
    DataSource lender() {
        return postgres.getPostgresDatabase();
    }

    @Override
    String endless() {
        return "(select sum(n) from generate_series(1, 1000000000000::bigint) n)";
    }

    @Override
    DataSource gone() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {1});
        return source;
    }

    @Test
    void allRangesOfARunSeeOneMomentWhateverTheLenderWritesMeanwhile() throws Exception {
        LocalDate day = LocalDate.of(2024, 3, 31);
        SourceQueries queries =
                queries(KeyType.INTEGER, "select id, name from loan where :range(id) order by :key(id)", null, null);
        try (LenderSource source = open()) {
            RangePlan plan = RangePlan.of(source, queries, day, day, 10);
            RangeReader reader = new RangeReader(source, queries, day, day);
            int read = reader.read(plan.ranges().get(0)).accounts().size();
            run("delete from loan where id > 60", "insert into loan values (34, 'new', 1, date '2024-01-01')");
            for (KeyRange range : plan.ranges().subList(1, plan.ranges().size())) {
                read += reader.read(range).accounts().size();
            }
            assertThat(read).isEqualTo(25);
        }
    }
}
