package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;

import java.nio.file.Path;
import java.util.List;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies between the end of a run and the notice leaves the notice to the next one. */
class UntoldNightTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyEndingIsToldOnce(TestDatabase database) throws Exception {
        NightFixture night = new NightFixture(home, database.empty());
        try {
            night.registry.scenario("late-feedback");
            RunReport waiting = night.run(FRIDAY);
            assertThat(waiting.exit()).isEqualTo(ExitCode.PENDING);
            night.reopen();
            assertThat(night.nights().untold(TARGET))
                    .as("a process died before it told")
                    .singleElement()
                    .satisfies(left -> {
                        assertThat(left.id()).isEqualTo(waiting.id());
                        assertThat(left.exit()).isEqualTo(ExitCode.PENDING);
                        assertThat(left.items()).isEqualTo(waiting.items());
                    });
            night.nights().told(List.of(waiting));
            assertThat(night.nights().untold(TARGET)).isEmpty();

            night.registry.release();
            List<RunReport> collected = night.nights().collect(TARGET, null);
            night.nights().told(List.of(waiting));
            assertThat(night.nights().untold(TARGET))
                    .as("what was told is not how it ended")
                    .singleElement()
                    .satisfies(left -> assertThat(left.exit()).isEqualTo(ExitCode.DONE));
            night.nights().told(collected);
            assertThat(night.nights().untold(TARGET)).isEmpty();
            assertThat(night.run(FRIDAY).state()).isEqualTo("RECONCILED");
            assertThat(night.nights().untold(TARGET)).isEmpty();
        } finally {
            night.close();
        }
    }
}
