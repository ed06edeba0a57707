package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.creditconnector.config.ConfigFile;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.mockregistry.baihang.AgencyKeys;
import org.creditconnector.mockregistry.baihang.BaihangDirectory;
import org.creditconnector.mockregistry.baihang.BaihangEffect;
import org.creditconnector.mockregistry.baihang.BaihangHolding;
import org.creditconnector.mockregistry.baihang.BaihangRegistry;
import org.creditconnector.synthetic.Order;
import org.creditconnector.synthetic.SyntheticLender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generated lender reports to the agency Baihang by plain files: loans, drawdowns with their limits, and what is not taken. */
class BaihangPortfolioTest {
    private static final Order ORDER = new Order(120, 11, LocalDate.of(2024, 1, 1), 2, 0);

    @TempDir
    Path home;

    private final BaihangRegistry registry = new BaihangRegistry(Set.of("GEN"));

    private Path configuration() throws IOException {
        String files = SourceMapping.shipped("synthetic").tables().keySet().stream()
                .map(table -> table + ": \"" + home.resolve("made").resolve(table + ".csv") + "\"")
                .collect(Collectors.joining(", "));
        return Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: GEN, name: Generated lender, time-zone: Asia/Shanghai}
                sources:
                  generated:
                    mapping: synthetic
                    range-size: 50
                    files: {%1$s}
                targets:
                  agency:
                    profile: baihang
                    channel: directory
                    files: {upload: "%2$s/registry/upload", taken: "%2$s/registry/taken", feedback: "%2$s/registry/log"}
                    settings: {institution: GEN, file-ending: .txt}
                    feedback-wait: 1m
                    gate: {held-percent: 100, volume-percent: 1000, rows-percent: 100, changes: {jump-accounts: 100, late-percent: 100}}
                """.formatted(files, home));
    }

    @Test
    void limitsGoBeforeDrawdownsAndNothingIsRefused() throws Exception {
        new SyntheticLender(ORDER).write(home.resolve("made"), true, false, null);
        Map<String, Integer> kinds = new TreeMap<>();
        try (BaihangDirectory door = new BaihangDirectory(registry, new AgencyKeys(), null, home.resolve("registry"));
                Nights nights = StoredNights.open(
                        ConfigFile.read(configuration(), home, name -> null),
                        Progress.SILENT,
                        NightParts.standard().pauses(new RegistryAtWork(door::look)))) {
            for (String date : new String[] {"2024-01-20", "2024-01-31", "2024-02-29"}) {
                RunReport run = nights.run(new RunRequest("agency", "generated", LocalDate.parse(date), null));
                assertThat(run.exit()).as(date + " " + run.cause()).isIn(ExitCode.DONE, ExitCode.WORK_LIST);
                assertThat(run.items().rejected()).isZero();
                assertThat(run.accounts().balances()).isTrue();
                assertThat(run.items().balances()).isTrue();
                assertThat(run.accounts().held())
                        .as("payments before an extension that no night told")
                        .isLessThan(4);
            }
        }
        assertThat(registry.effects()).noneMatch(effect -> effect.kind() == BaihangEffect.Kind.RECORD_REJECTED);
        registry.holdings().values().forEach(holding -> kinds.merge(holding.record(), 1, Integer::sum));
        assertThat(kinds).containsOnlyKeys("CL1", "CL2", "D2", "D3", "X2");
        assertThat(registry.holdings().values().stream()
                        .filter(holding -> holding.record().equals("CL1"))
                        .map(holding -> holding.value("creditAccntId"))
                        .collect(Collectors.toSet()))
                .isSubsetOf(registry.holdings().values().stream()
                        .filter(holding -> holding.record().equals("X2"))
                        .map(BaihangHolding::subject)
                        .collect(Collectors.toSet()));
    }
}
