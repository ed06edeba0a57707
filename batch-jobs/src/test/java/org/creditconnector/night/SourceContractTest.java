package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.creditconnector.extract.ContractCheck;
import org.creditconnector.extract.LenderSource;
import org.creditconnector.extract.SourceFaultException;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the lender delivers is held against the contract of the source folder before anything of it is read. */
class SourceContractTest {
    private static final String OF_FILES = """
            contract:
              loans:
                columns: [loan, customer, amount]
                types: {amount: number}
                key: [loan]
                rows: 5..1000
              payments:
                key: [loan, payment]
                refers: {loan: loans.loan}
                newest: {column: date, pattern: dd.MM.yyyy, within-days: 10}
            """;

    @TempDir
    Path home;

    private NightFixture night;

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home, new StoreSettings("jdbc:h2:file:" + home.resolve("store"), "sa", ""));
    }

    @AfterEach
    void close() {
        night.close();
    }

    private void contract(String text) throws IOException {
        Path mapping = home.resolve("sources/tiny/mapping.yaml");
        Files.writeString(mapping, Files.readString(mapping).replace("\nqueries:", "\n" + text + "queries:"));
    }

    /** What can be wrong with a delivery, and the words for it. */
    enum Wrong {
        A_LOAN_TWICE(lender -> lender.add(2), "loans (loan) is there more than once for 1 keys"),
        TOO_FEW(
                lender -> {
                    for (int number = 4; number <= ACCOUNTS; number++) {
                        lender.drop(number);
                    }
                },
                "loans has 3 rows, expected 5..1000"),
        NO_NUMBER(lender -> lender.change(3, "300.00", "3O0.00"), "loans.amount is no number in 1 rows"),
        A_PAYMENT_OF_NOBODY(
                lender -> lender.pay(77, 1, "15.03.2024", "110.00"), "payments.loan is not in loans.loan in 1 rows"),
        NO_PAYMENT_FOR_LONG(
                lender -> lender.payments.removeIf(line -> line.contains("15.03.2024")),
                "the newest payments.date is 2024-02-15, expected 2024-03-12 or later for 2024-03-22"),
        NO_DATE(
                lender -> lender.payments.replaceAll(line -> line.replace("15.02.2024", "2024-02-15")),
                "payments.date has 1 values that are no date of the form dd.MM.yyyy");

        private final Consumer<TinyLender> how;
        private final String words;

        Wrong(Consumer<TinyLender> how, String words) {
            this.how = how;
            this.words = words;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotAsAgreedStopsTheNightBeforeAnythingIsRead(Wrong wrong) throws Exception {
        contract(OF_FILES);
        TinyLender right = TinyLender.of(ACCOUNTS);
        wrong.how.accept(night.lender);
        RunReport stopped = night.run(FRIDAY);
        assertThat(stopped.exit()).isEqualTo(ExitCode.HELD);
        assertThat(stopped.cause())
                .startsWith("SRC-CONTRACT source tiny is not as agreed: ")
                .contains(wrong.words)
                .doesNotContain("\n");
        assertThat(stopped.accounts().extracted()).isZero();
        assertThat(night.lastEffect()).isZero();

        night.lender.loans.clear();
        night.lender.loans.addAll(right.loans);
        night.lender.instalments.clear();
        night.lender.instalments.addAll(right.instalments);
        night.lender.payments.clear();
        night.lender.payments.addAll(right.payments);
        night.reopen();
        RunReport delivered = night.run(FRIDAY);
        assertThat(delivered.exit()).as("delivered again: " + delivered.cause()).isEqualTo(ExitCode.DONE);
        assertThat(delivered.accounts().extracted()).isEqualTo(ACCOUNTS);
    }

    @Test
    void everyBreachIsNamedAtOnce() throws Exception {
        contract("""
                contract:
                  loans: {columns: [loan, custmer, amounts], rows: 1..}
                  clients: {rows: 1..}
                """);
        RunReport stopped = night.run(FRIDAY);
        assertThat(stopped.exit()).isEqualTo(ExitCode.HELD);
        assertThat(stopped.cause())
                .contains("loans has no column custmer (one named customer is there)")
                .contains("loans has no column amounts (one named amount is there)")
                .contains("there is no table clients");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDatabasesColumnsHaveKinds(TestDatabase database) throws Exception {
        StoreSettings lender = database.empty();
        try (Connection connection = DriverManager.getConnection(lender.url(), lender.user(), lender.password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table loans (loan varchar(20), amount numeric(12, 2), opened date, seen timestamp)");
            statement.execute("insert into loans values ('A', 1, date '2024-03-20', timestamp '2024-03-20 10:00:00'),"
                    + " ('B', 2, date '2024-03-21', timestamp '2024-03-21 10:00:00')");
            var rows = new DriverManagerDataSource(lender.url(), lender.user(), lender.password());
            try (var source = LenderSource.open("db", rows, 1, ZoneId.of("UTC"), List.of())) {
                String header =
                        "loans: {key: [loan], types: {loan: text, amount: number, opened: date, seen: timestamp},"
                                + " newest: {column: opened, within-days: 1}, rows: 2..2}";
                demand(source, header);
                assertThatThrownBy(() -> demand(
                                source, "loans: {types: {amount: text, opened: timestamp}, rows: 3.., key: [amount]}"))
                        .isInstanceOf(SourceFaultException.class)
                        .hasMessageContaining("loans.amount is number, expected text")
                        .hasMessageContaining("loans.opened is date, expected timestamp");
                assertThatThrownBy(() -> demand(source, "loans: {newest: {column: seen, within-days: 0}, rows: 3..}"))
                        .hasMessageContaining("loans has 2 rows, expected 3..")
                        .hasMessageContaining("the newest loans.seen is 2024-03-21, expected 2024-03-22 or later");
            }
        }
    }

    private void demand(LenderSource source, String contract) throws IOException {
        night.folder(true);
        contract("contract:\n  " + contract + "\n");
        ContractCheck.demand(
                source, Lender.mapping(night.config(), "tiny").contract().values(), FRIDAY);
    }
}
