package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two schedulers, one night: the second process leaves it to the first. */
@Tag("long")
class ParallelNightTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theSecondProcessEndsWithTenAndTouchesNothing(TestDatabase database) throws Exception {
        try (LargerNight larger = new LargerNight(home, database)) {
            larger.slow("putPackage", "2", "25s");
            try (ChildProcess first = larger.child()) {
                larger.awaitRequests(first, "putPackage", 2);
                long requests = larger.night.requests();
                try (ChildProcess second = larger.child()) {
                    assertThat(second.exit()).as(second.standardError()).isEqualTo(ExitCode.RUNNING.number());
                    assertThat(second.standardOutput() + second.standardError())
                            .contains("target registry is being worked on by ")
                            .contains("; wait for it");
                }
                assertThat(first.isAlive()).as("the first one is still at it").isTrue();
                assertThat(larger.night.requests()).isEqualTo(requests);
                assertThat(first.exit()).as(first.standardError()).isZero();
            }
            larger.assertFinished(larger.night.run(NightFixture.FRIDAY));
            assertThat(larger.night.puts()).isEqualTo(LargerNight.PACKAGES);
        }
    }
}
