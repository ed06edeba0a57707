package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.synthetic.Order;
import org.creditconnector.synthetic.SyntheticLender;

/** Nights of the lender that the command {@code generate} makes: its files tell any night of their range. */
final class SyntheticNights extends CentralBankNights {
    static final String NAME = "synthetic";

    SyntheticNights(Path home, StoreSettings store, Order order) throws IOException, SQLException {
        super(home, store, NAME);
        new SyntheticLender(order).write(home.resolve("lender"), true, false, null);
    }

    @Override
    void lenderAt(LocalDate night) {
        // Every row says when it was booked.
    }

    @Override
    String sources() {
        StringBuilder files = new StringBuilder();
        for (String table : SyntheticLender.tables()) {
            files.append(files.length() == 0 ? "" : ", ")
                    .append(table)
                    .append(": \"")
                    .append(home.resolve("lender").resolve(table + ".csv"))
                    .append('"');
        }
        return "sources:\n  " + NAME + ":\n    mapping: synthetic\n    files: {" + files + "}\n";
    }

    @Override
    String settings() {
        return "provider: " + PROVIDER;
    }
}
