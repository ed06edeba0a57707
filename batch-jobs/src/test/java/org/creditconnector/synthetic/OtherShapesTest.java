package org.creditconnector.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.PartyRole;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Severity;
import org.creditconnector.rules.RecordRules;
import org.creditconnector.totals.Amounts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same accounts in other shapes: month ends one by one and side by side, and entries without a schedule. What comes out agrees with
 * the lender's own sums, and month by month with what is derived from schedule and payments.
 */
class OtherShapesTest {
    private static final Order ORDER = new Order(400, 23, LocalDate.of(2024, 1, 1), 8, 0, 20);
    private static final LocalDate MONTH_END = LocalDate.of(2024, 6, 30);
    private static final LocalDate NIGHT = LocalDate.of(2024, 7, 17);

    @TempDir
    static Path directory;

    @BeforeAll
    static void make() throws Exception {
        new SyntheticLender(ORDER, true).write(directory.resolve("made"), true, false, null);
    }

    private static SyntheticSource.Night night(String folder, LocalDate date) {
        return SyntheticSource.ofFiles(folder, directory.resolve("made"), directory.resolve("work-" + folder))
                .night(date);
    }

    private static List<String> errors(SyntheticSource.Night night) {
        List<String> errors = new ArrayList<>();
        for (MappedAccount account : night.accounts()) {
            List<Finding> findings = new ArrayList<>(account.findings());
            if (account.record() != null) {
                findings.addAll(RecordRules.check(account.record()));
            }
            findings.stream()
                    .filter(finding -> finding.getSeverity() == Severity.ERROR)
                    .forEach(finding -> errors.add(account.accountKey() + " " + finding.getRuleId() + " "
                            + finding.getPath() + " " + finding.getMessage()));
        }
        return errors;
    }

    private static Map<String, CreditRecord> records(SyntheticSource.Night night) {
        return night.accounts().stream()
                .map(MappedAccount::record)
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(
                        record -> record.getReport().getAccountKey(),
                        record -> record,
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static PeriodState month(CreditRecord record, String month) {
        return record.getMonths().stream()
                .filter(one -> one.getMonth().equals(month))
                .findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"synthetic-month-ends", "synthetic-wide", "synthetic-entries"})
    void everyAccountGoesAndTheTotalsAreThoseOfTheSource(String folder) {
        SyntheticSource.Night night = night(folder, MONTH_END);
        assertThat(errors(night)).isEmpty();
        assertThat(night.totals().accounts())
                .isEqualTo(night.source().accounts())
                .isGreaterThan(250);
        night.totals().amounts().forEach((currency, amounts) -> {
            Amounts source = night.source().amounts().get(currency);
            assertThat(amounts.principal()).as(currency).isEqualByComparingTo(source.principal());
            assertThat(amounts.creditLimit()).as(currency).isEqualByComparingTo(source.creditLimit());
            assertThat(amounts.outstanding()).as(currency).isEqualByComparingTo(source.outstanding());
            assertThat(amounts.paid()).as(currency).isEqualByComparingTo(source.paid());
        });
        assertThat(night.totals().amounts()).containsOnlyKeys("CNY", "USD");
    }

    @Test
    void aRunWithinAMonthTellsTheLastMonthEnd() {
        Map<String, CreditRecord> within = records(night("synthetic-month-ends", NIGHT));
        Map<String, CreditRecord> atTheEnd = records(night("synthetic-month-ends", MONTH_END));
        assertThat(within.keySet()).isEqualTo(atTheEnd.keySet());
        within.values()
                .forEach(record -> assertThat(record.getReport().getAsOf()).isEqualTo(MONTH_END));
        within.forEach((key, record) -> assertThat(record.getMonths())
                .isEqualTo(Objects.requireNonNull(atTheEnd.get(key)).getMonths()));
    }

    @Test
    void whatTheSystemsSayOfAMonthIsWhatIsDerivedFromScheduleAndPayments() {
        // Figures of an earlier month end do not know what was booked or taken back later; the last month end knows
        // all.
        Map<String, CreditRecord> derived = records(night("synthetic", MONTH_END));
        Map<String, CreditRecord> told = records(night("synthetic-month-ends", MONTH_END));
        Map<String, CreditRecord> wide = records(night("synthetic-wide", MONTH_END));
        assertThat(told.keySet()).isEqualTo(derived.keySet()).isEqualTo(wide.keySet());
        int late = 0;
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, CreditRecord> one : derived.entrySet()) {
            String key = one.getKey();
            PeriodState ours = Objects.requireNonNull(one.getValue().getPosition());
            PeriodState theirs = Objects.requireNonNull(told.get(key)).getPosition();
            PeriodState wideOnes = Objects.requireNonNull(wide.get(key)).getPosition();
            BigDecimal wrong =
                    (number(key) + monthsSince(one.getValue())) % 100 == 7 ? BigDecimal.ONE : BigDecimal.ZERO;
            compare(differences, key + " balance", ours.getBalance().add(wrong), theirs.getBalance());
            compare(differences, key + " wide balance", ours.getBalance(), wideOnes.getBalance());
            if (ours.getDaysPastDue() != null) {
                compare(differences, key + " overdue", ours.getOverdueTotal(), theirs.getOverdueTotal());
                compare(
                        differences,
                        key + " overdue principal",
                        ours.getOverduePrincipal(),
                        theirs.getOverduePrincipal());
                if (!ours.getDaysPastDue().equals(theirs.getDaysPastDue())) {
                    differences.add(key + " days " + ours.getDaysPastDue() + " " + theirs.getDaysPastDue());
                }
                late += ours.getDaysPastDue() > 0 ? 1 : 0;
            }
        }
        assertThat(differences).isEmpty();
        assertThat(late).as("accounts in arrears").isGreaterThan(10);
    }

    private static long number(String key) {
        return Long.parseLong(key.substring(1));
    }

    /** How many month ends the account saw before the last one. */
    private static long monthsSince(CreditRecord record) {
        LocalDate opened = Objects.requireNonNull(record.getAccount().getOpenedOn());
        return java.time.temporal.ChronoUnit.MONTHS.between(
                java.time.YearMonth.from(opened), java.time.YearMonth.from(MONTH_END));
    }

    private static void compare(List<String> differences, String what, BigDecimal one, BigDecimal other) {
        if (other == null || one == null || one.compareTo(other) != 0) {
            differences.add(what + " " + one + " " + other);
        }
    }

    @Test
    void entriesAloneTellWhatIsOwedAndNothingAboutArrears() {
        Map<String, CreditRecord> derived = records(night("synthetic", NIGHT));
        Map<String, CreditRecord> entries = records(night("synthetic-entries", NIGHT));
        assertThat(entries.keySet()).isEqualTo(derived.keySet());
        List<String> differences = new ArrayList<>();
        int owing = 0;
        int guarantors = 0;
        int companies = 0;
        for (Map.Entry<String, CreditRecord> one : derived.entrySet()) {
            CreditRecord record = Objects.requireNonNull(entries.get(one.getKey()));
            PeriodState theirs = Objects.requireNonNull(record.getPosition());
            compare(
                    differences,
                    one.getKey(),
                    Objects.requireNonNull(one.getValue().getPosition()).getBalance(),
                    theirs.getBalance());
            owing += theirs.getBalance() != null && theirs.getBalance().signum() > 0 ? 1 : 0;
            if (record.getAccount().getKind() != AccountKind.COLLECTION) {
                assertThat(theirs.getDaysPastDue()).as(one.getKey()).isNull();
            }
            guarantors +=
                    record.getParties().stream().anyMatch(party -> party.getRole() == PartyRole.GUARANTOR) ? 1 : 0;
            companies += record.getParties().get(0).getOrganisation() != null ? 1 : 0;
        }
        assertThat(differences).isEmpty();
        assertThat(owing).isGreaterThan(100);
        assertThat(guarantors).isGreaterThan(5);
        assertThat(companies).isGreaterThan(10);
    }

    @Test
    void aDerivedRecordOfMonthsAloneIsMadeAnewTheSame() {
        CreditRecord record = records(night("synthetic-month-ends", MONTH_END))
                .values()
                .iterator()
                .next();
        assertThat(HistoryDerivation.derive(record).record()).isEqualTo(record);
    }

    @Test
    void aDeliveryThatWasWrongIsReplacedByTheNextOne() {
        List<String> lastMonth = new ArrayList<>();
        Map<String, CreditRecord> before = records(night("synthetic-month-ends", MONTH_END));
        Map<String, CreditRecord> after =
                records(night("synthetic-month-ends", MONTH_END.plusMonths(1).plusDays(1)));
        before.forEach((key, record) -> {
            PeriodState then = month(record, "2024-06");
            PeriodState now = month(Objects.requireNonNull(after.get(key)), "2024-06");
            if (then != null && now != null && then.getBalance().compareTo(now.getBalance()) != 0) {
                assertThat(then.getBalance())
                        .isEqualByComparingTo(now.getBalance().add(BigDecimal.ONE));
                lastMonth.add(key);
            }
        });
        assertThat(lastMonth).isNotEmpty().hasSizeLessThan(20);
    }
}
