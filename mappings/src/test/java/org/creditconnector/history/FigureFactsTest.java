package org.creditconnector.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.creditconnector.fixture.RandomAccounts;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.PeriodState;
import org.junit.jupiter.api.Test;

/** What the facts contribute adds up to the figure. */
class FigureFactsTest {
    @Test
    void theFactsGiveTheFigureAgain() {
        int late = 0;
        int paid = 0;
        for (int seed = 0; seed < 150; seed++) {
            CreditRecord record = HistoryDerivation.derive(new RandomAccounts(seed).anything())
                    .record();
            for (PeriodState month : record.getMonths()) {
                if (month.getOverdueTotal() != null) {
                    List<FigureFacts.Fact> arrears = FigureFacts.of(record, month, Figure.OVERDUE_TOTAL);
                    assertThat(sum(arrears, "open")).isEqualByComparingTo(month.getOverdueTotal());
                    assertThat(arrears).hasSize(month.getInstalmentsOverdue());
                    assertThat(arrears.stream()
                                    .mapToInt(fact -> (int) fact.values().get("daysLate"))
                                    .max()
                                    .orElse(0))
                            .isEqualTo(month.getDaysPastDue());
                    assertThat(FigureFacts.of(record, month, Figure.INSTALMENTS_LEFT))
                            .hasSize(month.getInstalmentsLeft());
                    late += arrears.size();
                }
                if (month.getDue() != null) {
                    assertThat(sum(FigureFacts.of(record, month, Figure.DUE), "due"))
                            .isEqualByComparingTo(month.getDue());
                }
                if (month.getPaid() != null) {
                    assertThat(sum(FigureFacts.of(record, month, Figure.PAID), "counts"))
                            .isEqualByComparingTo(month.getPaid());
                    paid += month.getPaid().signum();
                }
            }
        }
        assertThat(late).isGreaterThan(100);
        assertThat(paid).isGreaterThan(100);
    }

    @Test
    void everyFactIsNamedByItsFigure() {
        for (int seed = 0; seed < 40; seed++) {
            CreditRecord record = HistoryDerivation.derive(new RandomAccounts(seed).anything())
                    .record();
            for (PeriodState month : record.getMonths()) {
                for (Figure figure : Figure.values()) {
                    assertThat(FigureFacts.of(record, month, figure))
                            .allSatisfy(fact -> assertThat(figure.reads())
                                    .anyMatch(
                                            read -> read.startsWith(fact.path().replaceAll("\\[[0-9]+]", "[]"))
                                                    || fact.path().startsWith(read)));
                }
            }
        }
    }

    private static BigDecimal sum(List<FigureFacts.Fact> facts, String name) {
        return facts.stream()
                .map(fact -> (BigDecimal) fact.values().get(name))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
