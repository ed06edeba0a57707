package org.creditconnector.mockregistry;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * One scenario page: how the registry behaves. Read by {@link ScenarioReader}.
 *
 * @param name name of the page
 * @param description what it is for
 * @param feedbackDelay time from receipt to feedback; null when feedback only comes on release
 * @param bearerToken token that every request must carry; null when none is asked for
 * @param maxPackageBytes packages above are refused with 413
 * @param faults faults; of several that strike one request the first counts
 * @param rejects rules of the scenario's own
 * @param lacks what this registry cannot do
 */
record Scenario(
        String name,
        String description,
        @Nullable Duration feedbackDelay,
        @Nullable String bearerToken,
        long maxPackageBytes,
        List<FaultRule> faults,
        List<RejectRule> rejects,
        Set<Lack> lacks) {
    static final long DEFAULT_MAX_PACKAGE_BYTES = 256L * 1024 * 1024;

    /** What the scenario's own rules find on an item. */
    Stream<RuleFinding> rejects(GenericRecord item, String subject, String kind) {
        return rejects.stream()
                .filter(rule -> rule.strikes(item, subject, kind))
                .map(RejectRule::finding);
    }

    /** The fault that strikes the given arrival of an operation, if any. */
    @Nullable FaultRule fault(Operation operation, long arrival) {
        for (FaultRule fault : faults) {
            if (fault.on() == operation && fault.occurrences().contains(arrival)) {
                return fault;
            }
        }
        return null;
    }

    /** Whether the registry does not have the operation. */
    boolean lacks(Operation operation) {
        return switch (operation) {
            case PUT_PACKAGE -> false;
            case GET_PACKAGE -> lacks.contains(Lack.STATUS_QUERY);
            case LIST_FEEDBACK -> lacks.contains(Lack.FEEDBACK);
            case GET_STATEMENT -> lacks.contains(Lack.STATEMENT);
            case LIST_HOLDINGS -> lacks.contains(Lack.LISTING);
        };
    }

    Scenario withFeedbackDelay(Duration delay) {
        return new Scenario(name, description, delay, bearerToken, maxPackageBytes, faults, rejects, lacks);
    }
}
