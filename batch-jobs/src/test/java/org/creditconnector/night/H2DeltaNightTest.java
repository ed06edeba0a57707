package org.creditconnector.night;

import java.nio.file.Path;
import org.creditconnector.ledger.StoreSettings;

class H2DeltaNightTest extends DeltaNightContract {
    @Override
    StoreSettings store(Path home) {
        return new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", "");
    }
}
