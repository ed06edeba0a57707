package org.creditconnector.night;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.delivery.SubmissionPackage;
import org.jspecify.annotations.Nullable;

/** A way to a registry that answers packages as it is told to and counts them; it answers no question. */
final class ScriptedRegistry implements RegistryConnection {
    /** How often each package arrived. */
    final Map<String, Integer> arrivals = new TreeMap<>();

    /** Answer to the n-th package that arrives, from 1. */
    IntFunction<DeliveryOutcome> script;

    /** Answer by the number of a package and how often it came; goes before the script where it is given. */
    @Nullable BiFunction<Long, Integer, DeliveryOutcome> byPackage;

    ScriptedRegistry(IntFunction<DeliveryOutcome> script) {
        this.script = script;
    }

    static DeliveryOutcome received() {
        return new DeliveryOutcome.Received("received under R1", "{}");
    }

    static DeliveryOutcome unknown() {
        return new DeliveryOutcome.Unknown("connection broken after sending had begun");
    }

    static DeliveryOutcome refused() {
        return new DeliveryOutcome.Refused("HTTP 409", "other-bytes");
    }

    static DeliveryOutcome tooMany() {
        return new DeliveryOutcome.NotSent("HTTP 429; nothing was taken in", java.time.Duration.ofSeconds(1));
    }

    synchronized int total() {
        return arrivals.values().stream().flatMapToInt(IntStream::of).sum();
    }

    @Override
    public synchronized DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
        int times = arrivals.merge(manifest.getPackageId(), 1, Integer::sum);
        return byPackage == null ? script.apply(total()) : byPackage.apply(manifest.getSequence(), times);
    }

    @Override
    public PackageKnowledge packageKnowledge(String packageId) {
        throw new RegistryUnavailableException("asked about " + packageId + ", got no answer");
    }

    @Override
    public FeedbackPage feedback(String after) {
        return new FeedbackPage(List.of(), after == null ? "" : after, false);
    }

    @Override
    public Statement statement(LocalDate date) {
        throw new RegistryUnavailableException("no statement");
    }

    @Override
    public HoldingsPage holdings(LocalDate date, String after) {
        throw new RegistryUnavailableException("no listing");
    }

    @Override
    public String check() {
        return "it is there";
    }
}
