package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final List<Duration> waits = new ArrayList<>();
    private long now;

    private final Pauses pauses = new Pauses() {
        @Override
        public boolean pause(Duration pause, BooleanSupplier calledOff) {
            waits.add(pause);
            now += pause.toNanos();
            return !calledOff.getAsBoolean();
        }

        @Override
        public long nanoTime() {
            return now;
        }
    };

    @Test
    void packagesFollowEachOtherEvenlyAndTimeThatWentByCounts() {
        Pace pace = new Pace(60, pauses);
        assertThat(pace.keep(() -> false)).isTrue();
        assertThat(pace.keep(() -> false)).isTrue();
        now += Duration.ofMillis(400).toNanos();
        assertThat(pace.keep(() -> false)).isTrue();
        now += Duration.ofSeconds(30).toNanos();
        assertThat(pace.keep(() -> false)).isTrue();
        assertThat(pace.keep(() -> false))
                .as("half a minute of rest is no credit")
                .isTrue();
        assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(600), Duration.ofSeconds(1));
    }

    @Test
    void aPersonsPauseEndsTheWaitAndWithoutALimitThereIsNone() {
        Pace pace = new Pace(1, pauses);
        assertThat(pace.keep(() -> true)).as("the first need not wait").isTrue();
        assertThat(pace.keep(() -> true)).isFalse();
        Pace none = new Pace(null, pauses);
        int before = waits.size();
        assertThat(none.keep(() -> true)).isTrue();
        assertThat(none.keep(() -> true)).isTrue();
        assertThat(waits).hasSize(before);
    }

    @Test
    void aPauseThatTheRegistryAskedForHoldsForAllAndTheLongestCounts() {
        Pace pace = new Pace(null, pauses);
        pace.leaveAlone(Duration.ofSeconds(5));
        pace.leaveAlone(Duration.ofSeconds(2));
        assertThat(pace.keep(() -> false)).isTrue();
        assertThat(pace.keep(() -> false)).isTrue();
        assertThat(waits).containsExactly(Duration.ofSeconds(5));
    }
}
