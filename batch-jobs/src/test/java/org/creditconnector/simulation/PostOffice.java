package org.creditconnector.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.mockregistry.InMemoryRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Between the registry and us: takes the registry's letters as it publishes them and hands them out late, twice, out of order, in
 * parts or damaged. A list that only grows, read by a cursor, as the published API says; what was withheld comes in the end.
 */
final class PostOffice {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryRegistry registry;
    private final Dice dice;
    private final Trace trace;
    private final List<JsonNode> published = new ArrayList<>();
    private final List<Withheld> withheld = new ArrayList<>();
    private final Map<String, Set<String>> toldVerdicts = new HashMap<>();
    private String registryCursor;
    private Budget budget;

    private record Withheld(JsonNode letter, int untilNight) {}

    PostOffice(InMemoryRegistry registry, Budget budget, Dice dice, Trace trace) {
        this.registry = registry;
        this.budget = budget;
        this.dice = dice;
        this.trace = trace;
    }

    /** From now on letters come as they are, and what was withheld comes too. */
    void calm() {
        budget = Budget.CALM;
        withheld.forEach(one -> publish(one.letter()));
        withheld.clear();
    }

    /** A new night: what was held back long enough comes. */
    void night(int number) {
        take();
        List<Withheld> due =
                withheld.stream().filter(one -> one.untilNight() <= number).toList();
        withheld.removeAll(due);
        due.forEach(one -> publish(one.letter()));
    }

    /** Letters handed out or waiting to be, in the order of the cursor. */
    List<JsonNode> published() {
        return published;
    }

    /** What was ever said on the wire about an item, e.g. {@code accepted}. */
    Set<String> told(String itemId) {
        return toldVerdicts.getOrDefault(itemId, Set.of());
    }

    /** The answer to a question for feedback: a page of the published API. */
    byte[] page(String after, int limit, int night) {
        take(night);
        int from = after == null ? 0 : Integer.parseInt(after.substring(1));
        int to = Math.min(published.size(), from + limit);
        StringBuilder page = new StringBuilder("{\"feedback\":[");
        for (int i = from; i < to; i++) {
            page.append(i == from ? "" : ",").append(published.get(i));
            note(published.get(i));
        }
        page.append("],\"next\":\"c").append(to).append("\",\"more\":").append(to < published.size());
        return page.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void note(JsonNode letter) {
        if (letter.hasNonNull("createdAt")) {
            letter.path("items")
                    .forEach(item -> toldVerdicts
                            .computeIfAbsent(item.path("itemId").asString(), id -> new HashSet<>())
                            .add(item.path("verdict").asString()));
        }
    }

    private void take() {
        take(0);
    }

    private void take(int night) {
        while (true) {
            JsonNode page = ask();
            for (JsonNode letter : page.path("feedback")) {
                receive(letter, night);
            }
            registryCursor = page.path("next").asString();
            if (!page.path("more").asBoolean()) {
                return;
            }
        }
    }

    private JsonNode ask() {
        String path = "/v1/feedback?limit=100" + (registryCursor == null ? "" : "&after=" + registryCursor);
        return JSON.readTree(registry.answer("GET", path, Map.of(), new byte[0]).body());
    }

    private void receive(JsonNode letter, int night) {
        String id = letter.path("feedbackId").asString();
        if (dice.chance(budget.damagedFeedback())) {
            trace.fault("feedback damaged", id);
            ObjectNode damaged = (ObjectNode) letter.deepCopy();
            damaged.remove("createdAt");
            publish(damaged);
        }
        if (dice.chance(budget.partialFeedback()) && letter.path("items").size() > 1) {
            trace.fault("feedback in parts", id);
            publish(part((ObjectNode) letter));
        }
        if (dice.chance(budget.lateFeedback())) {
            int nights = dice.between(1, 3);
            trace.fault("feedback late", id + " by " + nights);
            withheld.add(new Withheld(letter, night + nights));
            return;
        }
        if (dice.chance(budget.shuffledFeedback())) {
            trace.fault("feedback overtaken", id);
            withheld.add(new Withheld(letter, night));
            return;
        }
        publish(letter);
        if (dice.chance(budget.doubledFeedback())) {
            trace.fault("feedback doubled", id);
            publish(letter);
        }
    }

    /** Some verdicts of a letter under an id of its own; without sums, which a part cannot have. */
    private ObjectNode part(ObjectNode whole) {
        ObjectNode part = (ObjectNode) whole.deepCopy();
        ArrayNode items = part.putArray("items");
        int accepted = 0;
        for (JsonNode item : whole.path("items")) {
            if (dice.chance(0.5)) {
                items.add(item);
                accepted += item.path("verdict").asString().equals("accepted") ? 1 : 0;
            }
        }
        part.put("feedbackId", whole.path("feedbackId").asString() + "-part");
        part.put("accepted", accepted).put("rejected", items.size() - accepted);
        part.remove("totals");
        part.put("outcome", accepted == items.size() ? "accepted" : accepted == 0 ? "rejected" : "partly-accepted");
        return part;
    }

    private void publish(JsonNode letter) {
        published.add(letter);
    }
}
