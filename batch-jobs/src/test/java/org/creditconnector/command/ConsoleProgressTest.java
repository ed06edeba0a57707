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
