package org.creditconnector.night;

import java.nio.file.Path;
import org.creditconnector.ledger.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a small lender to the central bank's registry on a store of the subclass's kind, and our books beside the registry's. */
abstract class YuanContract {
    @TempDir
    Path home;

    YuanNights yuan;
    PbcrcBooks books;

    abstract StoreSettings store(Path home);

    @BeforeEach
    void openNights() throws Exception {
        yuan = new YuanNights(home, store(home));
        books = new PbcrcBooks(yuan);
    }

    @AfterEach
    void closeNights() {
        yuan.close();
    }
}
