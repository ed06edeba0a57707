package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final TargetConfig.Gate LIMITS = new TargetConfig.Gate(5, 30, 10);

    @Test
    void anEmptyExtractNeverPasses() {
        assertThat(Gate.reasons(ControlTotals.NOTHING, 0, List.of(), LIMITS))
                .containsExactly("0 accounts were extracted, expected at least one");
    }

    @Test
    void theFirstNightHasNothingToBeComparedWith() {
        assertThat(Gate.reasons(night(100, "EUR", "1000"), 5, List.of(), LIMITS))
                .isEmpty();
    }

    @Test
    void tooManyHeldAccountsStopTheNight() {
        assertThat(Gate.reasons(night(100, "EUR", "1000"), 6, List.of(), LIMITS))
                .containsExactly("6 of 100 accounts are held (6 %), expected at most 5 %");
    }

    @Test
    void halfTheAccountsAndHalfTheMoneyAreTwoReasons() {
        List<ControlTotals> recent =
                List.of(night(100, "EUR", "1000"), night(104, "EUR", "1040"), night(1, "EUR", "1"));
        assertThat(Gate.reasons(night(50, "EUR", "500"), 0, recent, LIMITS))
                .containsExactly(
                        "accounts: 50 is 50 % away from the recent nights' 100, expected at most 30 %",
                        "EUR lent or granted: 500 is 50 % away from the recent nights' 1000, expected at most 30 %");
    }

    @Test
    void aCurrencyThatVanishedIsSeen() {
        assertThat(Gate.reasons(night(100, "USD", "1000"), 0, List.of(night(100, "EUR", "1000")), LIMITS))
                .containsExactly(
                        "EUR lent or granted: 0 is 100 % away from the recent nights' 1000, expected at most 30 %");
    }

    @Test
    void aNightLikeTheOthersPasses() {
        assertThat(Gate.reasons(night(100, "EUR", "1000"), 0, List.of(night(110, "EUR", "900")), LIMITS))
                .isEmpty();
    }

    private static ControlTotals night(long accounts, String currency, String principal) {
        return new ControlTotals(
                accounts,
                new TreeMap<>(Map.of(currency, new Amounts(new BigDecimal(principal), null, null, null, null))));
    }
}
