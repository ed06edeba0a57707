package org.creditconnector.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.creditconnector.mapping.BoundMapping;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.MappingRun;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.RepaymentKind;
import org.creditconnector.record.Severity;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** The two real sources, read and mapped whole: what comes out are the control figures of the READMEs beside the data. */
class DemoSourcesTest {
    private static final Path DEMO = Path.of("demo");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");
    private static final LocalDate FINERACT_DAY = LocalDate.of(2013, 2, 5);

    @TempDir
    Path directory;

    /** All accounts of a source in one range, with the source's own totals. */
    private record Mapped(List<MappedAccount> accounts, ControlTotals source) {
        ControlTotals totals() {
            return accounts.stream().map(MappedAccount::totals).reduce(ControlTotals.NOTHING, ControlTotals::plus);
        }

        List<CreditRecord> records() {
            assertThat(accounts)
                    .allSatisfy(account -> assertThat(account.record()).isNotNull());
            return accounts.stream().map(MappedAccount::record).toList();
        }

        long count(Predicate<CreditRecord> which) {
            return records().stream().filter(which).count();
        }
    }

    @Test
    void fineractOnH2GivesTheControlFigures() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:" + directory.getFileName() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = h2.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : makeTables(statement)) {
                Path csv = DEMO.resolve("fineract").resolve(table + ".csv");
                statement.execute(
                        "insert into " + table + " select * from csvread('" + csv + "', null, 'charset=UTF-8')");
            }
        }
        checkFineract(map("fineract", h2, FINERACT_DAY, List.of()));
    }

    @Test
    void fineractOnPostgresGivesTheControlFigures() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            DataSource source = postgres.getPostgresDatabase();
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                CopyManager copies = new CopyManager(connection.unwrap(BaseConnection.class));
                for (String table : makeTables(statement)) {
                    try (Reader csv =
                            Files.newBufferedReader(DEMO.resolve("fineract").resolve(table + ".csv"))) {
                        copies.copyIn("copy " + table + " from stdin csv header", csv);
                    }
                }
            }
            checkFineract(map("fineract", source, FINERACT_DAY, List.of()));
        }
    }

    private static void checkFineract(Mapped mapped) {
        assertThat(mapped.totals().accounts()).isEqualTo(26);
        assertThat(mapped.totals().minus(mapped.source()).isZero()).isTrue();
        Map<String, Amounts> byCurrency = mapped.totals().amounts();
        assertThat(byCurrency).containsOnlyKeys("HKD", "INR", "KES", "LBP", "MMK", "XOF");
        checkAmounts(byCurrency.get("HKD"), "800000", "206.23", "920.13");
        checkAmounts(byCurrency.get("INR"), "1000", "87.15", "0");
        checkAmounts(byCurrency.get("KES"), "100000", "100000", "0");
        checkAmounts(byCurrency.get("LBP"), "605150", "77038.69", "53912.53");
        checkAmounts(byCurrency.get("MMK"), "2100000", "1042774", "157158");
        checkAmounts(byCurrency.get("XOF"), "1600000", "155920", "1500256");

        Map<String, Integer> overdueLoans = new TreeMap<>();
        for (CreditRecord record : mapped.records()) {
            if (record.getPosition().getOverduePrincipal().signum() > 0) {
                overdueLoans.merge(record.getAccount().getCurrency(), 1, Integer::sum);
            }
        }
        assertThat(overdueLoans).isEqualTo(Map.of("HKD", 1, "INR", 1, "KES", 1, "LBP", 4, "MMK", 9, "XOF", 3));
        assertThat(repayments(mapped, false)).isEqualTo(26);
        assertThat(repayments(mapped, true)).isEqualTo(19);
        assertThat(mapped.accounts().stream()
                        .flatMap(account -> account.findings().stream()
                                .map(finding -> account.accountKey() + " " + finding.getRuleId())))
                .containsExactly("44 HIST-DISBURSED-OVER-PRINCIPAL");
    }

    private static void checkAmounts(Amounts amounts, String principal, String overdue, String paid) {
        assertThat(amounts.principal()).isEqualByComparingTo(principal);
        assertThat(amounts.overdue()).isEqualByComparingTo(overdue);
        assertThat(amounts.paid()).isEqualByComparingTo(paid);
    }

    private static long repayments(Mapped mapped, boolean reversed) {
        return mapped.records().stream()
                .flatMap(record -> record.getRepayments().stream())
                .filter(repayment ->
                        repayment.getKind() == RepaymentKind.REPAYMENT && repayment.getReversed() == reversed)
                .count();
    }

    @Test
    void cardsOfAFileGiveTheControlFigures() throws Exception {
        SourceFile file = new SourceFile(
                SourceMapping.shipped("uci-credit-card").tables().get("accounts"),
                DEMO.resolve("uci-credit-card/UCI_Credit_Card.csv"));
        FileCopy copy = FileCopy.of(directory, List.of(file), FileCopy.DuckDbLimits.DEFAULT);
        assertThat(copy.unreadableLines()).isEmpty();

        Mapped mapped = map("uci-credit-card", copy.connections(), LocalDate.of(2005, 10, 1), copy.fileNames());

        assertThat(mapped.totals().accounts()).isEqualTo(13_339);
        assertThat(mapped.totals().minus(mapped.source()).isZero()).isTrue();
        Amounts amounts = mapped.totals().amounts().get("TWD");
        assertThat(amounts.creditLimit()).isEqualByComparingTo("2318272000");
        assertThat(amounts.outstanding()).isEqualByComparingTo("696494298");
        assertThat(amounts.paid()).isEqualByComparingTo("440983553");
        assertThat(amounts.principal()).isNull();
        assertThat(amounts.overdue()).isNull();

        assertThat(mapped.count(record -> late(record.getPosition(), 1))).isEqualTo(2_904);
        assertThat(mapped.count(record -> late(record.getPosition(), 2))).isEqualTo(1_282);
        assertThat(mapped.count(record -> late(record.getPosition(), 3))).isEqualTo(180);
        assertThat(mapped.count(record -> record.getMonths().stream().anyMatch(month -> late(month, 3))))
                .isEqualTo(465);
        assertThat(mapped.records().stream()
                        .flatMap(record -> record.getMonths().stream())
                        .filter(month -> late(month, 1))
                        .count())
                .isEqualTo(10_498);
        assertThat(mapped.count(record -> balance(record).signum() < 0)).isEqualTo(291);
        assertThat(mapped.count(
                        record -> balance(record).compareTo(record.getAccount().getCreditLimit()) > 0))
                .isEqualTo(932);

        Map<String, Integer> unmapped = new TreeMap<>();
        mapped.accounts()
                .forEach(account -> account.findings().forEach(finding -> {
                    assertThat(finding.getSeverity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.getPosition()).matches("UCI_Credit_Card\\.csv:\\d+");
                    unmapped.merge(finding.getRuleId() + " " + finding.getPath(), 1, Integer::sum);
                }));
        assertThat(unmapped)
                .isEqualTo(Map.of(
                        "MAP-CODE-UNMAPPED parties[0].person.education", 168,
                        "MAP-CODE-UNMAPPED parties[0].person.maritalStatus", 29));
    }

    private static boolean late(PeriodState state, int months) {
        return state.getInstalmentsOverdue() >= months;
    }

    private static BigDecimal balance(CreditRecord record) {
        return record.getPosition().getBalance();
    }

    private static Mapped map(String name, DataSource lender, LocalDate businessDate, List<String> files) {
        SourceMapping mapping = SourceMapping.shipped(name);
        LocalDate asOf = mapping.asOf(businessDate);
        SourceQueries queries = new SourceQueries(
                mapping.rangeKey().column(),
                KeyType.valueOf(mapping.rangeKey().type().name()),
                mapping.accountKey(),
                mapping.queries(),
                mapping.control());
        try (LenderSource source = LenderSource.open(name, lender, 1, ZoneId.of("UTC"), files)) {
            RangeReader reader = new RangeReader(source, queries, asOf, businessDate);
            BoundMapping bound = mapping.bind(reader.shapes());
            RangeReader.Read read = reader.read(KeyRange.all());
            MappingRun run = new MappingRun("DEMO", name, asOf, businessDate, "");
            return new Mapped(
                    read.accounts().stream()
                            .map(account -> bound.map(account, run))
                            .toList(),
                    read.sourceTotals());
        }
    }

    private static List<String> makeTables(Statement statement) throws Exception {
        String schema = Files.readString(DEMO.resolve("fineract/schema.sql"));
        for (String sql : schema.split(";")) {
            if (!sql.isBlank()) {
                statement.execute(sql);
            }
        }
        Matcher tables = TABLE.matcher(schema);
        return tables.results().map(table -> table.group(1)).toList();
    }
}
