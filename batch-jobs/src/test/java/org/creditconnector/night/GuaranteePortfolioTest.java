package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.synthetic.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a synthetic guarantor for what persons and companies owe to others, through the central bank's registry. */
class GuaranteePortfolioTest {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final int MONTHS = 10;
    private static final Order ORDER = new Order(150, 2, FROM, MONTHS, 0, 30, 70);

    @TempDir
    Path home;

    @Test
    void everythingIsAcceptedAndTheMirrorIsWhatTheRegistryHas() throws Exception {
        StoreSettings store = new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", "");
        try (SyntheticNights lender = new SyntheticNights(home, store, ORDER)) {
            PbcrcBooks books = new PbcrcBooks(lender);
            assertThat(books.loaded(PbcrcBooks.monthly(FROM, MONTHS)))
                    .containsKeys(
                            "110 10", "230 10", "230 20", "230 30", "230 40", "232 F", "233 D", "310 10", "440 10",
                            "440 20", "440 30", "440 40", "442 F", "510 10");
            books.assertMirrored("account:", "230/");
            books.assertMirrored("account:", "440/");
        }
    }
}
