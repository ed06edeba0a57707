package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What names do not tell, the structure of a source does: history, code tables, cents; and Parquet is read like everything else. */
class StructureGuessTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDatabaseInPortugueseWithCentsVersionsAndCodeTables(TestDatabase database) throws Exception {
        StoreSettings place = database.empty();
        try (Connection connection = DriverManager.getConnection(place.url(), place.user(), place.password());
                Statement statement = connection.createStatement()) {
            tables(statement);
        }
        Terminal terminal = new Terminal(home).with("LENDER_PASSWORD", place.password());

        GuessedText.guess(terminal, "banco", home, place);

        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.out())
                .contains("made up")
                .containsIgnoringCase("situacoes is not read: it gives names to codes");
        Path folder = home.resolve("banco");
        Map<String, String> lines = new GuessedText(folder).lines();
        assertThat(lines)
                .containsEntry("account-key", "id_emprestimo")
                .containsEntry("account.principal", "TODO valor_contratado")
                .containsEntry("account.openedOn", "data_contratacao")
                .containsEntry("account.maturesOn", "data_vencimento")
                .containsEntry("parties[].person.fullName", "nome")
                .containsEntry("parties[].person.birthDate", "data_nascimento")
                .containsEntry("instalments[].dueOn", "instalments.data_vencimento")
                .containsEntry("instalments[].due.principal", "instalments.amortizacao | divide-by 100")
                .containsEntry("instalments[].due.interest", "TODO instalments.juros")
                .containsEntry("repayments[].paidOn", "TODO payments.quando")
                .containsEntry("repayments[].amount", "TODO payments.quanto")
                .containsEntry("state.status.value", "id_situacao | codes status");
        String mapping = Files.readString(folder.resolve("mapping.yaml"));
        assertThat(mapping)
                .contains("no value has decimals: whole units as it stands, or cents, which takes | divide-by 100?")
                .contains("the column's comment says centavos")
                .containsIgnoringCase("key: [id_emprestimo]");
        assertThat(Files.readString(folder.resolve("codes/status.csv")))
                .contains("1,OPEN,,,ativo;", "2,CLOSED,,,quitado;", "3,TODO,,,cedido; 0 of the sampled rows");
        assertThat(Files.readString(folder.resolve("accounts.sql")))
                .contains("clientes keeps history".replace("clientes", name(terminal, "clientes")))
                .containsIgnoringCase("p.valido_de <= :asOf and (p.valido_ate is null or p.valido_ate > :asOf)");
        assertThat(Files.readString(folder.resolve("payments.sql"))).contains("-- TODO no name says what the rows are");
        assertThat(Files.readString(folder.resolve("control.sql")))
                .contains("-- TODO account.principal is a question", "<= :asOf", "group by q.currency");
    }

    /** As the database writes names. */
    private static String name(Terminal terminal, String small) {
        return terminal.out().contains(small) ? small : small.toUpperCase(java.util.Locale.ROOT);
    }

    private static void tables(Statement sql) throws Exception {
        sql.execute("create table situacoes (id integer primary key, nome varchar(30))");
        sql.execute("insert into situacoes values (1, 'ativo'), (2, 'quitado'), (3, 'cedido')");
        sql.execute("create table clientes (id_cliente varchar(12), valido_de date, valido_ate date, nome varchar(60),"
                + " cpf varchar(14), data_nascimento date)");
        sql.execute(
                "create table emprestimos (id_emprestimo varchar(12) primary key, id_cliente varchar(12), moeda char(3),"
                        + " valor_contratado bigint, data_contratacao date, data_vencimento date, id_situacao integer references situacoes)");
        sql.execute("create table parcelas (id_emprestimo varchar(12) references emprestimos, numero integer,"
                + " data_vencimento date, amortizacao bigint, juros bigint)");
        sql.execute("comment on column parcelas.amortizacao is 'em centavos'");
        sql.execute(
                "create table zz9 (chave integer primary key, contra varchar(12) references emprestimos, quando date,"
                        + " quanto numeric(12, 2))");
        for (int i = 1; i <= 24; i++) {
            String client = "C" + (7000 + i);
            String day = "2024-01-" + (10 + i % 18);
            if (i % 3 == 0) {
                sql.execute(
                        ("insert into clientes values ('%s', date '2020-01-01', date '2023-06-01', 'Nome Antigo %s', '1234567%04d',"
                                        + " date '1980-02-03')")
                                .formatted(client, client, i));
            }
            sql.execute(
                    "insert into clientes values ('%s', date '2023-06-01', null, 'Nome %s', '1234567%04d', date '1980-02-03')"
                            .formatted(client, client, i));
            sql.execute("insert into emprestimos values ('E%d', '%s', 'BRL', %d, date '%s', date '2026-01-15', %d)"
                    .formatted(8000 + i, client, 1_000_000 + i * 7_300, day, i % 5 == 0 ? 2 : 1));
            for (int n = 1; n <= 4; n++) {
                sql.execute("insert into parcelas values ('E%d', %d, date '2024-%02d-15', %d, %d)"
                        .formatted(8000 + i, n, n + 2, 250_000 + i * 1_825, 9_100 + i * n));
                sql.execute("insert into zz9 values (%d, 'E%d', date '2024-%02d-16', %d.%02d)"
                        .formatted(i * 10 + n, 8000 + i, n + 2, 2_590 + i * 19, i));
            }
        }
    }

    @Test
    void parquetFilesAreReadLikeOthers() throws Exception {
        Path loans = home.resolve("loans.parquet");
        Path payments = home.resolve("payments.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connection.createStatement()) {
            sql.execute(
                    "copy (select 'L-' || (1000 + i) as loan_number, 'C-' || (i % 30) as customer_number, 'EUR' as currency,"
                            + " cast(1000.5 + i * 13 as decimal(18, 2)) as principal, date '2024-01-01' + cast(i as integer) as start_date,"
                            + " case when i % 4 = 0 then 'closed' else 'active' end as status, (100000 + i * 77)::bigint as limit_cents"
                            + " from range(40) t(i)) to '" + loans + "' (format parquet)");
            sql.execute("copy (select 'P-' || i as payment_id, 'L-' || (1000 + i % 40) as loan_number,"
                    + " timestamp '2024-03-01 10:00:00' + to_days(cast(i % 90 as integer)) as paid_date,"
                    + " cast(50.25 + i as decimal(18, 2)) as amount, i % 9 = 0 as reversed"
                    + " from range(120) t(i)) to '" + payments + "' (format parquet)");
        }

        Terminal terminal = new Terminal(home)
                .run(
                        "mapping",
                        "guess",
                        "columns",
                        "--into",
                        home.toString(),
                        "--file",
                        "loans=" + loans,
                        "--file",
                        "payments=" + payments);

        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.out()).contains("made up", "loans is read by accounts.sql; looked at all 40 rows");
        Map<String, String> lines = new GuessedText(home.resolve("columns")).lines();
        assertThat(lines)
                .containsEntry("account-key", "loan_number")
                .containsEntry("account.principal", "principal | decimal")
                .containsEntry("account.creditLimit", "limit_cents | decimal | divide-by 100")
                .containsEntry("account.openedOn", "start_date | date yyyy-MM-dd")
                .containsEntry("state.status.value", "status | codes status")
                .containsEntry("repayments[].repaymentKey", "payments.payment_id")
                .containsEntry("repayments[].amount", "payments.amount | decimal")
                .containsEntry("repayments[].reversed", "payments.reversed | flag true false");
        assertThat(lines.get("repayments[].paidOn")).startsWith("payments.paid_date | date yyyy-MM-dd");
        assertThat(Files.readString(home.resolve("columns/mapping.yaml"))).contains("loans: {format: parquet}");
    }
}
