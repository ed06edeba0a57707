package org.creditconnector.mockregistry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what arrived over Kafka against what the ends of runs say must have arrived: numbers, ids, bytes, items and sums. Guarded by
 * itself.
 */
final class RunEnds {
    private static final Logger LOG = LoggerFactory.getLogger(RunEnds.class);

    private final Registry registry;
    private final Map<String, NavigableMap<Long, Arrived>> byLender = new HashMap<>();
    private final Map<String, RunEndSeen> seen = new LinkedHashMap<>();

    private record Arrived(String packageId, String sha256, long bytes) {}

    RunEnds(Registry registry) {
        this.registry = registry;
    }

    /** A package that was kept; known again by its number, so that one that came twice stands once. */
    synchronized void arrived(String lender, long sequence, String packageId, String sha256, long bytes) {
        byLender.computeIfAbsent(lender, code -> new TreeMap<>()).put(sequence, new Arrived(packageId, sha256, bytes));
    }

    /** Looks whether all is there that the end of a run names. */
    synchronized void told(String key, byte[] value) {
        JsonNode end;
        try {
            end = Json.MAPPER.readTree(new String(value, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            end = Json.object();
        }
        List<String> differences = new ArrayList<>();
        if (!end.path("run").isTextual() || !end.path("lender").isTextual()) {
            differences.add("The end of a run cannot be read: run or lender is missing.");
        } else {
            compare(end, differences);
        }
        RunEndSeen before = seen.get(key);
        RunEndSeen now = new RunEndSeen(
                end.path("run").asText(""),
                end.path("lender").asText(""),
                before == null ? 1 : before.times() + 1,
                end.path("packages").asLong(),
                end.path("items").asLong(),
                List.copyOf(differences));
        seen.put(key, now);
        differences.forEach(difference -> LOG.warn("end of run {}: {}", now.run(), difference));
    }

    private void compare(JsonNode end, List<String> differences) {
        NavigableMap<Long, Arrived> there =
                byLender.getOrDefault(end.path("lender").textValue(), new TreeMap<>());
        var digest = new Sha256();
        List<String> ids = new ArrayList<>();
        long named = 0;
        long bytes = 0;
        for (JsonNode span : end.path("sequences")) {
            long first = span.path(0).asLong();
            long last = span.path(1).asLong();
            named += last - first + 1;
            if (first > last) {
                differences.add("The numbers " + first + " to " + last + " run backwards.");
                continue;
            }
            for (Map.Entry<Long, Arrived> one :
                    there.subMap(first, true, last, true).entrySet()) {
                Arrived arrived = one.getValue();
                ids.add(arrived.packageId());
                bytes += arrived.bytes();
                digest.line(one.getKey() + " " + arrived.packageId() + " " + arrived.sha256());
            }
        }
        count(differences, "numbers of packages", end.path("packages").asLong(), named);
        count(differences, "packages", named, ids.size());
        count(differences, "bytes", end.path("bytes").asLong(), bytes);
        if (!digest.hex().equals(end.path("digest").textValue())) {
            differences.add("The digest over the packages is another one.");
        }
        Registry.Contents contents = registry.contents(ids);
        count(differences, "items", end.path("items").asLong(), contents.items());
        try {
            contents.totals()
                    .differencesFrom(Totals.read(end.path("totals")))
                    .forEach(figure -> differences.add("The sums differ in " + figure + "."));
        } catch (RefusalException e) {
            differences.add(e.detail());
        }
    }

    private static void count(List<String> differences, String what, long stated, long found) {
        if (stated != found) {
            differences.add("It states " + stated + " " + what + ", there are " + found + ".");
        }
    }

    /** All ends of runs that were told, in the order in which they first came. */
    synchronized List<RunEndSeen> seen() {
        return List.copyOf(seen.values());
    }

    synchronized void reset() {
        byLender.clear();
        seen.clear();
    }
}
