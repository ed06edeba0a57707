package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.mapping.Lines.line;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.MissingReason;
import org.creditconnector.record.MissingValue;
import org.creditconnector.record.Severity;
import org.creditconnector.yaml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    private static CreditRecord record(MappedAccount account) {
        assertThat(account.findings()).isEmpty();
        return account.record();
    }

    private static Finding only(MappedAccount account) {
        assertThat(account.findings()).hasSize(1);
        return account.findings().get(0);
    }

    private static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    // ------------------------------------------------------------------ dates

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd, 2024-02-29, 2024-02-29",
        "yyyyMMdd, 20240229, 2024-02-29",
        "dd.MM.yyyy, 31.12.1999, 1999-12-31",
        "d MMM yyyy, 5 FEB 2013, 2013-02-05",
        "yyyy-MM-dd HH:mm:ss, 2013-02-05 23:59:59, 2013-02-05",
        "dd/MM/yy pivot 1950, 05/02/49, 2049-02-05",
        "dd/MM/yy pivot 1950, 05/02/50, 1950-02-05",
        "yyMMdd pivot 1950, 000229, 2000-02-29"
    })
    void aDateIsReadByItsPattern(String pattern, String text, LocalDate expected) {
        CreditRecord record =
                record(line("account.openedOn: c | date " + pattern).files().of(text));
        assertThat(record.getAccount().getOpenedOn()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd, 2023-02-29",
        "yyyy-MM-dd, 1900-02-29",
        "yyyy-MM-dd, 2024-02-30",
        "yyyy-MM-dd, 0000-00-00",
        "yyyy-MM-dd, 24-02-29",
        "yyyy-MM-dd, 2024-2-9",
        "yyyyMMdd, 2024022",
        "yyMMdd pivot 1950, 010229"
    })
    void anImpossibleDateHoldsTheAccountAndIsNeverMoved(String pattern, String text) {
        Finding finding =
                only(line("account.openedOn: c | date " + pattern).files().of(text));
        assertThat(finding.getRuleId()).isEqualTo("MAP-DATE");
        assertThat(finding.getSeverity()).isEqualTo(Severity.ERROR);
        assertThat(finding.getPath()).isEqualTo("account.openedOn");
        assertThat(finding.getMaskedValue()).isEqualTo("***");
        assertThat(finding.getPosition()).isEqualTo("accounts 7");
        assertThat(finding.getMessage())
                .isEqualTo("the value is no calendar date of the form " + pattern + "; mend the source or the pattern");
    }

    @Test
    void aTimeStampBecomesADateOnlyWhereTheLineSaysSo() {
        LocalDateTime time = LocalDateTime.of(2013, 2, 5, 23, 59);
        assertThat(record(line("account.openedOn: c | date").of(time))
                        .getAccount()
                        .getOpenedOn())
                .isEqualTo(LocalDate.of(2013, 2, 5));
        assertThat(only(line("account.openedOn: c").of(time)).getMessage())
                .isEqualTo("got a time stamp, expected a date; add the step | date");
        assertThat(only(line("account.openedOn: c").of("2013-02-05")).getMessage())
                .isEqualTo("got text, expected a date; add the step | date PATTERN");
    }

    // ------------------------------------------------------------------ numbers

    @ParameterizedTest
    @CsvSource({"1e+05, 100000", "-0.000001, -0.000001", "0010, 10", "1.5000000000, 1.5", "0E+50, 0"})
    void aNumberIsExact(String text, BigDecimal expected) {
        assertThat(record(line("account.principal: c | decimal").files().of(text))
                        .getAccount()
                        .getPrincipal())
                .isEqualByComparingTo(expected)
                .satisfies(number -> assertThat(number.scale()).isEqualTo(6));
    }

    @ParameterizedTest
    @CsvSource({
        "'1,000.00', MAP-NUMBER",
        "12.3.4, MAP-NUMBER",
        "EUR 5, MAP-NUMBER",
        "NaN, MAP-NUMBER",
        "1e999999999, MAP-NUMBER",
        "0.0000001, MAP-NARROWING",
        "1234567890123456789, MAP-NARROWING"
    })
    void aNumberThatDoesNotFitIsNeverRoundedOrGuessed(String text, String rule) {
        assertThat(only(line("account.principal: c | decimal").files().of(text)).getRuleId())
                .isEqualTo(rule);
    }

    @Test
    void aFractionInAWholeNumberIsNarrowing() {
        Finding finding = only(line("account.instalmentCount: c").of(new BigDecimal("12.5")));
        assertThat(finding.getRuleId()).isEqualTo("MAP-NARROWING");
        assertThat(finding.getMaskedValue()).isEqualTo("12.5");
        assertThat(finding.getMessage())
                .isEqualTo("the number has a fraction or is too large, expected a whole number up to 2147483647;"
                        + " mend the source, nothing is rounded here");
        assertThat(record(line("account.instalmentCount: c").of(new BigDecimal("12.000")))
                        .getAccount()
                        .getInstalmentCount())
                .isEqualTo(12);
        assertThat(only(line("account.instalmentCount: c").of(3_000_000_000L)).getRuleId())
                .isEqualTo("MAP-NARROWING");
    }

    @Test
    void arithmeticIsExactAndNothingCountsAsNothing() {
        Lines sum = line("account.principal: a | plus b | minus c | negate | abs | times 10 | divide-by 1000");
        assertThat(record(sum.map(row("a", 5L, "b", new BigDecimal("2.5"), "c", null)))
                        .getAccount()
                        .getPrincipal())
                .isEqualByComparingTo("0.075");
        assertThat(only(sum.map(row("a", null, "b", null, "c", null))).getRuleId())
                .isEqualTo("MAP-NULL-UNEXPLAINED");
        assertThat(record(line("account.rate.kind: = FIXED")
                                .and("account.rate.annualRate: c | divide-by 100")
                                .of(new BigDecimal("22.370000")))
                        .getAccount()
                        .getRate()
                        .getAnnualRate())
                .isEqualByComparingTo("0.2237");
    }

    @Test
    void dustOfBinaryFractionsIsTakenAwayAndNothingElse() {
        Lines dusty = line("account.principal: c | decimal | round 2 within 0.0001");
        assertThat(record(dusty.files().of("1234.5600000000002")).getAccount().getPrincipal())
                .isEqualByComparingTo("1234.56");
        assertThat(record(dusty.files().of("1234.5599999999998")).getAccount().getPrincipal())
                .isEqualByComparingTo("1234.56");
        Finding more = only(dusty.files().of("1234.565"));
        assertThat(more.getRuleId()).isEqualTo("MAP-NARROWING");
        assertThat(more.getMessage()).contains("further than 0.0001 from one with 2 decimal places");
    }

    // ------------------------------------------------------------------ text, flags, conditions

    @Test
    void textStaysAsItIs() {
        assertThat(record(line("account.productCode: c").files().of("0010"))
                        .getAccount()
                        .getProductCode())
                .isEqualTo("0010");
        assertThat(record(line("account.productCode: c | trim | upper").of(" no "))
                        .getAccount()
                        .getProductCode())
                .isEqualTo("NO");
        assertThat(record(line("account.productCode: c | prefix P-").of(7L))
                        .getAccount()
                        .getProductCode())
                .isEqualTo("P-7");
        assertThat(record(line("account.productName: a | join b").map(row("a", null, "b", "two")))
                        .getAccount()
                        .getProductName())
                .isEqualTo("two");
        assertThat(record(line("account.productName: a | join b").map(row("a", "one", "b", "two")))
                        .getAccount()
                        .getProductName())
                .isEqualTo("one two");
    }

    @Test
    void aBlankTextIsNoValue() {
        assertThat(only(line("account.productCode: c").of("  ")).getRuleId()).isEqualTo("MAP-NULL-UNEXPLAINED");
    }

    @ParameterizedTest
    @CsvSource({"Y, true", "N, false"})
    void aFlagHasTwoValues(String text, boolean expected) {
        assertThat(record(line("account.recourse: c | flag Y N").files().of(text))
                        .getAccount()
                        .getRecourse())
                .isEqualTo(expected);
    }

    @Test
    void anythingElseIsNoFlag() {
        assertThat(only(line("account.recourse: c | flag 1 0").of(2L)).getMessage())
                .isEqualTo("the flag is neither \"1\" nor \"0\"; correct the step or the source");
    }

    @Test
    void conditionsAskColumns() {
        Lines since = line("state.status.since: a | only-if s 300 303 | or b | date | or-missing withheld");
        LocalDate opened = LocalDate.of(2020, 1, 1);
        LocalDate closed = LocalDate.of(2021, 1, 1);
        assertThat(record(since.map(row("a", opened, "b", closed, "s", 300L)))
                        .getState()
                        .getStatus()
                        .getSince())
                .isEqualTo(opened);
        assertThat(record(since.map(row("a", opened, "b", closed, "s", 600L)))
                        .getState()
                        .getStatus()
                        .getSince())
                .isEqualTo(closed);
        CreditRecord missing = record(since.map(row("a", opened, "b", null, "s", 600L)));
        assertThat(missing.getState().getStatus().getSince()).isNull();
        assertThat(missing.getMissing()).contains(new MissingValue("state.status.since", MissingReason.WITHHELD));
        assertThat(record(line("account.recourse: c | is 5 0 | not").of(new BigDecimal("0.00")))
                        .getAccount()
                        .getRecourse())
                .isFalse();
        assertThat(record(line("account.recourse: c | present").of(null))
                        .getAccount()
                        .getRecourse())
                .isFalse();
    }

    @Test
    void aSectionIsThereWhenALineGivesAValue() {
        Lines rate = line("account.rate.kind: = FIXED").and("account.rate.annualRate: c");
        assertThat(record(rate.of(new BigDecimal("0.1"))).getAccount().getRate())
                .isNotNull();
        Finding finding = only(rate.of(null));
        assertThat(finding.getRuleId()).isEqualTo("MAP-NULL-UNEXPLAINED");
        assertThat(finding.getPath()).isEqualTo("account.rate");
        Lines closing = line("state.closing.when: c | is 6").and("state.closing.reason: = OTHER");
        assertThat(record(closing.of(6L)).getState().getClosing()).isNotNull();
        assertThat(record(closing.of(5L)).getState().getClosing()).isNull();
    }

    // ------------------------------------------------------------------ codes

    @Test
    void aCodeIsReadByTheRowOfItsDay() {
        Lines purpose = line("account.purpose: c | codes use")
                .codes("use", "01,HOUSING,,2024-04-14,", "01,VEHICLE,2024-04-15,,", "NO,EDUCATION,,,");
        assertThat(record(purpose.of("01")).getAccount().getPurpose()).hasToString("VEHICLE");
        assertThat(record(purpose.of("NO")).getAccount().getPurpose()).hasToString("EDUCATION");
    }

    @Test
    void anUnmappedCodeOfAnOptionalFieldGoesAsUnknownWithAWarning() {
        MappedAccount account = line("account.purpose: c | codes use")
                .codes("use", "01,HOUSING,,,")
                .of("1");
        assertThat(only(account).getSeverity()).isEqualTo(Severity.WARNING);
        assertThat(only(account).getMaskedValue()).isEqualTo("1");
        assertThat(account.record().getAccount().getPurpose()).isNull();
        assertThat(account.record().getMissing()).contains(new MissingValue("account.purpose", MissingReason.UNKNOWN));
    }

    @Test
    void anUnmappedCodeOfTheStateHoldsAndALongOneIsHidden() {
        Finding finding = only(line("state.riskClass.value: c | codes class")
                .codes("class", "1,NORMAL,,,")
                .of("Ada Example"));
        assertThat(finding.getSeverity()).isEqualTo(Severity.ERROR);
        assertThat(finding.getMaskedValue()).isEqualTo("***");
        assertThat(finding.getMessage())
                .isEqualTo(
                        "the code table class has no row for this code on 2024-04-15; add one, then the account goes");
    }

    // ------------------------------------------------------------------ the record around

    @Test
    void identityAndLineageComeFromTheRun() {
        CreditRecord record =
                record(line("report.branchCode: c").asOf("2024-03-31").of(12L));
        assertThat(record.getReport().getLenderCode()).isEqualTo("LENDER");
        assertThat(record.getReport().getBranchCode()).isEqualTo("12");
        assertThat(record.getReport().getAccountKey()).isEqualTo("7");
        assertThat(record.getReport().getAsOf()).isEqualTo("2024-03-31");
        assertThat(record.getReport().getBusinessDate()).isEqualTo("2024-04-15");
        assertThat(record.getLineage().getSource()).isEqualTo("test");
        assertThat(record.getLineage().getRowReference()).isEqualTo("accounts 7");
    }

    @Test
    void theAsOfDateMayStandInAColumn() {
        Map<String, Object> columns = new HashMap<>(row("day", LocalDate.of(2024, 4, 14)));
        Lines lines = new Lines().asOf("column day");
        assertThat(record(lines.map(columns)).getReport().getAsOf()).isEqualTo("2024-04-14");
        columns.put("day", null);
        Finding finding = only(lines.map(columns));
        assertThat(finding.getRuleId()).isEqualTo("MAP-REQUIRED");
        assertThat(finding.getPath()).isEqualTo("report.asOf");
    }

    @Test
    void aHeldAccountStillCountsAsFarAsItsAmountsCanBeRead() {
        MappedAccount account = line("account.principal: c")
                .and("account.purpose: = HOUSING")
                .and("report.branchCode: d")
                .map(row("c", new BigDecimal("500"), "d", null));
        assertThat(account.record()).isNull();
        assertThat(account.totals().accounts()).isEqualTo(1);
        assertThat(account.totals().amounts().get("EUR").principal()).isEqualByComparingTo("500");
        assertThat(account.toString()).doesNotContain("500");
    }

    @Test
    void theSameRowsGiveTheSameRecord() {
        Lines lines = line("account.principal: c");
        assertThat(lines.of(5L).record()).isEqualTo(lines.of(5L).record());
    }

    @Test
    void textOfAFileNeverSlipsIntoAnotherType() {
        assertThatThrownBy(() -> line("account.principal: c").files().load())
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage(
                        "MAP-STEP-TYPE lines/mapping.yaml:12:22 fields.account.principal: the line gives text, the field"
                                + " holds a decimal number; add the step | decimal");
    }
}
