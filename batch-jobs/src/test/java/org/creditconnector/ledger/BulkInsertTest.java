package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.ledger.BulkInsert.Column;
import org.creditconnector.totals.Amounts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;

/** What goes in by COPY or by batches comes out as it was. */
class BulkInsertTest {
    private static final String LONGEST_DECIMAL = "999999999999999999.999999";

    /** A row of the table that is made here. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(
            String name,
            @Nullable Integer number,
            @Nullable Long big,
            @Nullable Boolean flag,
            @Nullable LocalDate day,
            Amounts amounts,
            byte @Nullable [] content) {}

    private static final BulkInsert<Row> INSERT = new BulkInsert<>("bulk", columns());

    private static List<Column<Row>> columns() {
        List<Column<Row>> columns = new ArrayList<>(List.of(
                Column.text("name", Row::name),
                Column.integer("number", Row::number),
                Column.bigint("big", Row::big),
                Column.bool("flag", Row::flag),
                Column.date("day_of", Row::day),
                Column.bytes("content", Row::content)));
        columns.addAll(Column.amounts(Row::amounts));
        return columns;
    }

    private static Store with(TestDatabase database) {
        Store store = Store.open(database.empty());
        store.jdbc()
                .sql(
                        "create table bulk (name varchar(300) primary key, number integer, big bigint, flag boolean, day_of date, content "
                                + store.vendor().placeholders().get("bytes")
                                + ", principal decimal(24,6), credit_limit decimal(24,6),"
                                + " outstanding decimal(24,6), overdue decimal(24,6), paid decimal(24,6))")
                .update();
        return store;
    }

    private static List<String> read(Store store) {
        return store.jdbc()
                .sql("select * from bulk order by name")
                .query((row, number) ->
                        row.getString("name") + " " + row.getObject("number") + " " + row.getObject("big")
                                + " " + row.getObject("flag") + " " + row.getObject("day_of", LocalDate.class) + " "
                                + row.getBigDecimal("principal") + " " + row.getBigDecimal("credit_limit") + " "
                                + row.getBigDecimal("outstanding") + " " + row.getBigDecimal("overdue") + " "
                                + row.getBigDecimal("paid") + " "
                                + (row.getBytes("content") == null ? "none" : row.getBytes("content").length))
                .list();
    }

    private static Amounts amounts(String principal, String limit, String outstanding, String overdue) {
        return new Amounts(
                new BigDecimal(principal),
                new BigDecimal(limit),
                new BigDecimal(outstanding),
                new BigDecimal(overdue),
                null);
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeComesOutAsItWentIn(TestDatabase database) {
        try (Store store = with(database)) {
            INSERT.insert(
                    store,
                    List.of(
                            new Row("a", null, null, null, null, Amounts.NONE, null),
                            new Row(
                                    "b\t\\N\n\u4f59\u989d\ud83d\ude00",
                                    Integer.MIN_VALUE,
                                    Long.MAX_VALUE,
                                    true,
                                    LocalDate.of(1955, 2, 28),
                                    amounts("0", "-0.000001", LONGEST_DECIMAL, "-" + LONGEST_DECIMAL),
                                    new byte[0]),
                            new Row(
                                    "c",
                                    -1,
                                    -1L,
                                    false,
                                    LocalDate.of(2026, 10, 31),
                                    amounts("1E+4", "10000.00", "12345678.9", "0.0001"),
                                    new byte[300_000])));
            assertThat(read(store))
                    .containsExactly(
                            "a null null null null null null null null null none",
                            "b\t\\N\n\u4f59\u989d\ud83d\ude00 -2147483648 9223372036854775807 true 1955-02-28 0.000000 -0.000001 "
                                    + LONGEST_DECIMAL + " -" + LONGEST_DECIMAL + " null 0",
                            "c -1 -1 false 2026-10-31 10000.000000 10000.000000 12345678.900000 0.000100 null 300000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsThereAlreadyTakesTheTransactionWithIt(TestDatabase database) {
        try (Store store = with(database)) {
            Row one = new Row("one", 1, null, null, null, Amounts.NONE, null);
            INSERT.insert(store, List.of(one));
            assertThatThrownBy(() -> store.transactions().executeWithoutResult(status -> {
                        INSERT.insert(store, List.of(new Row("two", 2, null, null, null, Amounts.NONE, null)));
                        INSERT.insert(store, List.of(one));
                    }))
                    .isInstanceOf(DuplicateKeyException.class);
            assertThat(read(store)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAmountThatWouldBeRoundedLeavesNothingBehind(TestDatabase database) {
        try (Store store = with(database)) {
            List<Row> rows = List.of(
                    new Row("one", 1, null, null, null, Amounts.NONE, null),
                    new Row("two", 2, null, null, null, amounts("0.0000001", "0", "0", "0"), null));
            assertThatThrownBy(() -> store.transactions().executeWithoutResult(status -> INSERT.insert(store, rows)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("an amount has 7 places behind the point, expected 6 at most");
            assertThat(read(store)).isEmpty();
        }
    }
}
