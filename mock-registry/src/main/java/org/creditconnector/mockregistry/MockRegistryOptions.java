package org.creditconnector.mockregistry;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a mock registry starts.
 *
 * @param port port; 0 for any free one
 * @param bindAddress address to listen on
 * @param scenario name of a packaged page, or path of a file
 * @param feedbackDelay replaces the scenario's delay; null leaves it
 * @param clock instant at which the clock stands; null for the machine's time
 * @param keepRecords whether records are kept as JSON; without them volume tests need less memory
 */
public record MockRegistryOptions(
        int port,
        String bindAddress,
        String scenario,
        @Nullable Duration feedbackDelay,
        @Nullable Instant clock,
        boolean keepRecords) {
    /** Any port of loopback, all accepted at once, the machine's time, records kept. */
    public static MockRegistryOptions defaults() {
        return new MockRegistryOptions(0, "127.0.0.1", "all-accepted", null, null, true);
    }

    /** The same on another port. */
    public MockRegistryOptions withPort(int other) {
        return new MockRegistryOptions(other, bindAddress, scenario, feedbackDelay, clock, keepRecords);
    }

    /** The same with another scenario. */
    public MockRegistryOptions withScenario(String nameOrFile) {
        return new MockRegistryOptions(port, bindAddress, nameOrFile, feedbackDelay, clock, keepRecords);
    }

    /** The same with another delay of feedback. */
    public MockRegistryOptions withFeedbackDelay(Duration delay) {
        return new MockRegistryOptions(port, bindAddress, scenario, delay, clock, keepRecords);
    }

    /** The same with the clock standing at the instant. */
    public MockRegistryOptions withClock(Instant now) {
        return new MockRegistryOptions(port, bindAddress, scenario, feedbackDelay, now, keepRecords);
    }

    /** The same without records. */
    public MockRegistryOptions withoutRecords() {
        return new MockRegistryOptions(port, bindAddress, scenario, feedbackDelay, clock, false);
    }
}
