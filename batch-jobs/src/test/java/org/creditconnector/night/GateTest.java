package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.PeriodComparison;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.SuspectKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private static final TargetConfig.Gate LIMITS =
            new TargetConfig.Gate(5, 30, 10, 30, 10, 20, new TargetConfig.Changes(5, 8, 0, 0, 0, 7, 5));
    private static final PeriodComparison FIRST = PeriodComparison.NOTHING;

    private static Gate.Tonight tonight(long accounts, long held) {
        return new Gate.Tonight(accounts, held, Map.of(), 1);
    }

    /** A recent night in which as many rows an account were read as long as it took. */
    private static RecentNight night(long accounts, String currency, String granted, String grantedNow) {
        return new RecentNight(
                accounts,
                Map.of(currency, new BigDecimal(granted)),
                Map.of(currency, new BigDecimal(grantedNow)),
                Map.of(),
                1);
    }

    private static List<String> volume(long accounts, RecentNight... recent) {
        return Gate.reasons(tonight(accounts, 0), List.of(recent), FIRST, LIMITS);
    }

    // ------------------------------------------------------------------ the night by itself

    @Test
    void anEmptyExtractNeverPasses() {
        assertThat(Gate.reasons(tonight(0, 0), List.of(), FIRST, LIMITS))
                .containsExactly("0 accounts were extracted, expected at least one");
    }

    @Test
    void theFirstNightHasNothingToBeComparedWith() {
        assertThat(Gate.reasons(tonight(100, 5), List.of(), FIRST, LIMITS)).isEmpty();
    }

    @Test
    void tooManyHeldAccountsStopTheNight() {
        assertThat(Gate.reasons(tonight(100, 6), List.of(), FIRST, LIMITS))
                .containsExactly("6 of 100 accounts are held (6 %), expected at most 5 %");
    }

    @Test
    void theShareIsExactWhateverIsShown() {
        assertThat(Gate.reasons(tonight(1_000_000, 50_001), List.of(), FIRST, LIMITS))
                .containsExactly("50001 of 1000000 accounts are held (5 %), expected at most 5 %");
        assertThat(Gate.reasons(tonight(1_000_000, 50_000), List.of(), FIRST, LIMITS))
                .isEmpty();
    }

    // ------------------------------------------------------------------ volume

    @Test
    void halfTheAccountsAndHalfTheMoneyAreTwoReasons() {
        assertThat(volume(
                        50,
                        night(100, "EUR", "1000", "500"),
                        night(104, "EUR", "1040", "500"),
                        night(1, "EUR", "1", "500")))
                .containsExactly(
                        "accounts: 50 is 50 % away from the recent nights' 100, expected at most 30 %",
                        "EUR lent or granted: 500 is 50 % away from the recent nights' 1000, expected at most 30 %");
    }

    @Test
    void aCurrencyThatVanishedIsSeenAndOneThatIsNewHasNothingToBeComparedWith() {
        RecentNight before = new RecentNight(
                100,
                Map.of("EUR", new BigDecimal("1000")),
                Map.of("EUR", BigDecimal.ZERO, "USD", new BigDecimal("9000")),
                Map.of(),
                1);
        assertThat(volume(100, before))
                .containsExactly(
                        "EUR lent or granted: 0 is 100 % away from the recent nights' 1000, expected at most 30 %");
    }

    @Test
    void aNightLikeTheOthersPasses() {
        assertThat(volume(100, night(110, "EUR", "900", "1000"))).isEmpty();
    }

    @Test
    void eachRecentNightIsComparedWithWhatNeitherHeld() {
        // The first one held nearly all of the money: it says nothing of the rest.
        assertThat(volume(
                        100,
                        night(100, "EUR", "0.5", "0.5"),
                        night(100, "EUR", "1000", "1010"),
                        night(100, "EUR", "1000", "1010")))
                .isEmpty();
    }

    // ------------------------------------------------------------------ shape and speed

    private static List<String> rows(long accounts, Map<String, Long> now, Map<String, Long> before) {
        return Gate.reasons(
                new Gate.Tonight(accounts, 0, now, 1),
                List.of(new RecentNight(100, Map.of(), Map.of(), before, 1)),
                FIRST,
                LIMITS);
    }

    @Test
    void aChildTableThatIsEmptyStopsTheNight() {
        assertThat(rows(100, Map.of("instalments", 300L), Map.of("instalments", 300L, "payments", 150L)))
                .containsExactly(
                        "payments: 0 rows of 100 accounts are 100 % fewer an account than in the recent nights,"
                                + " expected at most 30 %");
    }

    @ParameterizedTest
    @CsvSource({
        "100, 211, true", // 29.7 % fewer
        "100, 209, false", // 30.3 %
        "110, 231, true", // more accounts, as many less
        "120, 240, false", // the rows of a fifth of the accounts and more are missing
        "100, 400, true", // more is no sign of a broken join
    })
    void rowsAreCountedAnAccount(long accounts, long instalments, boolean passes) {
        assertThat(rows(accounts, Map.of("instalments", instalments), Map.of("instalments", 300L))
                        .isEmpty())
                .isEqualTo(passes);
    }

    @Test
    void aFewMissingRowsSayNothing() {
        assertThat(rows(100, Map.of(), Map.of("collaterals", 19L))).isEmpty();
        assertThat(rows(100, Map.of(), Map.of("collaterals", 20L))).hasSize(1);
    }

    private static List<String> speed(double now, double... before) {
        List<RecentNight> nights = java.util.Arrays.stream(before)
                .mapToObj(seconds -> new RecentNight(100_000, Map.of(), Map.of(), Map.of(), seconds))
                .toList();
        return Gate.reasons(new Gate.Tonight(100_000, 0, Map.of(), now), nights, FIRST, LIMITS);
    }

    @Test
    void aNightReadInNoTimeIsSuspicious() {
        assertThat(speed(59, 600, 600, 610))
                .containsExactly("reading took 0.59 seconds for a thousand accounts, the recent nights took 6,"
                        + " expected at least 10 % of that");
        assertThat(speed(60, 600, 600, 610)).isEmpty();
    }

    @Test
    void nightsReadInUnderAMinuteSayNothingAboutSpeed() {
        assertThat(speed(0.001, 59.9)).isEmpty();
        assertThat(speed(0.001, 60)).hasSize(1);
    }

    // ------------------------------------------------------------------ against the last run that was sent

    private static PeriodComparison changes(long good, long late, Map<SuspectKind, Long> suspects) {
        Run before = new Run(
                1,
                "registry",
                "tiny",
                LocalDate.of(2024, 3, 22),
                1,
                RunState.RECONCILED,
                LocalDate.of(2024, 3, 22),
                "L1",
                "v1",
                false,
                null,
                false,
                null,
                OffsetDateTime.of(2024, 3, 23, 1, 0, 0, 0, ZoneOffset.UTC),
                null,
                0,
                null);
        EnumMap<SuspectKind, Long> kinds = new EnumMap<>(SuspectKind.class);
        kinds.putAll(suspects);
        return new PeriodComparison(before, 3, 1_000, good, late, kinds);
    }

    private static List<String> changed(long good, long late, Map<SuspectKind, Long> suspects) {
        return Gate.reasons(tonight(1_000, 0), List.of(), changes(good, late, suspects), LIMITS);
    }

    @Test
    void whatCannotHappenStopsTheNightAtTheFirstAccount() {
        assertThat(changed(
                        900,
                        0,
                        Map.of(
                                SuspectKind.REOPENED,
                                1L,
                                SuspectKind.CURRENCY_CHANGED,
                                2L,
                                SuspectKind.ARREARS_JUMPED,
                                3L)))
                .containsExactly(
                        "1 closed accounts are open again, expected at most 0",
                        "2 accounts have changed their currency, expected at most 0",
                        "3 accounts' days past due rose by more than the 3 days that went by and 7 more, expected at most 0");
    }

    @Test
    void whatIsOddIsListedAndStopsNothing() {
        assertThat(changed(
                        900,
                        72,
                        Map.of(
                                SuspectKind.VANISHED,
                                50L,
                                SuspectKind.CAME_BACK,
                                500L,
                                SuspectKind.STATUS_BACKWARDS,
                                500L)))
                .isEmpty();
    }

    @Test
    void manyLateAndManyGoneStopTheNight() {
        assertThat(changed(900, 73, Map.of(SuspectKind.VANISHED, 51L)))
                .containsExactly(
                        "73 of 900 good customers are suddenly late (8.1 %), expected at most 8 %",
                        "51 of 1000 accounts that were open have vanished (5.1 %), expected at most 5 %");
    }

    @Test
    void aSmallLenderIsNotStoppedByAHandful() {
        assertThat(changed(20, 19, Map.of(SuspectKind.VANISHED, 19L))).isEmpty();
    }

    @Test
    void allReasonsStandInOneList() {
        assertThat(Gate.reasons(
                        tonight(500, 100),
                        List.of(night(1_000, "EUR", "10", "1")),
                        changes(900, 300, Map.of(SuspectKind.REOPENED, 4L, SuspectKind.VANISHED, 500L)),
                        LIMITS))
                .hasSize(6);
    }
}
