package org.creditconnector.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mockregistry.baihang.BaihangRegistry;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.baihang.BaihangProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generated lender tells the agency Baihang, night by night, and whether the agency takes it. */
class BaihangReportTest {
    private static final Order ORDER = new Order(200, 11, LocalDate.of(2023, 11, 1), 6, 0);

    @TempDir
    Path directory;

    /** The agency at the end of a wire without a ledger. */
    private static final class Agency extends AcceptingRegistry {
        private final BaihangRegistry registry = new BaihangRegistry(Set.of("GEN"));
        private final RegistryProfile profile;
        private final Map<String, Integer> refused = new TreeMap<>();

        Agency(RegistryProfile profile) {
            super(profile);
            this.profile = profile;
        }

        @Override
        Optional<String> take(ReportItem item) {
            String kind = item.sendClass().substring(item.sendClass().indexOf('-') + 1);
            SubmissionPackage manifest = new SubmissionPackage(
                    item.itemId(),
                    "agency",
                    "GEN",
                    item.reportDate(),
                    1L,
                    1,
                    "",
                    List.of(),
                    null,
                    "GEN_" + kind + "_20240430_0001",
                    "2024-05-31T18:00:00Z");
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            try {
                profile.writePackage(manifest, List.of(item.bytes()).iterator(), record);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String code = registry.accept(kind, record.toString(StandardCharsets.UTF_8));
            if (!code.isEmpty()) {
                refused.merge(code + " " + kind, 1, Integer::sum);
            }
            return Optional.of(kind + " " + item.kind());
        }
    }

    @Test
    void sixMonthsWithoutARefusal() throws Exception {
        Path made = SyntheticSource.make(directory.resolve("made"), ORDER, false);
        SyntheticSource source = SyntheticSource.ofFiles(made, directory.resolve("work"));
        Agency agency = new Agency(
                new BaihangProfile().configured(Map.of("institution", "GEN")).over("http"));
        for (int month = 1; month <= ORDER.months(); month++) {
            LocalDate end = ORDER.from().plusMonths(month).minusDays(1);
            night(agency, source, end.withDayOfMonth(5 + month));
            night(agency, source, end);
        }
        assertThat(agency.refused).isEmpty();
        // A payment before an extension that no night told: the schedule it was paid by is gone.
        assertThat(agency.findings())
                .filteredOn(finding -> !finding.startsWith("BAIHANG-NOT-TAKEN"))
                .hasSizeLessThan(10)
                .allMatch(finding -> finding.startsWith("BAIHANG-HISTORY instalments"));
        assertThat(agency.records())
                .containsKeys("D2 REPORT", "D3 REPORT", "CL1 REPORT", "CL2 REPORT", "X2 REPORT", "D3 CORRECTION");
        assertThat(agency.records().get("D3 REPORT")).isGreaterThan(400);
        assertThat(agency.records().get("D3 CORRECTION")).isLessThan(60);
        Map<String, Integer> told = Map.copyOf(agency.records());
        night(agency, source, ORDER.until());
        assertThat(agency.records())
                .as("a night that is run again tells nothing")
                .isEqualTo(told);
    }

    private static void night(AcceptingRegistry registry, SyntheticSource source, LocalDate date) {
        registry.night(source.night(date).accounts().stream()
                .map(MappedAccount::record)
                .map(Objects::requireNonNull)
                .toList());
    }
}
