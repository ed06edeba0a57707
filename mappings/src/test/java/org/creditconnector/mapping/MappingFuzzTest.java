package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.PersonProfile;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MappingFuzzTest {
    private static final int ROWS = 1_500;
    private static final long SEED = 20_240_229;

    static List<String> folders() {
        return SourceFolder.shippedNames();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void noValueFromTheEdgeCrashesOrChangesOnItsWay(String folder) {
        SourceMapping mapping = SourceMapping.shipped(folder);
        MappingSamples.Rows sample = MappingSamples.rows(mapping);

        MappingFuzz.Report report =
                MappingFuzz.run(mapping, sample.accounts(), sample.shapes(), night(mapping, sample), ROWS, SEED);

        assertThat(report.failures().stream().map(MappingFuzz.Failure::render)).isEmpty();
        assertThat(report.failed()).isZero();
        assertThat(report.compared()).isPositive();
        assertThat(report.held()).isBetween(ROWS / 50, ROWS - 50);
    }

    @Test
    void theSameSeedGivesTheSameAnswer() {
        assertThat(readme(UnaryOperator.identity())).isEqualTo(readme(UnaryOperator.identity()));
        assertThat(readme(UnaryOperator.identity()).failures()).isEmpty();
    }

    @Test
    void aTextThatIsTrimmedWithoutAStepIsFound() {
        MappingFuzz.Report report =
                readme(account -> changed(account, value -> value instanceof String text ? text.strip() : value));

        assertThat(report.failures().stream().map(MappingFuzz.Failure::render))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("silent change in row ")
                        .contains(", accounts.name = a name with ")
                        .endsWith("parties[].person.fullName arrives other than it was sent, and no step says so"));
        assertThat(report.failed()).isGreaterThan(report.failures().size());
    }

    @Test
    void aNumberThatIsReadThoughItIsNoneIsFound() {
        MappingFuzz.Report report = readme(account ->
                changed(account, value -> value instanceof String text ? text.replace("1,000.00", "1000.00") : value));

        assertThat(report.failures().stream().map(MappingFuzz.Failure::render))
                .anySatisfy(line -> assertThat(line)
                        .contains("accounts.amount = the number 1,000.00")
                        .endsWith("account.principal went although its line refuses the value"));
    }

    @Test
    void aCrashIsFoundWithItsPlaceAndWithoutTheValuesOfTheRow() {
        MappingFuzz.Report report = readme(account -> {
            if ("29.02.2024".equals(account.account().value(6))
                    && "C-1".equals(account.account().value(1))) {
                throw new IllegalStateException("Ada Example was born on a leap day");
            }
            return account;
        });

        assertThat(report.failures().stream().map(MappingFuzz.Failure::render))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .startsWith("crash in row ")
                        .contains("accounts.opened = the date 2024-02-29 as dd.MM.yyyy")
                        .contains(": IllegalStateException at MappingFuzzTest.java:")
                        .doesNotContain("born"));
    }

    @Test
    void anAnswerThatDependsOnTheTimesAskedIsFound() {
        int[] times = {0};
        MappingFuzz.Report report = readme(account -> {
            times[0]++;
            return changed(account, value -> "EUR".equals(value) ? "E" + times[0] : value);
        });

        assertThat(report.failures())
                .isNotEmpty()
                .anySatisfy(failure -> assertThat(failure.kind()).isEqualTo("other answer"));
    }

    // ------------------------------------------------------------------ each conversion

    /** Every conversion once; what is planted changes the record after the mapping, where no line says so. */
    static Stream<Arguments> conversions() {
        return Stream.of(
                planted("codes", "state.status.value", record -> {
                    if (record.getState().getStatus().getValue() == AccountStatus.CLOSED) {
                        record.getState().getStatus().setValue(AccountStatus.WRITTEN_OFF);
                    }
                }),
                planted("flag", "account.recourse", record -> {
                    if (Boolean.FALSE.equals(record.getAccount().getRecourse())) {
                        record.getAccount().setRecourse(true);
                    }
                }),
                planted("is and not", "account.subordinated", record -> {
                    if (Boolean.FALSE.equals(record.getAccount().getSubordinated())) {
                        record.getAccount().setSubordinated(true);
                    }
                }),
                planted("round", "account.creditLimit", record -> {
                    BigDecimal limit = record.getAccount().getCreditLimit();
                    if (limit != null && limit.compareTo(new BigDecimal("12.5")) == 0) {
                        record.getAccount().setCreditLimit(new BigDecimal("12.490000"));
                    }
                }),
                planted("plus", "account.principal", record -> {
                    BigDecimal principal = record.getAccount().getPrincipal();
                    if (principal != null && principal.compareTo(new BigDecimal("17.5")) == 0) {
                        record.getAccount().setPrincipal(new BigDecimal("12.500000"));
                    }
                }),
                planted("join", "parties[].person.fullName", record -> {
                    PersonProfile person = record.getParties().get(0).getPerson();
                    if (person != null && person.getFullName() != null) {
                        person.setFullName(person.getFullName().replace("Ada\nExample", "Ada Example"));
                    }
                }),
                planted("date with pivot", "account.openedOn", record -> {
                    LocalDate opened = record.getAccount().getOpenedOn();
                    if (opened != null && opened.getYear() == 1970) {
                        record.getAccount().setOpenedOn(opened.plusYears(100));
                    }
                }),
                planted("only-if", "account.maturesOn", record -> {
                    if (record.getAccount().getMaturesOn() != null
                            && record.getAccount().getMaturesOn().getYear() == 2000) {
                        record.getAccount().setMaturesOn(null);
                    }
                }),
                planted("or a literal", "account.graceDays", record -> {
                    if (Integer.valueOf(7).equals(record.getAccount().getGraceDays())) {
                        record.getAccount().setGraceDays(8);
                    }
                }));
    }

    private static Arguments planted(String conversion, String path, Consumer<CreditRecord> bug) {
        return Arguments.of(conversion, path, bug);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversions")
    void aConversionThatSilentlyChangesAValueIsFound(String conversion, String path, Consumer<CreditRecord> bug) {
        MappingFuzz.Report report = everyStep(bug);

        assertThat(report.failures().stream().map(MappingFuzz.Failure::render))
                .as(conversion)
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line).startsWith("silent change in row ").contains(": " + path + " "));
    }

    @Test
    void everyConversionIsHeldAgainstWhatItAnnounces() {
        MappingFuzz.Report report = everyStep(record -> {});

        assertThat(report.failures().stream().map(MappingFuzz.Failure::render)).isEmpty();
        assertThat(report.notCompared()).isEmpty();
        assertThat(report.notTried()).isEmpty();
    }

    private static MappingFuzz.Report everyStep(Consumer<CreditRecord> bug) {
        SourceMapping mapping = SourceMapping.load(SourceFolder.of("every-step", new TreeMap<>(EVERY_STEP)));
        MappingSamples.Rows sample = MappingSamples.rows(mapping);
        Function<SourceAccount, MappedAccount> night = night(mapping, sample);
        return MappingFuzz.run(
                mapping,
                sample.accounts(),
                sample.shapes(),
                account -> {
                    MappedAccount mapped = night.apply(account);
                    if (mapped.record() != null) {
                        bug.accept(mapped.record());
                    }
                    return mapped;
                },
                1_500,
                SEED);
    }

    private static final Map<String, String> EVERY_STEP = Map.of(
            "mapping.yaml",
            """
            mapping: every-step
            source: {kind: files, tables: {loans: {}}}
            range-key: {column: loan, type: text}
            account-key: loan
            as-of: business-date
            queries: {accounts: accounts.sql}
            codes: {status: codes/status.csv}
            fields:
              account.kind: = REVOLVING
              account.currency: currency
              account.principal: amount | decimal | plus fee
              account.creditLimit: ceiling | decimal | round 2 within 0.001
              account.openedOn: opened | date dd.MM.yy pivot 1950
              account.maturesOn: matures | date yyyy-MM-dd | only-if ends Y
              account.graceDays: grace | decimal | or = 7
              account.recourse: recourse | flag J N
              account.subordinated: rank | is SENIOR FIRST | not
              parties[].partyKey: customer | prefix K
              parties[].role: = BORROWER
              parties[].kind: = PERSON
              parties[].person.fullName: given | join family
              state.status.value: status | codes status
            missing:
              others: unknown
            """,
            "accounts.sql",
            "select l.loan, l.customer, l.currency, l.amount, l.fee, l.ceiling, l.opened, l.matures, l.ends, l.grace, l.recourse,"
                    + " l.rank, l.given, l.family, l.status, l.source_line from loans l where :range(l.loan)"
                    + " order by :key(l.loan)\n",
            "codes/status.csv",
            "code,canonical,valid-from,valid-to,note\nA,OPEN,,,\nC,CLOSED,,,\nW,WRITTEN_OFF,,,\n",
            "sample/sample.yaml",
            "lender: L1\nbusiness-date: 2024-04-15\n",
            "sample/accounts.csv",
            """
            loan,customer,currency,amount,fee,ceiling,opened,matures,ends,grace,recourse,rank,given,family,status
            L-1,1,EUR,1200.00,5.00,1500.0000001,15.01.24,2026-01-15,Y,3,J,JUNIOR,Ada,Example,A
            L-2,2,EUR,600.00,5.00,700.00,15.02.24,2026-02-15,Y,4,J,JUNIOR,Ben,Muster,A
            """);

    private static MappingFuzz.Report readme(UnaryOperator<SourceAccount> bug) {
        SourceMapping mapping = SourceMapping.load(SourceFolder.of(ReadmeFolder.NAME, ReadmeFolder.files()));
        MappingSamples.Rows sample = MappingSamples.rows(mapping);
        return MappingFuzz.run(
                mapping, sample.accounts(), sample.shapes(), bug.andThen(night(mapping, sample)), 2_000, SEED);
    }

    private static Function<SourceAccount, MappedAccount> night(SourceMapping mapping, MappingSamples.Rows sample) {
        BoundMapping bound = mapping.bind(sample.shapes());
        return account -> bound.map(account, sample.run());
    }

    private static SourceAccount changed(SourceAccount account, UnaryOperator<Object> bug) {
        HashMap<String, List<SourceRow>> children = new HashMap<>();
        account.children().forEach((query, rows) -> {
            List<SourceRow> changed = new ArrayList<>();
            rows.forEach(row -> changed.add(changed(row, bug)));
            children.put(query, changed);
        });
        return new SourceAccount(account.rangeKey(), changed(account.account(), bug), children);
    }

    private static SourceRow changed(SourceRow row, UnaryOperator<Object> bug) {
        Object[] values = Arrays.copyOf(row.values(), row.values().length);
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == null ? null : bug.apply(values[i]);
        }
        return new SourceRow(row.shape(), values, row.position());
    }
}
