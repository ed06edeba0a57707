package org.creditconnector.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nights after the first one, of a lender that touches some of its accounts each day: one that reads those, and one that reads all, by
 * turns on the same ledger.
 */
final class DeltaRun {
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);
    private static final JsonMapper JSON = new JsonMapper();

    private final ProductRun product;
    private final Database server;

    DeltaRun(ProductRun product, Database server) {
        this.product = product;
        this.server = server;
    }

    /**
     * What was measured.
     *
     * @param changes nights that read what changed
     * @param whole nights that read all accounts, of as many changes
     */
    record Measured(List<MeasuredRun> changes, List<MeasuredRun> whole) {}

    /**
     * @param touched accounts that the lender touches before each night
     * @param pairs nights of each kind; at most ten, so that no month ends
     */
    Measured of(ReferenceLender lender, long touched, int pairs) throws IOException, SQLException, InterruptedException {
        Measured measured = new Measured(new ArrayList<>(), new ArrayList<>());
        try (ProductRun.Ledger ledger = product.empty(lender)) {
            LocalDate date = FIRST;
            ledger.night(date.toString());
            for (int pair = 0; pair < Math.min(pairs, 10); pair++) {
                date = date.plusDays(1);
                touch(lender, touched, date);
                measured.changes().add(checked(ledger.night(date.toString()), touched, touched));
                date = date.plusDays(1);
                touch(lender, touched, date);
                measured.whole().add(checked(ledger.night(date.toString(), "--full"), touched, lender.accounts()));
            }
        }
        return measured;
    }

    /** Another five-level class for accounts that are spread over the whole portfolio. */
    private void touch(ReferenceLender lender, long touched, LocalDate date) throws SQLException {
        long every = Math.max(1, lender.accounts() / touched);
        try (Connection connection = server.connect(lender.database());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update loan_account set updated_at = localtimestamp,"
                    + " five_class = case when five_class = 1 then 2 else 1 end where account_id in ("
                    + "select account_id from loan_account where account_id % " + every + " = "
                    + date.toEpochDay() % every + " order by account_id limit " + touched + ")");
        }
    }

    private static MeasuredRun checked(MeasuredRun run, long reported, long extracted) throws IOException {
        JsonNode said = JSON.readTree(run.output()).path("runs").path(0);
        if (!said.path("state").asString("").equals("RECONCILED")
                || said.path("accounts").path("reported").asLong() != reported
                || said.path("accounts").path("extracted").asLong() != extracted) {
            throw new IOException("BENCH-WRONG a night of " + reported + " changes was to read " + extracted
                    + " accounts; it said " + said);
        }
        return run;
    }
}
