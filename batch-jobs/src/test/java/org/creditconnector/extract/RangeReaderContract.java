package org.creditconnector.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.creditconnector.mapping.TableContract;
import org.creditconnector.source.SourceAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reading by key ranges promises, on every database that ships with the product. */
abstract class RangeReaderContract {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 31);
    private static final String ACCOUNTS =
            "select id, name, amount, opened from loan where :range(id) order by :key(id)";
    private static final String CHILDREN =
            "select p.loan_id as id, p.paid_on, p.amount from payment p where :range(p.loan_id) order by :key(p.loan_id), p.paid_on";

    /** Each of its tables has a range of its own. */
    private static final String CONTROL =
            "select 'EUR' as currency, count(*) as accounts, sum(l.amount) as principal, cast(null as numeric) as"
                    + " credit_limit, cast(null as numeric) as outstanding, cast(null as numeric) as overdue, sum(s.paid) as paid"
                    + " from loan l left join (select p.loan_id, sum(p.amount) as paid from payment p where :range(p.loan_id)"
                    + " group by p.loan_id) s on s.loan_id = l.id where :range(l.id)";

    abstract DataSource lender();

    /** An expression that a database works on for longer than any test lasts; of the number that is its parameter. */
    abstract String endless();

    @BeforeEach
    void tables() throws Exception {
        run(
                "drop table if exists payment",
                "drop table if exists loan",
                "create table loan (id bigint, name varchar(40), amount numeric(19,6), opened date)",
                "create table payment (loan_id bigint, paid_on date, amount numeric(19,6))");
        for (int id = 1; id <= 25; id++) {
            run("insert into loan values (" + id * 3 + ", 'N" + id + "', " + id + ".5, date '2024-01-31')");
            if (id % 2 == 0) {
                run(
                        "insert into payment values (" + id * 3 + ", date '2024-02-29', 1)",
                        "insert into payment values (" + id * 3 + ", date '2024-03-01', 2)");
            }
        }
    }

    @Test
    void readsEveryAccountOnceOverAllRangesWithItsRows() {
        SourceQueries queries = queries(KeyType.INTEGER, ACCOUNTS, CHILDREN, null);
        try (LenderSource source = open()) {
            RangePlan plan = RangePlan.of(source, queries, DAY, DAY, 10);
            assertThat(plan.accounts()).isEqualTo(25);
            assertThat(plan.ranges()).extracting(KeyRange::toString).containsExactly("[, 33)", "[33, 63)", "[63, )");
            RangeReader reader = new RangeReader(source, queries, DAY, DAY);
            List<SourceAccount> all = new ArrayList<>();
            plan.ranges().forEach(range -> all.addAll(reader.read(range).accounts()));
            assertThat(all).hasSize(25).extracting(SourceAccount::rangeKey).doesNotHaveDuplicates();
            SourceAccount second = all.get(1);
            assertThat(second.account().value(1)).isEqualTo("N2");
            assertThat((BigDecimal) second.account().value(2)).isEqualByComparingTo("2.5");
            assertThat(second.account().value(3)).isEqualTo(LocalDate.of(2024, 1, 31));
            assertThat(second.rows("payments")).hasSize(2);
            assertThat(second.rows("payments").get(0).value(1)).isEqualTo(LocalDate.of(2024, 2, 29));
            assertThat(second.account().position()).isEqualTo("accounts id 6");
            assertThat(all.get(0).rows("payments")).isEmpty();
        }
    }

    @Test
    void givesTheSourcesOwnTotalsOfTheSameRange() {
        SourceQueries queries = queries(KeyType.INTEGER, ACCOUNTS, CHILDREN, CONTROL);
        try (LenderSource source = open()) {
            RangeReader.Read read = new RangeReader(source, queries, DAY, DAY).read(new KeyRange(0, 3L, 9L));
            assertThat(read.sourceTotals().accounts()).isEqualTo(2);
            assertThat(read.sourceTotals().amounts().get("EUR").principal()).isEqualByComparingTo("4.0");
            assertThat(read.sourceTotals().amounts().get("EUR").paid()).isEqualByComparingTo("3");
            assertThat(read.sourceTotals().amounts().get("EUR").overdue()).isNull();
        }
    }

    @Test
    void textKeysGoByTheirBytesOnEveryDatabase() throws Exception {
        run("drop table payment", "drop table loan", "create table loan (id varchar(10))");
        for (String key : new String[] {"b", "A", "é", "a", "B", "10", "9", "~"}) {
            run("insert into loan values ('" + key + "')");
        }
        SourceQueries queries =
                queries(KeyType.TEXT, "select id from loan where :range(id) order by :key(id)", null, null);
        try (LenderSource source = open()) {
            RangePlan plan = RangePlan.of(source, queries, DAY, DAY, 3);
            RangeReader reader = new RangeReader(source, queries, DAY, DAY);
            List<Object> keys = new ArrayList<>();
            plan.ranges()
                    .forEach(range -> reader.read(range).accounts().forEach(account -> keys.add(account.rangeKey())));
            assertThat(keys).containsExactly("10", "9", "A", "B", "a", "b", "~", "é");
        }
    }

    @Test
    void anUnorderedQueryStopsTheRunWithQueryAndKey() {
        SourceQueries queries =
                queries(KeyType.INTEGER, "select id from loan where :range(id) order by id desc", null, null);
        try (LenderSource source = open()) {
            assertThatThrownBy(() -> new RangeReader(source, queries, DAY, DAY).read(KeyRange.all()))
                    .isInstanceOf(SourceFaultException.class)
                    .hasMessage("SRC-ORDER accounts: id 72 comes after 75, expected ascending keys; end the query with"
                            + " `order by :key(...)`");
        }
    }

    @Test
    void aQueryThatNeverEndsIsStoppedAndSaysWhatToDo() {
        String never = "select p.loan_id as id, " + endless()
                + " as amount from payment p where :range(p.loan_id) order by :key(p.loan_id)";
        QueryLimit second = QueryLimit.ofNight("lender", Duration.ofSeconds(1));
        try (LenderSource source = open().within(second)) {
            RangeReader reader = new RangeReader(source, queries(KeyType.INTEGER, ACCOUNTS, never, null), DAY, DAY);
            assertThatThrownBy(() -> reader.read(KeyRange.all()))
                    .isInstanceOfSatisfying(
                            SourceFaultException.class,
                            fault -> assertThat(fault.kind()).isEqualTo(SourceFaultException.Kind.UNAVAILABLE))
                    .hasMessage(
                            "SRC-TIMEOUT source lender: the query payments was stopped after 1s, expected an answer before"
                                    + " that; see in the lender's database what it waits for (a lock) or lacks (an index on the range key),"
                                    + " make range-size smaller, or raise sources.lender.query-timeout; then run again");
            assertThat(new RangeReader(source, queries(KeyType.INTEGER, ACCOUNTS, CHILDREN, null), DAY, DAY)
                            .read(KeyRange.all())
                            .accounts())
                    .as("the source is as good as before")
                    .hasSize(25);
        }
    }

    @Test
    void aPlanAndAContractThatNeverEndAreStopped() throws Exception {
        run("create or replace view slow as select id, " + endless() + " as amount from loan");
        QueryLimit second = QueryLimit.ofLook(Duration.ofSeconds(1));
        SourceQueries queries = queries(
                KeyType.INTEGER,
                "select id, amount from slow where :range(id) and amount > 0 order by :key(id)",
                null,
                null);
        try (LenderSource source = open().within(second)) {
            assertThatThrownBy(() -> RangePlan.of(source, queries, DAY, DAY, 10))
                    .hasMessageStartingWith(
                            "SRC-TIMEOUT source lender: planning the ranges of the query accounts was stopped after"
                                    + " 1s, expected");
            TableContract contract = new TableContract(
                    "slow", List.of(), Map.of(), List.of("amount"), Map.of(), 0, Long.MAX_VALUE, null);
            assertThatThrownBy(() -> ContractCheck.demand(source, List.of(contract), DAY))
                    .hasMessageStartingWith(
                            "SRC-TIMEOUT source lender: checking the contract was stopped after 1s, expected");
        } finally {
            run("drop view slow");
        }
    }

    @Test
    void aChildWithoutAccountStopsTheRun() throws Exception {
        run("insert into payment values (4, date '2024-02-01', 1)");
        try (LenderSource source = open()) {
            assertThatThrownBy(
                            () -> new RangeReader(source, queries(KeyType.INTEGER, ACCOUNTS, CHILDREN, null), DAY, DAY)
                                    .read(KeyRange.all()))
                    .hasMessageStartingWith("SRC-ORPHAN payments: id 4 has a row here and none in accounts");
        }
    }

    @Test
    void aKeyThatStandsTwiceStopsThePlanAndTheReading() throws Exception {
        run("insert into loan values (3, 'twin', 1, date '2024-01-01')");
        SourceQueries queries = queries(KeyType.INTEGER, ACCOUNTS, null, null);
        try (LenderSource source = open()) {
            assertThatThrownBy(() -> RangePlan.of(source, queries, DAY, DAY, 10))
                    .hasMessageStartingWith(
                            "SRC-KEY-DUPLICATE accounts: of 26 accounts 1 repeat another's range key id");
            assertThatThrownBy(() -> new RangeReader(source, queries, DAY, DAY).read(KeyRange.all()))
                    .hasMessageStartingWith("SRC-KEY-DUPLICATE accounts: id 3 stands twice");
        }
    }

    @Test
    void aQueryThatTheDatabaseRefusesNamesTheQueryAndNoValues() {
        SourceQueries queries = queries(KeyType.INTEGER, "select id, nosuch from loan where :range(id)", null, null);
        try (LenderSource source = open()) {
            assertThatThrownBy(() -> new RangeReader(source, queries, DAY, DAY).shapes())
                    .isInstanceOf(SourceFaultException.class)
                    .hasMessageStartingWith("SRC-QUERY accounts: the database refused it")
                    .extracting(e -> ((SourceFaultException) e).kind())
                    .isEqualTo(SourceFaultException.Kind.MAPPING);
        }
    }

    // ------------------------------------------------------------------ lists of keys, and what changed

    @Test
    void readsTheAccountsOfAListAndNoOthers() {
        SourceQueries queries = queries(KeyType.INTEGER, ACCOUNTS, CHILDREN, CONTROL);
        try (LenderSource source = open()) {
            RangeReader.Read read =
                    new RangeReader(source, queries, DAY, DAY).read(KeyRange.of(4, List.of(6L, 9L, 1_000L)));
            assertThat(read.accounts()).extracting(SourceAccount::rangeKey).containsExactly(6L, 9L);
            assertThat(read.accounts().get(0).rows("payments")).hasSize(2);
            assertThat(read.accounts().get(1).rows("payments")).isEmpty();
            assertThat(read.sourceTotals().accounts()).isEqualTo(2);
            assertThat(read.sourceTotals().amounts().get("EUR").paid()).isEqualByComparingTo("3");
            RangeReader.Read none = new RangeReader(source, queries, DAY, DAY).read(KeyRange.of(0, List.of()));
            assertThat(none.accounts()).isEmpty();
            assertThat(none.sourceTotals().accounts()).isZero();
        }
    }

    @Test
    void aListOfTextKeysIsReadInTheOrderOfTheirBytes() throws Exception {
        run(
                "drop table if exists word",
                "create table word (id varchar(20))",
                "insert into word values ('a'), ('B'), ('\u00e9'), ('z')");
        SourceQueries queries =
                queries(KeyType.TEXT, "select id from word where :range(id) order by :key(id)", null, null);
        try (LenderSource source = open()) {
            KeyRange list = KeyRange.of(0, KeyType.TEXT.sorted(List.of("\u00e9", "a", "B", "a")));
            assertThat(list.keys()).containsExactly("B", "a", "\u00e9");
            assertThat(new RangeReader(source, queries, DAY, DAY).read(list).accounts())
                    .extracting(SourceAccount::rangeKey)
                    .containsExactly("B", "a", "\u00e9");
        }
    }

    private ChangedKeys changed(String sql, int percent) {
        SourceQueries queries = new SourceQueries("id", KeyType.INTEGER, "id", Map.of("accounts", ACCOUNTS), null, sql);
        try (LenderSource source = open()) {
            return ChangedKeys.since(
                    source, queries, DAY, DAY, DAY.minusDays(31).atTime(12, 0), percent);
        }
    }

    @Test
    void changedKeysComeInOrderAndEachOnce() {
        String sql = "select loan_id as id from payment where paid_on > :since union all"
                + " select id from loan where id < 7 and opened <= :asOf order by id desc";
        ChangedKeys changed = changed(sql, 100);
        assertThat(changed.accounts()).isEqualTo(25);
        assertThat(changed.tooMany()).isFalse();
        assertThat(changed.keys()).startsWith(3L, 6L, 12L).endsWith(72L).hasSize(13);
        assertThat(changed(sql, 20).tooMany()).isTrue();
    }

    @Test
    void aQueryOfChangesThatCannotBeUsedIsNamed() {
        assertThatThrownBy(() -> changed("select loan_id from payment where paid_on > :since", 100))
                .isInstanceOf(SourceFaultException.class)
                .hasMessageStartingWith("SRC-QUERY changes: the query that names what changed cannot be used (")
                .hasMessageContaining("it gives the column id and compares with :since");
        assertThatThrownBy(() -> changed("select cast(null as bigint) as id from loan where opened < :since", 100))
                .hasMessageStartingWith("SRC-KEY changes: a row without id");
        assertThatThrownBy(() -> changed("select name as id from loan where opened < :since", 100))
                .hasMessageContaining("a key is no whole number");
    }

    @Test
    void aSourceThatIsNotThereIsUnavailable() {
        assertThatThrownBy(() -> LenderSource.open("gone", gone(), 1, ZoneOffset.UTC, List.of()))
                .isInstanceOf(SourceFaultException.class)
                .hasMessageStartingWith("SRC-UNAVAILABLE source gone: no connection")
                .extracting(e -> ((SourceFaultException) e).kind())
                .isEqualTo(SourceFaultException.Kind.UNAVAILABLE);
    }

    /** Connections to a server that is not there. */
    abstract DataSource gone();

    LenderSource open() {
        return LenderSource.open("lender", lender(), 2, ZoneOffset.UTC, List.of());
    }

    static SourceQueries queries(KeyType type, String accounts, String payments, String control) {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("accounts", accounts);
        if (payments != null) {
            queries.put("payments", payments);
        }
        return new SourceQueries("id", type, "id", queries, control);
    }

    void run(String... statements) throws Exception {
        try (Connection connection = lender().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
