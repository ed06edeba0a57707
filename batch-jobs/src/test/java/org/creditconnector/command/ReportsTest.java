package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.creditconnector.ledger.StaleCorrection;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.RunReport;
import org.creditconnector.night.RunRequest;
import org.junit.jupiter.api.Test;

/** What the text of a run shows beside its books. */
class ReportsTest {
    private static final RunReport RUN = RunReport.notOpened(
            new RunRequest("registry", "loans", LocalDate.of(2024, 3, 22), null), ExitCode.DONE, "none");

    @Test
    void correctionsThatTheSourceDoesNotShowAreListedAndCounted() {
        List<StaleCorrection> stale = IntStream.rangeClosed(1, 23)
                .mapToObj(number -> new StaleCorrection("L-" + number, "account.principal", "source still stale"))
                .toList();
        assertThat(Reports.text(List.of(RUN.withStale(stale))))
                .contains("  stale     L-1 account.principal: source still stale\n", "L-20 ")
                .doesNotContain("L-21 ")
                .contains("            and 3 more; --json lists them");
    }

    @Test
    void whatPeopleShouldKnowIsSaid() {
        assertThat(Reports.text(List.of(RUN.with(List.of(), List.of("read again from the beginning")))))
                .contains("  note      read again from the beginning\n");
        assertThat(Reports.text(List.of(RUN))).doesNotContain("note", "stale");
    }
}
