package org.creditconnector.night;

import java.nio.file.Path;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;

class PostgresDeltaNightTest extends DeltaNightContract {
    @Override
    StoreSettings store(Path home) {
        return TestDatabase.POSTGRESQL.empty();
    }
}
