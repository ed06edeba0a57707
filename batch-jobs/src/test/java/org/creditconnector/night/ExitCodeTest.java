package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    @Test
    void theNumbersAreTheOnesSchedulersKnow() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number))
                .containsExactly(0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 70);
    }

    @Test
    void theWorstOfSeveralCounts() {
        // The order of the design; a run that goes on elsewhere stands before one that only waits.
        assertThat(ExitCode.precedence().stream().map(ExitCode::number))
                .containsExactly(70, 11, 9, 3, 12, 8, 4, 5, 13, 10, 6, 7, 2, 0)
                .containsSubsequence(70, 11, 9, 3, 12, 8, 4, 5, 13, 6, 7, 0);
        assertThat(ExitCode.worst(List.of(ExitCode.DONE, ExitCode.WORK_LIST, ExitCode.PENDING)))
                .isEqualTo(ExitCode.PENDING);
        assertThat(ExitCode.worst(List.of(ExitCode.TARGET_DOWN, ExitCode.UNKNOWN)))
                .isEqualTo(ExitCode.UNKNOWN);
        assertThat(ExitCode.worst(List.of())).isEqualTo(ExitCode.DONE);
    }

    @Test
    void everyCodeHasItsPlaceInTheOrderOnce() {
        assertThat(ExitCode.precedence()).containsExactlyInAnyOrder(ExitCode.values());
    }
}
