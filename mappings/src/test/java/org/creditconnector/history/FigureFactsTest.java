package org.creditconnector.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.fixture.RandomAccounts;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.PeriodState;
import org.jspecify.annotations.Nullable;
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
                    assertThat(sum(FigureFacts.of(record, month, Figure.OVERDUE_PRINCIPAL), "openPrincipal"))
                            .isEqualByComparingTo(month.getOverduePrincipal());
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
    void whatWasPaidOutLessWhatIsSettledIsTheBalance() {
        int owed = 0;
        for (int seed = 0; seed < 150; seed++) {
            CreditRecord record = HistoryDerivation.derive(new RandomAccounts(seed).anything())
                    .record();
            if (DailyPositions.of(record) == null) {
                continue;
            }
            for (PeriodState month : record.getMonths()) {
                if (month.getOrigin() == FigureOrigin.DERIVED && month.getBalance() != null) {
                    List<FigureFacts.Fact> facts = FigureFacts.of(record, month, Figure.BALANCE);
                    BigDecimal told = sum(facts, "paidOut")
                            .subtract(sum(facts, "principalSettled"))
                            .max(BigDecimal.ZERO)
                            .subtract(sum(facts, "credit"));
                    assertThat(told).isEqualByComparingTo(month.getBalance());
                    owed += month.getBalance().signum();
                }
            }
        }
        assertThat(owed).isGreaterThan(100);
    }

    @Test
    void theFactsOfAStatusTellIt() {
        Set<AccountStatus> seen = EnumSet.noneOf(AccountStatus.class);
        for (int seed = 0; seed < 150; seed++) {
            CreditRecord record = HistoryDerivation.derive(new RandomAccounts(seed).anything())
                    .record();
            for (PeriodState month : record.getMonths()) {
                if (month.getOrigin() == FigureOrigin.DERIVED) {
                    AccountStatus told = status(
                            FigureFacts.of(record, month, Figure.STATUS),
                            month.getStateOn(),
                            record.getReport().getAsOf());
                    assertThat(told).isEqualTo(month.getStatus());
                    if (told != null) {
                        seen.add(told);
                    }
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(2);
    }

    /** By the facts alone, as the documentation has it. */
    private static @Nullable AccountStatus status(List<FigureFacts.Fact> facts, LocalDate day, LocalDate asOf) {
        AccountStatus value = null;
        LocalDate since = null;
        LocalDate drawn = null;
        AccountStatus event = null;
        LocalDate eventOn = LocalDate.MIN;
        for (FigureFacts.Fact fact : facts) {
            Map<String, Object> values = fact.values();
            if (fact.path().equals("state.status.value")) {
                value = (AccountStatus) values.get("value");
            } else if (fact.path().equals("state.status.since")) {
                since = (LocalDate) values.get("since");
            } else if (fact.path().startsWith("account.")) {
                drawn = (LocalDate) values.values().iterator().next();
            } else if (!((LocalDate) values.get("occurredOn")).isBefore(eventOn)) {
                eventOn = (LocalDate) values.get("occurredOn");
                event = switch ((EventKind) values.get("kind")) {
                    case WRITE_OFF -> AccountStatus.WRITTEN_OFF;
                    case CHARGE_OFF -> AccountStatus.CHARGED_OFF;
                    default -> AccountStatus.TRANSFERRED;
                };
            }
        }
        boolean reached = !day.isBefore(asOf) || since != null && !day.isBefore(since);
        if (reached || value == AccountStatus.NOT_ACTIVATED) {
            return reached || since == null ? value : null;
        }
        if (event != null) {
            return event;
        }
        if (drawn != null && day.isBefore(drawn)) {
            return AccountStatus.NOT_ACTIVATED;
        }
        if (since == null) {
            return value == AccountStatus.OPEN ? value : null;
        }
        return value == AccountStatus.OPEN || drawn == null ? null : AccountStatus.OPEN;
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
                .map(fact -> (BigDecimal) fact.values().getOrDefault(name, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
