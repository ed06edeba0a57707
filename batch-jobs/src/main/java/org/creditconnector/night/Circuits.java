package org.creditconnector.night;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.creditconnector.delivery.DeliveryOutcome;

/**
 * A circuit breaker for each target, as long as the process lives. It opens when several sends in a row did not get through, and
 * then nothing is sent for a while; after that one send may find out whether the registry is back.
 */
final class Circuits {
    /** Sends in a row without success that open it. */
    static final int MOST_FAILURES = 4;

    static final Duration OPEN_FOR = Duration.ofMinutes(1);

    private final CircuitBreakerConfig config;
    private final Map<String, CircuitBreaker> byTarget = new ConcurrentHashMap<>();

    Circuits(Pauses pauses) {
        this.config = CircuitBreakerConfig.custom()
                .slidingWindow(MOST_FAILURES, MOST_FAILURES, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .waitDurationInOpenState(OPEN_FOR)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordResult(outcome ->
                        outcome instanceof DeliveryOutcome.NotSent || outcome instanceof DeliveryOutcome.Unknown)
                .clock(new Elapsed(pauses))
                .build();
    }

    CircuitBreaker of(String target) {
        return byTarget.computeIfAbsent(target, name -> CircuitBreaker.of(name, config));
    }

    /** The time that pauses spend: a wall clock that is put back would keep a circuit open. */
    private static final class Elapsed extends Clock {
        private final Pauses pauses;

        Elapsed(Pauses pauses) {
            this.pauses = pauses;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(pauses.nanoTime());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
