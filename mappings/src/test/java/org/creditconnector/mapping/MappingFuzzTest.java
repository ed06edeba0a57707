package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

        MappingFuzz.Report report = MappingFuzz.run(mapping, sample.accounts(), night(mapping, sample), ROWS, SEED);

        assertThat(report.failures().stream().map(MappingFuzz.Failure::render)).isEmpty();
        assertThat(report.failed()).isZero();
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

    private static MappingFuzz.Report readme(UnaryOperator<SourceAccount> bug) {
        SourceMapping mapping = SourceMapping.load(SourceFolder.of(ReadmeFolder.NAME, ReadmeFolder.files()));
        MappingSamples.Rows sample = MappingSamples.rows(mapping);
        return MappingFuzz.run(mapping, sample.accounts(), bug.andThen(night(mapping, sample)), 2_000, SEED);
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
