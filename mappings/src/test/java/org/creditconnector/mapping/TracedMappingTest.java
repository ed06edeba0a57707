package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.creditconnector.codec.CreditRecordCodec;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.MissingReason;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.yaml.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written down is what the night computes. */
class TracedMappingTest {
    private static final LocalDate DAY = LocalDate.of(2024, 4, 15);

    @ParameterizedTest
    @ValueSource(strings = {"fineract", "synthetic", "uci-credit-card"})
    void theRecordIsByteForByteThatOfTheNight(String source) {
        SourceMapping mapping = SourceMapping.shipped(source);
        for (SourceAccount account : sample(mapping)) {
            MappedAccount night = mapping.bind(shapes(mapping)).map(account, run(mapping));
            MappedAccount told = mapping.trace(shapes(mapping))
                    .explain(account, run(mapping))
                    .account();

            assertThat(told.findings()).isEqualTo(night.findings());
            assertThat(told.record() == null).isEqualTo(night.record() == null);
            if (night.record() != null) {
                assertThat(bytes(told.record())).isEqualTo(bytes(night.record()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fineract", "synthetic", "uci-credit-card"})
    void theLastValueOfThirtyRandomChainsIsTheValueOfTheField(String source) {
        SourceMapping mapping = SourceMapping.shipped(source);
        TracedMapping traced = mapping.trace(shapes(mapping));
        List<Runnable> checks = new ArrayList<>();
        for (SourceAccount account : sample(mapping)) {
            ExplainedAccount told = traced.explain(account, run(mapping));
            CreditRecord record = told.account().record();
            for (LineTrace line : record == null ? List.<LineTrace>of() : told.lines()) {
                if (!line.isCondition() && !line.refused()) {
                    checks.add(() -> assertSame(line, told));
                }
            }
        }
        Collections.shuffle(checks, new Random(30));
        assertThat(checks).hasSizeGreaterThan(30);
        checks.subList(0, 30).forEach(Runnable::run);
    }

    private static void assertSame(LineTrace line, ExplainedAccount account) {
        Object there = account.at(line.path());
        Object told = line.value().value();
        if (told == null || told instanceof MissingReason) {
            assertThat(there).as(line.path()).isNull();
        } else {
            assertThat(there).as(line.path()).isEqualTo(told);
            assertThat(line.stages()).isNotEmpty();
            // What the last step gives is what goes in, but for its form: places after the point, symbols of the
            // schema.
            String last = Objects.requireNonNull(
                            line.stages().get(line.stages().size() - 1).value().value())
                    .toString();
            assertThat(new String[] {last, plain(last)}).as(line.path()).contains(plain(told.toString()));
        }
    }

    private static String plain(String text) {
        return Numbers.parse(text) == null
                ? text
                : Objects.requireNonNull(Numbers.parse(text))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    @Test
    void aCodeIsToldWithTheRowOfItsTable() {
        SourceMapping mapping = SourceMapping.load(SourceFolder.of(ReadmeFolder.NAME, ReadmeFolder.files()));
        ExplainedAccount told =
                mapping.trace(shapes(mapping)).explain(sample(mapping).get(1), run(mapping));

        LineTrace status = line(told, "state.status.value");
        assertThat(status.place()).isEqualTo("village-bank/mapping.yaml:44");
        assertThat(status.line()).isEqualTo("status | codes status");
        assertThat(status.stages()).hasSize(2);
        assertThat(status.stages().get(0).reads().get(0).position()).isEqualTo("accounts.csv:3");
        assertThat(status.stages().get(0).reads().get(0).value().value()).isEqualTo("C");
        assertThat(Objects.requireNonNull(status.stages().get(1).codeRow()).place())
                .isEqualTo("village-bank/codes/status.csv:3");
        assertThat(status.value().shown()).isEqualTo("***");
    }

    @Test
    void aRefusedValueIsToldWithTheStepThatRefusedIt() {
        SourceMapping mapping = SourceMapping.load(SourceFolder.of(ReadmeFolder.NAME, ReadmeFolder.files()));
        ExplainedAccount told =
                mapping.trace(shapes(mapping)).explain(sample(mapping).get(2), run(mapping));

        LineTrace opened = line(told, "account.openedOn");
        assertThat(told.account().record()).isNull();
        assertThat(opened.refused()).isTrue();
        assertThat(opened.stages().get(0).refused()).isFalse();
        assertThat(opened.stages().get(1).refused()).isTrue();
    }

    private static byte[] bytes(CreditRecord record) {
        return new CreditRecordCodec().encode(record);
    }

    private static LineTrace line(ExplainedAccount told, String path) {
        return told.lines().stream()
                .filter(line -> line.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static List<SourceAccount> sample(SourceMapping mapping) {
        return SampleRows.read(mapping, new Problems()).accounts(mapping.rangeKey());
    }

    private static java.util.Map<String, org.creditconnector.source.RowShape> shapes(SourceMapping mapping) {
        return SampleRows.read(mapping, new Problems()).shapes();
    }

    private static MappingRun run(SourceMapping mapping) {
        return new MappingRun("LENDER", "test", mapping.asOf(DAY), DAY, "");
    }
}
