package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.synthetic.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a synthetic lender most of whose customers are companies, through the central bank's registry. */
class EnterprisePortfolioTest {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final int MONTHS = 10;
    private static final Order ORDER = new Order(150, 3, FROM, MONTHS, 0, 80);

    @TempDir
    Path home;

    @Test
    void everythingIsAcceptedAndTheMirrorIsWhatTheRegistryHas() throws Exception {
        StoreSettings store = new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", "");
        try (SyntheticNights lender = new SyntheticNights(home, store, ORDER)) {
            PbcrcBooks books = new PbcrcBooks(lender);
            assertThat(books.loaded(PbcrcBooks.monthly(FROM, MONTHS)))
                    .containsKeys(
                            "310 10", "310 20", "420 10", "421", "510 10", "410 10", "410 20", "410 32", "410 33",
                            "410 41", "410 42", "410 49", "412 H", "210 30");
            books.assertMirrored("account:", "410/");
        }
    }
}
