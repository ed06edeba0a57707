package org.creditconnector.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
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
    private final BiConsumer<String, MeasuredRun> watcher;

    /** @param watcher is told of each night as it ends, with what it is called */
    DeltaRun(ProductRun product, Database server, BiConsumer<String, MeasuredRun> watcher) {
        this.product = product;
        this.server = server;
        this.watcher = watcher;
    }

    /**
     * What was measured with one number of changes.
     *
     * @param touched accounts that the lender touched before each night
     * @param changes nights that read what changed
     * @param whole nights that read all accounts, of as many changes
     */
    record Measured(long touched, List<MeasuredRun> changes, List<MeasuredRun> whole) {}

    /**
     * @param touched accounts that the lender touches before each night: one number after the other
     * @param pairs nights of each kind; at most as many as fit into the month, so that no month ends
     */
    List<Measured> of(ReferenceLender lender, List<Long> touched, int pairs)
            throws IOException, SQLException, InterruptedException {
        int fitting = Math.min(pairs, (FIRST.lengthOfMonth() - 2) / (2 * touched.size()));
        List<Measured> nights = new ArrayList<>();
        try (ProductRun.Ledger ledger = product.empty(lender)) {
            LocalDate date = FIRST;
            watcher.accept("first night", ledger.night(date.toString()));
            for (long some : touched) {
                Measured measured = new Measured(some, new ArrayList<>(), new ArrayList<>());
                for (int pair = 0; pair < fitting; pair++) {
                    date = date.plusDays(1);
                    touch(lender, some, date);
                    MeasuredRun changes = checked(ledger.night(date.toString()), some, some, lender.accounts() / 2);
                    watcher.accept(some + " changed", changes);
                    measured.changes().add(changes);
                    date = date.plusDays(1);
                    touch(lender, some, date);
                    MeasuredRun whole = checked(
                            ledger.night(date.toString(), "--full"), some, lender.accounts(), lender.accounts());
                    watcher.accept("all read", whole);
                    measured.whole().add(whole);
                }
                nights.add(measured);
            }
            return nights;
        }
    }

    /** Another five-level class for accounts that are spread over the whole portfolio. */
    private void touch(ReferenceLender lender, long touched, LocalDate date) throws SQLException {
        long every = Math.max(1, lender.accounts() / touched);
        try (Connection connection = server.connect(lender.database());
                Statement statement = connection.createStatement()) {
            // By the lender's own clock, as the product asks for changes.
            statement.executeUpdate("update loan_account set updated_at = now() at time zone '" + ProductRun.TIME_ZONE + "',"
                    + " five_class = case when five_class = 1 then 2 else 1 end where account_id in ("
                    + "select account_id from loan_account where account_id % " + every + " = "
                    + date.toEpochDay() % every + " order by account_id limit " + touched + ")");
        }
    }

    /** Accounts that a night read: those that changed, and those whose day had come. */
    static long read(MeasuredRun night) {
        return said(night).path("accounts").path("extracted").asLong();
    }

    /** A night that told of all that was touched, and of what a day that had come changed besides. */
    private static MeasuredRun checked(MeasuredRun run, long touched, long least, long most) throws IOException {
        JsonNode said = said(run);
        if (!said.path("state").asString("").equals("RECONCILED")
                || said.path("accounts").path("reported").asLong() < touched
                || read(run) < least
                || read(run) > most) {
            throw new IOException("BENCH-WRONG a night of " + touched + " changes was to report them and read " + least + " to " + most
                    + " accounts; it said " + said);
        }
        return run;
    }

    private static JsonNode said(MeasuredRun night) {
        return JSON.readTree(night.output()).path("runs").path(0);
    }
}
