package org.creditconnector.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.creditconnector.mockregistry.InMemoryRegistry;
import org.creditconnector.registry.Powers;

/** The other side of the wire, and everything that is known of it beyond what our code is told. */
final class World {
    final InMemoryRegistry registry;
    final PostOffice post;
    final SimulatedTime time;
    final Trace trace;
    final Powers powers;
    /** Every arrival of a package at the registry, in order. */
    final List<Arrival> arrivals = new ArrayList<>();
    /** What breaks a promise at the very moment it happens; the story ends with it. */
    final List<String> violations = new ArrayList<>();
    /** Until when the registry asked not to be sent anything. */
    Instant quietUntil = Instant.MIN;

    int night;
    /** State of a package as other connections see it now. */
    java.util.function.Function<String, String> committedState = id -> "";

    /** Whether a person's pause is in force. */
    Supplier<Boolean> paused = () -> false;

    private final Map<String, String> digests = new HashMap<>();
    private final Map<Long, String> idOfSequence = new LinkedHashMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    /** Packages of which not every send was put off at the door. */
    private final Set<String> mayBeThere = new HashSet<>();

    World(InMemoryRegistry registry, PostOffice post, SimulatedTime time, Trace trace, Powers powers) {
        this.registry = registry;
        this.post = post;
        this.time = time;
        this.trace = trace;
        this.powers = powers;
    }

    /**
     * Bytes of a package that reached the registry's door, whatever became of them.
     *
     * @param process who sent them
     * @param status what the registry answered, whether or not that came back
     */
    record Arrival(String process, String packageId, long sequence, String digest, int status) {}

    /**
     * How things stood when a send began; bytes that are on their way cannot be called back.
     *
     * @param state of the package, as other connections saw it
     * @param overtaken whether another process had taken over
     * @param paused whether the target was paused
     */
    record Beginning(String state, boolean overtaken, boolean paused) {}

    /** A package is at the door, before anything is done with it. */
    void atTheDoor(String process, String packageId, long sequence, String digest, Beginning begun) {
        String state = begun.state();
        demand(
                state.equals("SENDING"),
                "package " + packageId + " arrives while our books hold it as " + state + ", expected SENDING");
        demand(
                !begun.overtaken(),
                "process " + process + " sends package " + packageId + " though another one took over");
        demand(!begun.paused(), "package " + packageId + " arrives though the target is paused");
        demand(
                !time.now().isBefore(quietUntil),
                "package " + packageId + " arrives at " + time.now() + ", the registry asked for quiet until "
                        + quietUntil);
        long expected = registry.effects(0).stream()
                        .mapToLong(org.creditconnector.mockregistry.Effect::packageSequence)
                        .max()
                        .orElse(0)
                + 1;
        demand(sequence <= expected, "number " + sequence + " arrives while the registry waits for " + expected);
        String before = digests.putIfAbsent(packageId, digest);
        demand(
                before == null || before.equals(digest),
                "package " + packageId + " arrives with other bytes than before");
        String earlier = idOfSequence.put(sequence, packageId);
        demand(
                earlier == null
                        || earlier.equals(packageId)
                        || refusals.containsKey(earlier)
                        || !mayBeThere.contains(earlier),
                "number " + sequence + " comes as package " + packageId + ", and was " + earlier
                        + " before, which nobody refused");
        if (!powers.idempotentById()) {
            demand(
                    arrivals.stream().noneMatch(one -> one.packageId().equals(packageId) && one.status() < 300),
                    "package " + packageId + " arrives again at a registry that would book it twice");
        }
    }

    void arrived(Arrival arrival) {
        arrivals.add(arrival);
        if (arrival.status() >= 400 && arrival.status() < 500) {
            refused(arrival.packageId());
        }
    }

    /** It was let in, or it cannot be known that it was not. */
    void letIn(String packageId) {
        mayBeThere.add(packageId);
    }

    void refused(String packageId) {
        refusals.merge(packageId, 1, Integer::sum);
    }

    /** The registry wants to be left alone. */
    void quiet(Duration wait) {
        quietUntil = time.now().plus(wait);
    }

    void demand(boolean kept, String otherwise) {
        if (!kept) {
            violations.add(otherwise);
            trace.say("  VIOLATION " + otherwise);
        }
    }
}
