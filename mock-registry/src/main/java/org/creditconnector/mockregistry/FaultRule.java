package org.creditconnector.mockregistry;

import java.time.Duration;

/**
 * One fault of a scenario.
 *
 * @param on operation it strikes
 * @param occurrences which arrivals of the operation
 * @param action what happens
 * @param status HTTP status, for the actions that answer with one
 * @param retryAfterSeconds value of Retry-After, for {@link FaultAction#UNAVAILABLE}
 * @param delay how long the answer waits, for {@link FaultAction#SLOW_ANSWER}
 */
record FaultRule(
        Operation on, Occurrences occurrences, FaultAction action, int status, int retryAfterSeconds, Duration delay) {}
