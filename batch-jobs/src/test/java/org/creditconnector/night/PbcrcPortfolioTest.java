package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.pbcrc.PbcrcEffect;
import org.creditconnector.synthetic.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fourteen months of nights of a synthetic portfolio through the central bank's registry: everything is accepted, the books balance
 * every night, and in the end the registry has on file what our mirror says.
 */
class PbcrcPortfolioTest {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final int MONTHS = 14;

    @TempDir
    Path home;

    @Test
    void everythingIsAcceptedAndTheMirrorIsWhatTheRegistryHas() throws Exception {
        runs(500, false);
    }

    /** {@code -Dportfolio.accounts=10000}; with {@code -Dportfolio.every-night=true} not one night is left out. */
    @Test
    @Tag("long")
    @EnabledIfSystemProperty(named = "portfolio.accounts", matches = "[0-9]+")
    void thatOfALargerLenderToo() throws Exception {
        runs(Integer.getInteger("portfolio.accounts"), Boolean.getBoolean("portfolio.every-night"));
    }

    /** Month ends, the day after, and one night within each month, another one each time. */
    private static List<LocalDate> nights(boolean every) {
        LocalDate end = FROM.plusMonths(MONTHS);
        return FROM.datesUntil(end)
                .filter(day -> every
                        || day.plusDays(1).getDayOfMonth() == 1
                        || day.getDayOfMonth() == 1
                        || day.getDayOfMonth() == 5 + day.getMonthValue())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void runs(int accounts, boolean every) throws Exception {
        StoreSettings store = new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", "");
        try (SyntheticNights lender = new SyntheticNights(home, store, new Order(accounts, 11, FROM, MONTHS, 0))) {
            PbcrcBooks books = new PbcrcBooks(lender);
            List<LocalDate> nights = nights(every);
            LocalDate last = nights.remove(nights.size() - 1);
            Map<String, Integer> loaded = books.loaded(nights);
            assertThat(loaded)
                    .containsKeys("110 10", "220 10", "210 10", "210 20", "210 30", "210 31", "210 40", "212 H");
            books.assertMirrored("account:", "210/");
            books.assertMirrored("agreement:", "220/");
            assertThat(lender.registry.effects().stream()
                            .filter(effect -> effect.kind() == PbcrcEffect.Kind.RECORD_LOADED))
                    .hasSize(
                            loaded.values().stream().mapToInt(Integer::intValue).sum());
            takenBack(lender, books, last);
        }
    }

    /** Accounts that should never have been reported are deleted with all that was told of them. */
    private static void takenBack(SyntheticNights lender, PbcrcBooks books, LocalDate last) throws Exception {
        List<String> keys = new ArrayList<>();
        for (Map<String, Object> row : lender.rows("select distinct account_key from registry_mirror"
                + " where subject like 'account:%' order by account_key fetch first 3 rows only")) {
            keys.add(row.get("account_key").toString());
        }
        for (String key : keys) {
            books.decide(decisions -> decisions.withdraw(
                    new About(CentralBankNights.TARGET, SyntheticNights.NAME, key), PbcrcBooks.ADA, List.of()));
        }
        assertThat(books.night(last.toString()).stream().filter(record -> record.startsWith("214")))
                .hasSize(keys.size());
        books.assertMirrored("account:", "210/");
    }
}
