package org.creditconnector.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.totals.ControlTotals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ranges that are read at once hold what they hold when they are read one by one; and when it pays to do so. */
class StretchTest {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 31);
    private static final int ACCOUNTS = 4_000;
    private static final int PAYMENTS_EACH = 20;
    private static final String LOANS = "select id, name, amount from loan where :range(id) order by :key(id)";
    private static final String PAYMENTS =
            "select p.loan_id as id, p.no, p.amount from payment p where :range(p.loan_id) order by :key(p.loan_id), p.no";
    private static final String FIGURES = "count(*) as accounts, sum(l.amount) as principal, cast(null as numeric) as"
            + " credit_limit, cast(null as numeric) as outstanding, cast(null as numeric) as overdue, sum(s.paid) as paid"
            + " from loan l left join (select p.loan_id, sum(p.amount) as paid from payment p where :range(p.loan_id)"
            + " group by p.loan_id) s on s.loan_id = l.id where :range(l.id)";
    private static final String CONTROL = "select l.currency, " + FIGURES + " group by l.currency";
    private static final String CONTROL_BY_KEY =
            "select l.id, l.currency, " + FIGURES + " group by l.id, l.currency order by :key(l.id)";

    private static EmbeddedPostgres postgres;

    /** Payments lie in the order in which they were made, a month of all accounts after the other. */
    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        run(
                "create table loan (id bigint primary key, name varchar(40), currency char(3), amount numeric(19,2))",
                "insert into loan select n * 3, 'N' || n, case n % 7 when 0 then 'USD' else 'EUR' end, n + 0.25"
                        + " from generate_series(1, " + ACCOUNTS + ") n",
                "create table payment (loan_id bigint, no integer, amount numeric(19,2), text char(200) default '')",
                "insert into payment select n * 3, m, m + n % 5 from generate_series(1, " + PAYMENTS_EACH
                        + ") m, generate_series(1, " + ACCOUNTS + ") n where n % 11 <> 0",
                "create index payment_by_loan on payment (loan_id)",
                "create table word (id text, v integer)",
                "insert into word select chr(97 + n % 26) || chr(65 + n % 25) || n, n from generate_series(1, 500) n",
                "analyze");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource(Reading.class)
    void rangesReadAtOnceHoldWhatTheyHoldOneByOne(Reading way) {
        for (String control : new String[] {null, CONTROL, CONTROL_BY_KEY}) {
            SourceQueries queries = queries(LOANS, PAYMENTS, control);
            try (LenderSource source = open().by(way)) {
                RangeReader reader = new RangeReader(source, queries, DAY, DAY);
                List<KeyRange> ranges =
                        RangePlan.of(source, queries, DAY, DAY, 300).ranges();
                List<String> oneByOne = readOneByOne(reader, ranges);
                assertThat(ranges).hasSize(14);
                assertThat(readAtOnce(reader, ranges)).isEqualTo(oneByOne);
                assertThat(readAtOnce(reader, ranges.subList(3, 9))).isEqualTo(oneByOne.subList(3, 9));
                assertThat(readAtOnce(reader, ranges.subList(13, 14))).isEqualTo(oneByOne.subList(13, 14));
                assertThat(reader.queriesByCursor()).isEmpty();
            }
        }
    }

    @Test
    void textKeysStayInTheOrderOfTheirBytes() {
        SourceQueries queries = new SourceQueries(
                "id",
                KeyType.TEXT,
                "id",
                Map.of("accounts", "select id, v from word where :range(id) order by :key(id)"),
                null);
        try (LenderSource source = open()) {
            RangeReader reader = new RangeReader(source, queries, DAY, DAY);
            List<KeyRange> ranges = RangePlan.of(source, queries, DAY, DAY, 40).ranges();
            assertThat(readAtOnce(reader, ranges)).isEqualTo(readOneByOne(reader, ranges));
        }
    }

    @Test
    void aStretchSeesTheMomentInWhichTheSourceWasOpened() throws Exception {
        SourceQueries queries = queries(LOANS, PAYMENTS, CONTROL_BY_KEY);
        try (LenderSource source = open()) {
            RangeReader reader = new RangeReader(source, queries, DAY, DAY);
            List<KeyRange> ranges =
                    RangePlan.of(source, queries, DAY, DAY, 1_000).ranges();
            List<String> before = readOneByOne(reader, ranges);
            run("insert into loan values (4, 'late', 'EUR', 1)");
            try {
                assertThat(readAtOnce(reader, ranges)).isEqualTo(before);
            } finally {
                run("delete from loan where id = 4");
            }
        }
    }

    @Test
    void aQueryThatCannotBeCopiedGoesByACursorAndNothingIsLeftOut() {
        String odd = PAYMENTS.replace("p.no, p.amount", "p.no, 7::oid as odd");
        SourceQueries queries = queries(LOANS, odd, CONTROL_BY_KEY);
        try (LenderSource source = open()) {
            RangeReader reader = new RangeReader(source, queries, DAY, DAY);
            List<KeyRange> ranges = RangePlan.of(source, queries, DAY, DAY, 500).ranges();
            List<String> read = readAtOnce(reader, ranges);
            assertThat(reader.queriesByCursor()).containsExactly("payments");
            assertThat(read).isEqualTo(readOneByOne(reader, ranges));
        }
    }

    @Test
    void whatQueriesPromiseIsDemandedAsOfASingleRange() {
        List<KeyRange> two = List.of(new KeyRange(0, null, 300L), new KeyRange(1, 300L, 600L));
        assertFault(two, queries(LOANS + " desc", null, null), "SRC-ORDER accounts: id ");
        assertFault(
                two,
                queries("select l.id from loan l, (values (1), (2)) v where :range(l.id) order by l.id", null, null),
                "SRC-KEY-DUPLICATE accounts: id 3 stands twice");
        assertFault(
                two,
                queries(LOANS.replace("where", "where id <> 333 and"), PAYMENTS, null),
                "SRC-ORPHAN payments: id 333 has a row here and none in accounts");
        assertFault(
                two,
                queries(LOANS, PAYMENTS, CONTROL_BY_KEY.replace("order by :key(l.id)", "order by l.id desc")),
                "SRC-ORDER control: id ");
        assertThatThrownBy(() -> {
                    try (LenderSource source = open()) {
                        new RangeReader(source, queries(LOANS, null, null), DAY, DAY)
                                .stretch(List.of(new KeyRange(0, null, 300L), new KeyRange(2, 303L, 600L)));
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[303, 600) does not follow [, 300)");
    }

    /** The first ranges come, then the database ends what reads them: those that are left are read one by one. */
    @Test
    void whereTheDatabaseEndsItTheRangesThatAreLeftAreReadOneByOne() throws Exception {
        SourceQueries queries = queries(LOANS, PAYMENTS, CONTROL_BY_KEY);
        try (LenderSource source = open()) {
            RangeReader reader = new RangeReader(source, queries, DAY, DAY);
            List<KeyRange> ranges = RangePlan.of(source, queries, DAY, DAY, 100).ranges();
            List<String> read = new ArrayList<>();
            try (Stretch stretch = reader.stretch(ranges)) {
                read.add(shown(stretch.read()));
                assertThat(
                                count(
                                        "select count(pg_terminate_backend(pid)) from pg_stat_activity where query like 'copy%'"))
                        .isPositive();
                while (stretch.hasNext()) {
                    read.add(shown(stretch.read()));
                }
            }
            assertThat(read).isEqualTo(readOneByOne(reader, ranges));
        }
    }

    @Test
    void whereThereAreTooFewConnectionsRangesAreReadOneByOne() {
        SourceQueries queries = queries(LOANS, PAYMENTS, CONTROL_BY_KEY);
        try (LenderSource source =
                LenderSource.open("lender", postgres.getPostgresDatabase(), 1, ZoneOffset.UTC, List.of())) {
            RangeReader reader = new RangeReader(source, queries, DAY, DAY);
            List<KeyRange> ranges =
                    RangePlan.of(source, queries, DAY, DAY, 2_000).ranges();
            assertThat(readAtOnce(reader, ranges)).hasSize(2);
        }
    }

    /** A range may take a second: what waits for a lock for longer is given up, what is only read slowly is not. */
    @Test
    void theTimeOfASingleQueryIsThatOfEachRange() throws Exception {
        SourceQueries queries = queries(LOANS, PAYMENTS, CONTROL_BY_KEY);
        QueryLimit second = QueryLimit.ofNight("lender", Duration.ofSeconds(1));
        try (LenderSource source = open().within(second)) {
            RangeReader reader = new RangeReader(source, queries, DAY, DAY);
            List<KeyRange> ranges = RangePlan.of(source, queries, DAY, DAY, 10).ranges();
            try (Connection lender = postgres.getPostgresDatabase().getConnection();
                    Statement statement = lender.createStatement();
                    Stretch stretch = reader.stretch(ranges)) {
                lender.setAutoCommit(false);
                statement.execute("lock table payment in access exclusive mode");
                assertThatThrownBy(stretch::read)
                        .hasMessageStartingWith("SRC-TIMEOUT source lender: the query payments");
                lender.rollback();
                assertThat(stretch.read().accounts())
                        .as("the same range, once the lock is gone")
                        .hasSize(10);
            }
        }
    }

    // ------------------------------------------------------------------ when it pays

    @Test
    void rowsThatLieApartAreReadAtOnceAndThoseThatLieTogetherAreNot() throws Exception {
        try (LenderSource source = open()) {
            RangeReader apart = new RangeReader(source, queries(LOANS, PAYMENTS, CONTROL_BY_KEY), DAY, DAY);
            List<KeyRange> ranges = RangePlan.of(source, queries(LOANS, PAYMENTS, null), DAY, DAY, 20)
                    .ranges();
            assertThat(ranges).hasSize(200);
            assertThat(apart.rangesAtOnce(ranges, 2)).isEqualTo(100);
            assertThat(apart.rangesAtOnce(ranges, 1)).isGreaterThanOrEqualTo(100);
            assertThat(apart.rangesAtOnce(ranges.subList(0, 2), 2))
                    .as("a range for each worker")
                    .isEqualTo(1);
            source.by(Reading.CURSOR);
            assertThat(apart.rangesAtOnce(ranges, 2)).as("by cursors").isEqualTo(1);
            source.by(Reading.RANGES);
            assertThat(apart.rangesAtOnce(ranges, 2)).as("switched off").isEqualTo(1);
            source.by(Reading.COPY);
            SourceQueries together = queries(LOANS, null, null);
            List<KeyRange> large = RangePlan.of(source, together, DAY, DAY, 500).ranges();
            assertThat(new RangeReader(source, together, DAY, DAY).rangesAtOnce(large, 2))
                    .as("rows in the order of their key")
                    .isEqualTo(1);
        }
    }

    private static void assertFault(List<KeyRange> ranges, SourceQueries queries, String message) {
        try (LenderSource source = open()) {
            RangeReader reader = new RangeReader(source, queries, DAY, DAY);
            assertThatThrownBy(() -> readAtOnce(reader, ranges))
                    .isInstanceOf(SourceFaultException.class)
                    .hasMessageStartingWith(message);
        }
    }

    private static List<String> readAtOnce(RangeReader reader, List<KeyRange> ranges) {
        List<String> read = new ArrayList<>();
        try (Stretch stretch = reader.stretch(ranges)) {
            for (KeyRange range : ranges) {
                assertThat(stretch.next()).isEqualTo(range);
                read.add(shown(stretch.read()));
            }
            assertThat(stretch.hasNext()).isFalse();
        }
        return read;
    }

    private static List<String> readOneByOne(RangeReader reader, List<KeyRange> ranges) {
        return ranges.stream().map(reader::read).map(StretchTest::shown).toList();
    }

    private static String shown(RangeReader.Read read) {
        StringBuilder text = new StringBuilder();
        for (SourceAccount account : read.accounts()) {
            text.append(account.rangeKey())
                    .append(List.of(account.account().values()))
                    .append(account.rows("payments").stream()
                            .map(row -> row.position() + List.of(row.values()))
                            .toList())
                    .append('\n');
        }
        ControlTotals totals = read.sourceTotals();
        return text.append(totals).toString();
    }

    private static LenderSource open() {
        return LenderSource.open("lender", postgres.getPostgresDatabase(), 4, ZoneOffset.UTC, List.of());
    }

    private static SourceQueries queries(String accounts, String payments, String control) {
        Map<String, String> queries = new LinkedHashMap<>();
        if (payments != null) {
            queries.put("payments", payments);
        }
        queries.put("accounts", accounts);
        return new SourceQueries("id", KeyType.INTEGER, "id", queries, control);
    }

    private static long count(String sql) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void run(String... statements) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
