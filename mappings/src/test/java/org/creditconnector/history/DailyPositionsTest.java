package org.creditconnector.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.PeriodState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Day by day and month by month are one walk: where both speak of a day, they say the same. */
class DailyPositionsTest {
    static Stream<Path> cases() throws IOException {
        return Files.list(Path.of("src/test/resources/history"))
                .filter(Files::isRegularFile)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theDaysAgreeWithTheMonths(Path file) {
        CreditRecord record =
                HistoryDerivation.derive(HistoryCase.read(file).facts()).record();
        DailyPositions days = DailyPositions.of(record);
        for (PeriodState month : record.getMonths()) {
            if (days == null || month.getOrigin() == FigureOrigin.LENDER) {
                assertThat(days != null || month.getOrigin() == FigureOrigin.LENDER || month.getOverdueTotal() == null)
                        .as("without a schedule there are no arrears")
                        .isTrue();
                continue;
            }
            days.advanceTo(month.getStateOn());
            boolean known = days.knownFrom() == null || !month.getStateOn().isBefore(days.knownFrom());
            if (known) {
                assertThat(days.overdue()).isEqualByComparingTo(month.getOverdueTotal());
                assertThat(late(days)).isEqualByComparingTo(month.getOverdueTotal());
                assertThat(days.balance()).isEqualTo(month.getBalance());
                assertThat(days.oldestLate() < 0 ? 0 : days.daysLate(days.oldestLate()))
                        .isEqualTo(month.getDaysPastDue());
            }
        }
    }

    private static BigDecimal late(DailyPositions days) {
        BigDecimal late = BigDecimal.ZERO;
        for (int place = 0; place < days.schedule().size(); place++) {
            late = days.daysLate(place) > 0 ? late.add(days.open(place)) : late;
        }
        return late;
    }

    @Test
    void daysGoForwardOnly() throws IOException {
        DailyPositions days = cases().map(file -> DailyPositions.of(
                        HistoryDerivation.derive(HistoryCase.read(file).facts()).record()))
                .filter(one -> one != null)
                .findFirst()
                .orElseThrow();
        days.advanceTo(java.time.LocalDate.of(2024, 3, 31));
        assertThatThrownBy(() -> days.advanceTo(java.time.LocalDate.of(2024, 3, 30)))
                .hasMessage("2024-03-30 is before 2024-03-31, expected days in ascending order");
    }
}
