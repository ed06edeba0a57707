package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night of millions does last takes longer than a lease lives without being renewed. */
class LongEndingTest {
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final int LONGER_SECONDS = 5;

    @TempDir
    Path home;

    @Test
    void theLeaseIsRenewedWhileAllPackagesAreReconciled() throws Exception {
        StoreSettings store = TestDatabase.POSTGRESQL.empty();
        try (NightFixture night = new NightFixture(home, store)) {
            night.parts = night.parts.leaseTime(LEASE);
            night.packageItems = NightFixture.ACCOUNTS;
            night.nights();
            try (Connection connection = DriverManager.getConnection(store.url(), store.user(), store.password());
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "create function late() returns trigger language plpgsql as $$ begin perform pg_sleep("
                                + LONGER_SECONDS + "); return new; end $$");
                statement.execute("create trigger late before update on submission_package for each row"
                        + " when (new.state = 'RECONCILED' and old.state <> 'RECONCILED') execute function late()");
            }

            RunReport run = night.run(FRIDAY);

            assertThat(run.cause()).isNull();
            assertThat(run.exit()).isEqualTo(ExitCode.DONE);
            assertThat(night.ask("select count(*) from submission_package where state = 'RECONCILED'", Integer.class))
                    .isEqualTo(1);
        }
    }
}
