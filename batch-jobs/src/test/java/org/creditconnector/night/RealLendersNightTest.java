package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.creditconnector.command.DemoLenders;
import org.creditconnector.config.ConfigFile;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.mockregistry.MockRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole nights of the two real lenders against the mock registry; the figures are the control figures of their READMEs. */
class RealLendersNightTest {
    @TempDir
    Path home;

    @Test
    void theLendingSystemsNightBalancesToItsControlFigures() throws Exception {
        try (MockRegistry registry = MockRegistry.start();
                Nights nights = StoredNights.open(config(registry), Progress.SILENT)) {
            RunReport run = nights.run(new RunRequest("registry", "fineract", LocalDate.of(2013, 2, 5), null));
            System.out.println(run);
            assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void theCardBanksNightBalancesToItsControlFigures() throws Exception {
        try (MockRegistry registry = MockRegistry.start();
                Nights nights = StoredNights.open(config(registry), Progress.SILENT)) {
            RunReport run = nights.run(new RunRequest("registry", "uci-credit-card", LocalDate.of(2005, 9, 30), null));
            System.out.println(run);
            assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        }
    }

    private ConnectorConfig config(MockRegistry registry) throws Exception {
        Path file = home.resolve("credit-connector.yaml");
        Files.writeString(file, DemoLenders.configuration(home, registry.url().toString()));
        return ConfigFile.read(file, home, name -> null);
    }
}
