package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.creditconnector.ledger.StoreSettings;

/** Nights of the lender in yuan, whose loans a test lends one by one. */
final class YuanNights extends CentralBankNights {
    final YuanLender lender = new YuanLender();

    YuanNights(Path home, StoreSettings store) throws IOException {
        super(home, store, YuanLender.NAME);
        YuanLender.writeFolder(home.resolve("sources"));
    }

    @Override
    void lenderAt(LocalDate night) throws IOException {
        lender.write(home.resolve("lender"), night);
    }

    @Override
    String sources() {
        return YuanLender.sources(home);
    }

    @Override
    String settings() {
        return "provider: " + PROVIDER + ", template: 90";
    }
}
