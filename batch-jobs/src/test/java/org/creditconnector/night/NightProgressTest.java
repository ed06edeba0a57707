package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night tells of how far it is: each stage from nothing to all, also when it goes on after a fault. */
class NightProgressTest {
    @TempDir
    Path home;

    private final Map<String, List<String>> told = Collections.synchronizedMap(new LinkedHashMap<>());

    private void hear(String stage, long done, long total) {
        told.computeIfAbsent(stage, any -> new ArrayList<>()).add(done + " of " + total);
    }

    @Test
    void everyStageIsToldFromNothingToAll() throws Exception {
        try (NightFixture night = new NightFixture(home)) {
            night.partitions = 1;
            night.watch(this::hear);
            assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        }
        assertThat(told.keySet())
                .containsExactly("prepare", "subjects", "gate", "package", "deliver", "collect", "reconcile");
        assertThat(told.get("prepare")).containsExactly("0 of 10", "3 of 10", "6 of 10", "9 of 10", "10 of 10");
        assertThat(told.get("package")).containsExactly("0 of 10", "4 of 10", "8 of 10", "10 of 10");
        assertThat(told.get("deliver")).containsExactly("0 of 3", "1 of 3", "2 of 3", "3 of 3");
        assertThat(told.get("collect")).endsWith("10 of 10");
    }

    @Test
    void aNightThatGoesOnCountsFromWhatIsStored() throws Exception {
        try (NightFixture night = new NightFixture(home)) {
            night.partitions = 1;
            night.watch((stage, done, total) -> {
                if (done >= 6) {
                    throw new IllegalStateException("pulled the plug in the second range");
                }
            });
            assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.BUG);
            night.watch(this::hear);
            assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        }
        assertThat(told.get("prepare"))
                .as("one range of 3 is stored, there are 4")
                .startsWith("3 of 12", "6 of 12")
                .endsWith(ACCOUNTS + " of 12");
    }
}
