package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Map;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lender's database with typed columns, a foreign key, a reserved word and identifiers in every kind of column. */
class DatabaseGuessTest {
    private static final Map<String, String> TRUTH = GuessedText.truth("""
            account-key: loan_id
            account.kind: = NON_REVOLVING
            account.currency: currency_code
            account.principal: principal_amount
            account.openedOn: opened_on
            account.maturesOn: maturity_date | date yyyyMMdd
            account.rate.kind: = FIXED
            account.rate.annualRate: interest_rate | divide-by 100
            parties[].partyKey: customer_id
            parties[].role: = BORROWER
            parties[].kind: = PERSON
            parties[].person.fullName: full_name
            parties[].person.birthDate: birth_date
            parties[].documents[].type: = NATIONAL_ID
            parties[].documents[].number: national_id
            repayments[].repaymentKey: payments.payment_id
            repayments[].paidOn: payments.paid_at | date
            repayments[].amount: payments.amount
            repayments[].kind: = REPAYMENT
            repayments[].reversed: payments.reversed
            state.status.value: status | codes status
            state.closing.closedOn: closed_on
            codes/status 010: OPEN
            codes/status 020: CLOSED
            """);

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void guessesByCatalogueAndRows(TestDatabase database) throws Exception {
        StoreSettings place = database.empty();
        fill(place);
        Terminal terminal = new Terminal(home);
        terminal.with("LENDER_PASSWORD", place.password());

        GuessedText.guess(terminal, "lender", home, place);

        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.out()).contains("made up").containsIgnoringCase("loans is read by accounts.sql");
        Path folder = home.resolve("lender");
        GuessedText.Score score = new GuessedText(folder).score(TRUTH);
        assertThat(score.wrongAndSure()).isEmpty();
        assertThat(score.percent()).as("%s", score.wrong()).isGreaterThanOrEqualTo(90);
        new GuessedText(folder).answer(TRUTH);
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: UTC}
                source-folders: [%s]
                sources:
                  bank: {mapping: lender, url: "%s", user: %s}
                """.formatted(home, place.url(), place.user()));
        terminal.run("mapping", "check", "bank");
        assertThat(terminal.err()).isEmpty();
        terminal.run("mapping", "preview", "bank", "--accounts", "4", "--json");
        assertThat(terminal.exit()).isZero();
        assertThat(Terminal.parse(terminal.out())
                        .get("accounts")
                        .valueStream()
                        .map(account -> account.get("held").asBoolean()))
                .containsOnly(false)
                .hasSize(4);
        terminal.run("mapping", "test", folder.toString(), "--accept", "--author", "Ada", "--reason", "made by guess");
        assertThat(terminal.out()).contains(": 5 accounts, 0 held");
    }

    private static void fill(StoreSettings place) throws Exception {
        try (Connection connection = DriverManager.getConnection(place.url(), place.user(), place.password());
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table customers (customer_id varchar(20) primary key, full_name varchar(60), birth_date date,
                      national_id varchar(18), "order" integer)""");
            statement.execute("""
                    create table loans (loan_id bigint primary key, customer_id varchar(20) references customers,
                      currency_code char(3), principal_amount numeric(18, 2), opened_on date, maturity_date varchar(8),
                      interest_rate numeric(8, 4), status char(3), closed_on date)""");
            statement.execute("""
                    create table payments (payment_id bigint primary key, loan_id bigint references loans, paid_at timestamp,
                      amount numeric(18, 2), reversed boolean)""");
            for (int i = 1; i <= 30; i++) {
                insert(
                        connection,
                        "insert into customers values (?, ?, cast(? as date), ?, cast(? as integer))",
                        "0000" + i,
                        "Person " + (char) ('A' + i % 26),
                        "1980-01-" + (10 + i % 18),
                        identity(i),
                        "" + i);
                insert(
                        connection,
                        "insert into loans values (cast(? as bigint), ?, 'EUR', cast(? as numeric), cast(? as date), ?, 7.5, ?, cast(? as date))",
                        "" + (5000 + i),
                        "0000" + i,
                        (1000 + i) + ".50",
                        "2023-01-" + (10 + i % 18),
                        "202601" + (10 + i % 18),
                        i % 5 == 0 ? "020" : "010",
                        i % 5 == 0 ? "2024-03-01" : null);
                insert(
                        connection,
                        "insert into payments values (cast(? as bigint), cast(? as bigint), cast(? as timestamp), 100.25, ?::boolean)"
                                .replace("?::boolean", "cast(? as boolean)"),
                        "" + (90000 + i),
                        "" + (5000 + i),
                        "2024-02-" + (10 + i % 18) + " 10:00:00",
                        i % 7 == 0 ? "true" : "false");
            }
        }
    }

    private static String identity(int i) {
        String body = "11010519800101" + String.format(java.util.Locale.ROOT, "%03d", i);
        return body + org.creditconnector.identifier.ResidentIdentityNumber.checkCharacter(body);
    }

    private static void insert(Connection connection, String sql, String... values) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
