package org.creditconnector.mockregistry;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scenario that plays and the count of what arrived. Thread-safe. */
final class Stage {
    private Scenario scenario;
    private final Map<Operation, Long> sinceScenario = new EnumMap<>(Operation.class);
    private final Map<Operation, Arrivals> total = new EnumMap<>(Operation.class);

    /**
     * One request as the stage saw it.
     *
     * @param scenario scenario in force
     * @param fault fault that strikes it; null for none
     */
    record Entrance(Scenario scenario, @Nullable FaultRule fault) {}

    Stage(Scenario scenario) {
        this.scenario = scenario;
    }

    synchronized Scenario scenario() {
        return scenario;
    }

    /** Begins a scenario: occurrences count from 1 again, arrivals go on. */
    synchronized void play(Scenario next) {
        scenario = next;
        sinceScenario.clear();
    }

    /** Counts a request, also one that a fault strikes. */
    synchronized Entrance arrive(Operation operation) {
        long arrival = sinceScenario.merge(operation, 1L, Long::sum);
        FaultRule fault = scenario.fault(operation, arrival);
        total.merge(operation, new Arrivals(1, fault == null ? 0 : 1), Arrivals::plus);
        return new Entrance(scenario, fault);
    }

    /** Counts by {@code operationId}; operations that nobody called are there with zeros. */
    synchronized Map<String, Arrivals> arrivals() {
        Map<String, Arrivals> byId = new LinkedHashMap<>();
        for (Operation operation : Operation.values()) {
            byId.put(operation.id(), total.getOrDefault(operation, new Arrivals(0, 0)));
        }
        return byId;
    }

    synchronized void reset(Scenario start) {
        play(start);
        total.clear();
    }
}
