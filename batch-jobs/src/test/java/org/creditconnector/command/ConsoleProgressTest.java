package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private static final long SECOND = 1_000_000_000L;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private long now;

    @Test
    void withoutATerminalOneLineComesEveryTenSecondsAtMost() {
        try (ConsoleProgress progress = progress(false, false)) {
            for (int second = 0; second < 35; second++) {
                now = second * SECOND;
                progress.at("prepare", second * 1000L, 40_000);
            }
        }
        assertThat(text()).hasLineCount(3).contains("prepare   10,000 of 40,000 (25 %), 1,000 a second, 30 s left");
        assertThat(text()).doesNotContain("\u001B").doesNotContain("\r");
    }

    @Test
    void onATerminalABarIsDrawnOverAndWipedAtTheEnd() {
        try (ConsoleProgress progress = progress(true, false)) {
            now = SECOND;
            progress.at("deliver", 1, 2);
            progress.at("deliver", 2, 2);
        }
        assertThat(text())
                .contains("deliver   [===============               ] 1 of 2 (50 %)")
                .contains("[==============================] 2 of 2 (100 %)")
                .endsWith("\r\u001B[2K")
                .doesNotContain("\n");
    }

    @Test
    void theRateIsThatOfTheLastHalfMinuteAndSlowStagesHaveOneToo() {
        try (ConsoleProgress progress = progress(true, false)) {
            for (int second = 0; second <= 60; second++) {
                now = second * SECOND;
                progress.at("prepare", second * 1000L, 1_000_000);
            }
            for (int second = 61; second <= 100; second++) {
                now = second * SECOND;
                progress.at("prepare", 60_000 + (second - 60) * 100L, 1_000_000);
            }
            assertThat(text()).endsWith("64,000 of 1,000,000 (6 %), 100 a second, 2 h 36 min left");
            shown.reset();
            progress.at("deliver", 0, 100);
            now += 20 * SECOND;
            progress.at("deliver", 1, 100);
            assertThat(text()).endsWith("1 of 100 (1 %), 3 a minute, 33 min left");
        }
    }

    @Test
    void aStageThatGoesOnCountsItsRateFromWhereItWentOn() {
        try (ConsoleProgress progress = progress(true, false)) {
            progress.at("prepare", 50_000, 100_000);
            now = 10 * SECOND;
            progress.at("prepare", 51_000, 100_000);
        }
        assertThat(text()).contains("51,000 of 100,000 (51 %), 100 a second, 8 min left");
    }

    @Test
    void aStageWithoutCountsIsNamed() {
        try (ConsoleProgress progress = progress(true, false)) {
            progress.at("gate", 0, 0);
        }
        assertThat(text()).startsWith("\r\u001B[2Kgate\r");
    }

    @Test
    void quietIsQuiet() {
        try (ConsoleProgress progress = progress(true, true)) {
            now = 60 * SECOND;
            progress.at("prepare", 2, 2);
        }
        assertThat(text()).isEmpty();
    }

    private ConsoleProgress progress(boolean terminal, boolean quiet) {
        return new ConsoleProgress(new PrintStream(shown, true, StandardCharsets.UTF_8), terminal, quiet, () -> now);
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
