package org.creditconnector.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** COPY gives what a cursor gives, to the last value, or leaves a query to it. */
class CopiedRowsTest {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 31);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        run("create type mood as enum ('happy', 'très content')", "create domain cents as numeric(12, 2)");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'plain'::text",
                "''::text",
                "'ÄÖ€ 漢字 😀'::varchar(40)",
                "'ab'::char(5)",
                "'a_name'::name",
                "'x'",
                "null",
                "(-32768)::int2",
                "2147483647::int4",
                "(-9223372036854775808)::int8",
                "null::int8",
                "0::numeric",
                "0.00::numeric",
                "null::numeric(10, 2)",
                "1.50::numeric(15, 2)",
                "-0.000001::numeric",
                "1e-30::numeric",
                "1e40::numeric",
                "123456789012345678::numeric",
                "12345678901234567890.123456::numeric",
                "99999999999999.9999::numeric",
                "1.5::cents",
                "1.5::float4",
                "3.4e38::float4",
                "0.1::float8",
                "-1e300::float8",
                "true",
                "false",
                "null::boolean",
                "date '2024-02-29'",
                "{d '2024-02-29'}",
                "date '0044-03-15 BC'",
                "date '1500-02-28'",
                "date 'infinity'",
                "date '-infinity'",
                "timestamp '2024-02-29 23:59:59.999999'",
                "timestamp '1582-10-10 12:00'",
                "timestamp '0044-03-15 12:00:00.000001 BC'",
                "timestamp 'infinity'",
                "timestamp '-infinity'",
                "timestamptz '2024-02-29 23:59:59.5+01'",
                "timestamptz '1941-03-16 00:30+09'",
                "timestamptz 'infinity'",
                "timestamptz '-infinity'",
                "'6f1c2b34-0000-1000-8000-00805f9b34fb'::uuid",
                "'très content'::mood"
            })
    void aValueIsTheCursorsToItsScale(String expression) {
        SourceQueries queries =
                queries(KeyType.INTEGER, "select 1::int8 as id, " + expression + " as v where :range(1)");
        Object copied = read(Reading.COPY, queries, true).get(0).account().value(1);
        Object fetched = read(Reading.CURSOR, queries, false).get(0).account().value(1);
        assertThat(copied).isEqualTo(fetched);
        if (!expression.startsWith("null")) {
            assertThat(copied).isNotNull();
        }
    }

    @Test
    void amountsOfEveryScaleAndSizeAreTheCursors() {
        Random random = new Random(7);
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int digits = 1 + random.nextInt(38);
            StringBuilder number = new StringBuilder(random.nextBoolean() ? "-" : "");
            int point = random.nextInt(digits + 1);
            number.append(point == 0 ? "0" : "");
            for (int d = 0; d < digits; d++) {
                number.append(d == point ? "." : "").append(random.nextInt(3) == 0 ? random.nextInt(10) : 0);
            }
            numbers.add("(" + i + "::int8, " + number + "::numeric)");
        }
        SourceQueries queries = queries(
                KeyType.INTEGER,
                "select * from (values " + String.join(", ", numbers) + ") t (id, v) where :range(id) order by id");
        List<Object> copied = second(read(Reading.COPY, queries, true));
        assertThat(copied).hasSize(2_000).isEqualTo(second(read(Reading.CURSOR, queries, false)));
        assertThat(((BigDecimal) copied.get(0)).precision()).isPositive();
    }

    @Test
    void aTimeStampWithAZoneIsLocalToTheLender() {
        SourceQueries queries =
                queries(KeyType.INTEGER, "select 1 as id, timestamptz '2024-02-29 23:00+00' as v where :range(1)");
        assertThat(second(read(Reading.COPY, queries, true))).containsExactly(LocalDateTime.of(2024, 3, 1, 7, 0));
        assertThat(second(read(Reading.CURSOR, queries, false))).containsExactly(LocalDateTime.of(2024, 3, 1, 7, 0));
    }

    @ParameterizedTest
    @EnumSource(Reading.class)
    void whatIsCalledANumberAndIsNoneIsRefused(Reading way) {
        for (String none : List.of("'NaN'::numeric", "'NaN'::float4", "'-Infinity'::float8")) {
            SourceQueries queries = queries(KeyType.INTEGER, "select 1 as id, " + none + " as v where :range(1)");
            assertThatThrownBy(() -> read(way, queries, way == Reading.COPY))
                    .isInstanceOf(SourceFaultException.class)
                    .hasMessage("SRC-NUMBER accounts: the column v holds NaN or infinity, expected a number or nothing;"
                            + " turn it into null in the query, or mend the source");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 as id, 7::oid as v where :range(1)",
                "select 1 as id, 'x'::\"char\" as v where :range(1)",
                "select 1 as id, 1.5::money as v where :range(1)"
            })
    void whatCannotBeCopiedGoesByACursor(String sql) {
        SourceQueries queries = queries(KeyType.INTEGER, sql);
        assertThat(second(read(Reading.COPY, queries, false))).isEqualTo(second(read(Reading.CURSOR, queries, false)));
    }

    @ParameterizedTest
    @EnumSource(Reading.class)
    void typesThatCannotBeMappedAreRefusedEitherWay(Reading way) {
        for (String other :
                List.of("array[1, 2]", "'\\x00'::bytea", "'{}'::jsonb", "interval '1 day'", "time '10:00'")) {
            SourceQueries queries = queries(KeyType.INTEGER, "select 1 as id, " + other + " as v where :range(1)");
            assertThatThrownBy(() -> read(way, queries, false))
                    .isInstanceOf(SourceFaultException.class)
                    .hasMessageStartingWith("SRC-TYPE accounts: a column of type ");
        }
    }

    @Test
    void signsInKeysAndInTheQueryMeanThemselves() throws Exception {
        run("drop table if exists odd", "create table odd (id text, tags jsonb)");
        for (String key : new String[] {"a''b", "a\\b", "?", "$1", "--", "''); drop table odd; --", "ü", "~"}) {
            run("insert into odd values ('" + key + "', '{\"k\": 1}')");
        }
        SourceQueries queries = queries(KeyType.TEXT, """
                select id, (tags ?? 'k') as v, '?' as q -- a key's place: ?
                  from odd where :range(id) order by :key(id) -- to the end
                """);
        for (String setting : List.of("on", "off")) {
            run("alter database postgres set standard_conforming_strings = " + setting);
            List<Object> keys = new ArrayList<>();
            try (LenderSource source = open(Reading.COPY)) {
                RangeReader reader = new RangeReader(source, queries, DAY, DAY);
                for (KeyRange range : RangePlan.of(source, queries, DAY, DAY, 1).ranges()) {
                    List<SourceAccount> one = reader.read(range).accounts();
                    assertThat(one).as(range.toString()).hasSize(1);
                    assertThat(one.get(0).account().value(1)).isEqualTo(true);
                    keys.add(one.get(0).rangeKey());
                }
                assertThat(reader.queriesByCursor()).isEmpty();
            }
            assertThat(keys).containsExactly("$1", "'); drop table odd; --", "--", "?", "a'b", "a\\b", "~", "ü");
        }
        run("alter database postgres reset standard_conforming_strings");
    }

    @Test
    void aFaultOnTheWayNamesTheQueryAndTheSourceIsAsGoodAsBefore() {
        String accounts = "select n as id, 1 / (5000 - n) as v from generate_series(1::int8, 100000) n where :range(n)";
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("accounts", "select n as id from generate_series(2::int8, 100000) n where :range(n)");
        texts.put("payments", "select n as id from generate_series(1::int8, 100000) n where :range(n)");
        SourceQueries orphan = new SourceQueries("id", KeyType.INTEGER, "id", texts, null);
        SourceQueries division = queries(KeyType.INTEGER, accounts);
        try (LenderSource source = open(Reading.COPY)) {
            for (int i = 0; i < 10; i++) {
                RangeReader reader = new RangeReader(source, orphan, DAY, DAY);
                assertThatThrownBy(() -> reader.read(KeyRange.all()))
                        .hasMessageStartingWith("SRC-ORPHAN payments: id 1 ");
                assertThat(reader.queriesByCursor()).isEmpty();
                assertThatThrownBy(() -> new RangeReader(source, division, DAY, DAY).read(KeyRange.all()))
                        .hasMessageStartingWith("SRC-QUERY accounts: the database refused it (SQL state 22012");
            }
            assertThat(new RangeReader(source, division, DAY, DAY)
                            .read(new KeyRange(0, 1L, 5_000L))
                            .accounts())
                    .hasSize(4_999);
        }
    }

    @Test
    void rowsOfOneAccountShareKeyAndPlace() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("accounts", "select n as id from generate_series(1000::int8, 1001) n where :range(n)");
        texts.put(
                "payments",
                "select n / 3 as id, n as v from generate_series(3000::int8, 3005) n where :range(n / 3) order by n");
        try (LenderSource source = open(Reading.COPY)) {
            List<SourceAccount> accounts = new RangeReader(
                            source, new SourceQueries("id", KeyType.INTEGER, "id", texts, null), DAY, DAY)
                    .read(KeyRange.all())
                    .accounts();
            List<SourceRow> rows = accounts.get(1).rows("payments");
            assertThat(rows).extracting(row -> row.value(1)).containsExactly(3003L, 3004L, 3005L);
            assertThat(rows).extracting(SourceRow::position).containsOnly("payments id 1001");
            assertThat(rows.get(2).position()).isSameAs(rows.get(0).position());
            assertThat(rows.get(2).value(0)).isSameAs(rows.get(0).value(0));
        }
    }

    private static List<Object> second(List<SourceAccount> accounts) {
        return accounts.stream().map(account -> account.account().value(1)).toList();
    }

    /** Reads all, and makes sure of the way that was taken. */
    private static List<SourceAccount> read(Reading way, SourceQueries queries, boolean copied) {
        try (LenderSource source = open(way)) {
            RangeReader reader = new RangeReader(source, queries, DAY, DAY);
            List<SourceAccount> accounts = reader.read(KeyRange.all()).accounts();
            if (way == Reading.COPY) {
                assertThat(reader.queriesByCursor().isEmpty()).as("copied").isEqualTo(copied);
            }
            return accounts;
        }
    }

    private static LenderSource open(Reading way) {
        return LenderSource.open("lender", postgres.getPostgresDatabase(), 2, ZONE, List.of())
                .by(way);
    }

    private static SourceQueries queries(KeyType type, String accounts) {
        return new SourceQueries("id", type, "id", Map.of("accounts", accounts), null);
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
