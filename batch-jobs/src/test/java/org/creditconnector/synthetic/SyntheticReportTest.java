package org.creditconnector.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.registry.pbcrc.PbcrcProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fourteen months of the synthetic lender, as the central bank's registry is told of them. */
class SyntheticReportTest {
    private static final Order ORDER = new Order(500, 11, LocalDate.of(2024, 1, 1), 14, 0);

    @TempDir
    Path directory;

    /** Every month end, and a night in the middle of some months, as a lender runs that reports now and then. */
    private static List<LocalDate> nights() {
        List<LocalDate> nights = new ArrayList<>();
        for (int month = 0; month < ORDER.months(); month++) {
            LocalDate first = ORDER.from().plusMonths(month);
            if (month % 3 == 1) {
                nights.add(first.plusDays(2 + month));
            }
            nights.add(first.plusMonths(1).minusDays(1));
        }
        return nights;
    }

    @Test
    void fourteenMonthsWithoutAFinding() throws Exception {
        Path made = SyntheticSource.make(directory.resolve("made"), ORDER, false);
        SyntheticSource source = SyntheticSource.ofFiles(made, directory.resolve("work"));
        AcceptingRegistry registry =
                new AcceptingRegistry(new PbcrcProfile().configured(Map.of("provider", "Z99999999H0001")));
        for (LocalDate night : nights()) {
            night(registry, source, night);
        }
        assertThat(registry.findings()).isEmpty();
        assertThat(registry.records())
                .containsKeys("110 10", "110 20", "220 10", "220 30", "210 10", "210 20", "210 30", "210 31", "210 40");
        assertThat(registry.records())
                .as("documents, and that they are of one person")
                .containsKeys("130 ", "140 ");
        assertThat(registry.records())
                .as("agreements and what secures accounts")
                .containsKeys("220 20", "221 ", "222 B", "510 10", "511 ");
        assertThat(registry.records())
                .as("no bill, opened again, moved out")
                .containsKeys("215 11", "215 12", "215 21");
        assertThat(registry.records())
                .as("charged off, written off")
                .containsKeys("AcctStatus 41", "AcctStatus 42", "ChanTranType 15");
        assertThat(registry.records().get("210 30")).isGreaterThan(2_500);
        // Payments booked late or taken back, and nothing else, make what was told of a month untrue.
        assertThat(registry.records().get("212 H")).isBetween(5, 60);
        Map<String, Integer> told = Map.copyOf(registry.records());
        night(registry, source, ORDER.until());
        assertThat(registry.records())
                .as("a night that is run again tells nothing")
                .isEqualTo(told);
    }

    @Test
    void aLenderToCompaniesIsReported() throws Exception {
        Order order = new Order(200, 3, LocalDate.of(2024, 1, 1), 14, 0, 60);
        Path made = SyntheticSource.make(directory.resolve("made"), order, false);
        SyntheticSource source = SyntheticSource.ofFiles(made, directory.resolve("work"));
        AcceptingRegistry registry =
                new AcceptingRegistry(new PbcrcProfile().configured(Map.of("provider", "Z99999999H0001")));
        for (LocalDate night : nights()) {
            night(registry, source, night);
        }
        // The nights are days apart: what fell due between two of them and was replaced by an extension cannot be told
        // any more.
        assertThat(registry.findings())
                .hasSizeBetween(1, 10)
                .allMatch(finding -> finding.toString().startsWith("PBCRC-NOT-TOLD instalments "));
        assertThat(registry.records())
                .containsKeys(
                        "310 10", "310 20", "420 10", "410 10", "410 20", "410 32", "410 33", "410 41", "410 42",
                        "410 49", "412 H", "413 H", "210 30");
        Map<String, Integer> told = Map.copyOf(registry.records());
        night(registry, source, order.until());
        assertThat(registry.records())
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
