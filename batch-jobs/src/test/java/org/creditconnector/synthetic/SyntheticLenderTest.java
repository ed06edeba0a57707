package org.creditconnector.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.creditconnector.identifier.ResidentIdentityNumber;
import org.creditconnector.identifier.UnifiedSocialCreditCode;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Severity;
import org.creditconnector.rules.RecordRules;
import org.creditconnector.totals.Amounts;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generator makes is a lender that our own mapping and rules take, with figures that agree. */
class SyntheticLenderTest {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final Order ORDER = new Order(500, 7, FROM, 14, 0);
    private static final List<LocalDate> NIGHTS = List.of(
            FROM,
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2024, 5, 20),
            LocalDate.of(2024, 5, 31),
            LocalDate.of(2024, 12, 31),
            LocalDate.of(2025, 2, 28));

    @TempDir
    Path directory;

    private static Map<String, byte[]> bytes(Path made) throws IOException {
        Map<String, byte[]> bytes = new TreeMap<>();
        try (var files = Files.list(made)) {
            for (Path file : files.toList()) {
                bytes.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return bytes;
    }

    @Test
    void sameSeedSameBytes() throws Exception {
        Map<String, byte[]> one = bytes(SyntheticSource.make(directory.resolve("one"), ORDER, false));
        Map<String, byte[]> two = bytes(SyntheticSource.make(directory.resolve("two"), ORDER, false));
        Map<String, byte[]> other =
                bytes(SyntheticSource.make(directory.resolve("other"), new Order(500, 8, FROM, 14, 0), false));
        assertThat(one).hasSize(LenderTable.tables(false).size() + 2).containsExactlyEntriesOf(two);
        assertThat(one.get("payments.csv")).isNotEqualTo(other.get("payments.csv"));
    }

    @Test
    void recordsAreWithoutErrorsAndTheFiguresAgree() throws Exception {
        Path made = SyntheticSource.make(directory.resolve("made"), ORDER, true);
        SyntheticSource source = SyntheticSource.ofFiles(made, directory.resolve("work"));
        Map<String, Amounts> figures = figures(made);
        for (LocalDate date : NIGHTS) {
            SyntheticSource.Night night = source.night(date);
            List<String> errors = new ArrayList<>();
            for (MappedAccount account : night.accounts()) {
                errors.addAll(findings(account));
            }
            assertThat(errors).as("%s", date).isEmpty();
            assertThat(night.totals().accounts()).isEqualTo(night.source().accounts());
            night.totals().amounts().forEach((currency, amounts) -> {
                Amounts bySource = night.source().amounts().get(currency);
                Amounts own = figures.get(date + currency);
                for (Amounts other : List.of(bySource, own)) {
                    String where = date + " " + currency;
                    assertThat(amounts.outstanding()).as(where).isEqualByComparingTo(other.outstanding());
                    assertThat(amounts.paid()).as(where).isEqualByComparingTo(other.paid());
                    assertThat(amounts.principal()).as(where).isEqualByComparingTo(other.principal());
                }
            });
        }
    }

    /** Errors of mapping and rules, and warnings too: nothing about the lender is odd unless it was ordered. */
    private static List<String> findings(MappedAccount account) {
        List<Finding> findings = new ArrayList<>(account.findings());
        CreditRecord record = account.record();
        if (record != null) {
            findings.addAll(RecordRules.check(record));
        }
        return findings.stream()
                .filter(finding -> finding.getSeverity() != Severity.INFO)
                .map(finding -> account.accountKey() + " " + finding.getRuleId() + " " + finding.getPath() + " "
                        + finding.getMessage())
                .toList();
    }

    private static Map<String, Amounts> figures(Path made) throws IOException {
        Map<String, Amounts> figures = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> lines =
                CsvReader.builder().ofNamedCsvRecord(made.resolve("control-figures.csv"))) {
            for (NamedCsvRecord line : lines) {
                figures.put(
                        line.getField("business_date") + line.getField("currency"),
                        new Amounts(
                                new BigDecimal(line.getField("principal")),
                                new BigDecimal(line.getField("credit_limit")),
                                new BigDecimal(line.getField("outstanding")),
                                null,
                                new BigDecimal(line.getField("paid"))));
            }
        }
        return figures;
    }

    @Test
    void aDatabaseGivesTheSameRecordsAsFiles() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:" + directory.getFileName() + ";DB_CLOSE_DELAY=-1");
        Order small = new Order(60, 3, FROM, 6, 0);
        new SyntheticLender(small).write(directory.resolve("made"), true, false, h2.getConnection());
        LocalDate date = LocalDate.of(2024, 4, 30);
        List<CreditRecord> files = records(SyntheticSource.ofFiles(directory.resolve("made"), directory.resolve("work"))
                .night(date));
        List<CreditRecord> onH2 = records(SyntheticSource.ofDatabase(h2).night(date));
        assertThat(files).hasSizeGreaterThan(40).isEqualTo(onH2);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            DataSource database = postgres.getPostgresDatabase();
            new SyntheticLender(small).write(directory.resolve("again"), false, false, database.getConnection());
            assertThat(records(SyntheticSource.ofDatabase(database).night(date)))
                    .isEqualTo(files);
        }
    }

    private static List<CreditRecord> records(SyntheticSource.Night night) {
        return night.accounts().stream()
                .map(MappedAccount::record)
                .peek(record -> record.setLineage(null))
                .toList();
    }

    @Test
    void mistakesAreFoundWhereTheyWereMade() throws Exception {
        Path made = SyntheticSource.make(directory.resolve("made"), new Order(300, 5, FROM, 6, 10), false);
        Set<String> wrong = new HashSet<>();
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(made.resolve("mistakes.csv"))) {
            lines.forEach(line -> wrong.add(line.getField("account_no")));
        }
        assertThat(wrong).hasSizeBetween(15, 50);
        SyntheticSource source = SyntheticSource.ofFiles(made, directory.resolve("work"));
        Set<String> found = new HashSet<>();
        for (MappedAccount account : source.night(LocalDate.of(2024, 6, 30)).accounts()) {
            if (!findings(account).isEmpty()) {
                found.add(account.accountKey());
            }
        }
        // An instalment of a claim or of interest that is not there cannot be spoilt.
        assertThat(wrong).containsAll(found);
        assertThat(found).hasSizeGreaterThan(10);
    }

    @Test
    void nobodyCanBeMeant() throws Exception {
        Path made = SyntheticSource.make(directory.resolve("made"), ORDER, false);
        Set<String> numbers = new HashSet<>();
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(made.resolve("customers.csv"))) {
            for (NamedCsvRecord line : lines) {
                String number = line.getField("id_number");
                assertThat(ResidentIdentityNumber.check(number).isValid()).isTrue();
                assertThat(number).startsWith("99");
                assertThat(ResidentIdentityNumber.birthDate(number).orElseThrow())
                        .isEqualTo(LocalDate.parse(line.getField("birth_date")));
                assertThat(ResidentIdentityNumber.sex(number).orElseThrow().name())
                        .startsWith(line.getField("sex"));
                assertThat(line.getField("mobile")).matches("100[0-9]{8}");
                assertThat(line.getField("name")).startsWith("合成");
                if (line.getField("superseded_on").startsWith("9999")) {
                    assertThat(numbers.add(number)).as("given once").isTrue();
                }
            }
        }
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(made.resolve("companies.csv"))) {
            lines.forEach(line -> assertThat(UnifiedSocialCreditCode.check(line.getField("credit_code"))
                            .isValid())
                    .isTrue());
        }
    }
}
