package org.creditconnector.mockregistry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What a tester may ask of and do to the registry, under {@code /__registry/}. Described in the module's README. */
final class ControlApi {
    static final String ROOT = "/__registry/";

    private static final int DEFAULT_EFFECTS = 1_000;
    private static final int MAX_EFFECTS = 100_000;

    private final MockRegistry mock;
    private final Registry registry;
    private final PlantedDifferences planted;

    ControlApi(MockRegistry mock, Registry registry) {
        this.mock = mock;
        this.registry = registry;
        this.planted = new PlantedDifferences(registry);
    }

    ResponseDefinition respond(Request request) {
        try {
            return RegistryApi.http(Answer.json(200, answer(request))).build();
        } catch (RefusalException e) {
            return RegistryApi.http(e.answer()).build();
        } catch (ScenarioException e) {
            RefusalException refusal = RefusalException.badRequest(String.valueOf(e.getMessage()));
            return RegistryApi.http(refusal.answer()).build();
        }
    }

    private JsonNode answer(Request request) {
        String path = RegistryApi.path(request);
        String call = request.getMethod().getName() + " " + path.substring(ROOT.length());
        return switch (call) {
            case "GET received" -> received(request);
            case "GET effects" -> effects(request);
            case "GET arrivals" -> arrivals();
            case "GET run-ends" -> runEnds();
            case "GET scenario" -> scenario();
            case "GET clock" -> clock();
            case "PUT scenario" -> playScenario(request);
            case "PUT clock" -> setClock(request);
            case "POST release" -> Json.object().put("released", registry.release());
            case "POST forget-cursors" -> {
                registry.forgetCursors();
                yield Json.object().put("forgotten", true);
            }
            case "POST forget" -> planted.forget(request);
            case "POST invent" -> planted.invent(request);
            case "POST alter" -> planted.alter(request);
            case "POST reset" -> {
                mock.reset();
                yield Json.object().put("reset", true);
            }
            default -> throw RefusalException.notFound(request.getMethod().getName() + " " + path);
        };
    }

    private ObjectNode received(Request request) {
        String subject = RegistryApi.query(request, "subject");
        if (subject == null) {
            throw RefusalException.badRequest("The parameter subject is missing, e.g. subject=account:52.");
        }
        ObjectNode all = Json.object().put("subject", subject);
        ArrayNode items = all.putArray("items");
        for (ReceivedItem item : registry.received(subject)) {
            ObjectNode node = items.addObject().put("itemId", item.itemId());
            node.put("packageId", item.packageId())
                    .put("receivedAt", item.receivedAt().toString())
                    .put("kind", item.kind())
                    .put("reportDate", item.reportDate().toString())
                    .put("sequence", item.sequence())
                    .put("supersedes", item.supersedes())
                    .put("verdict", item.verdict());
            Json.putFindings(node, item.findings());
            node.set("record", record(item.record()));
        }
        return all;
    }

    private ObjectNode runEnds() {
        ObjectNode all = Json.object();
        ArrayNode array = all.putArray("runEnds");
        for (RunEndSeen seen : mock.runEnds()) {
            ObjectNode node = array.addObject().put("run", seen.run()).put("lender", seen.lender());
            node.put("times", seen.times()).put("packages", seen.packages()).put("items", seen.items());
            ArrayNode differences = node.putArray("differences");
            seen.differences().forEach(differences::add);
        }
        return all;
    }

    private ObjectNode effects(Request request) {
        long after = number(request, "after", 0, Long.MAX_VALUE);
        int limit = (int) number(request, "limit", DEFAULT_EFFECTS, MAX_EFFECTS);
        boolean withRecords = "true".equals(RegistryApi.query(request, "records"));
        ObjectNode all = Json.object();
        ArrayNode array = all.putArray("effects");
        for (Effect effect : registry.effects(after, limit, withRecords)) {
            ObjectNode node = array.addObject().put("number", effect.number());
            node.put("at", effect.at().toString())
                    .put("effect", effect.kind().id())
                    .put("lender", effect.lender())
                    .put("packageId", effect.packageId())
                    .put("packageSequence", effect.packageSequence());
            Effect.Item item = effect.item();
            if (item != null) {
                node.put("itemId", item.itemId())
                        .put("kind", item.kind())
                        .put("subject", item.subject())
                        .put("reportDate", item.reportDate().toString())
                        .put("sequence", item.sequence());
                ArrayNode codes = node.putArray("codes");
                item.codes().forEach(codes::add);
                if (withRecords) {
                    node.set("record", record(item.record()));
                }
            }
        }
        return all;
    }

    private static JsonNode record(@Nullable String json) {
        return json == null ? Json.MAPPER.nullNode() : Json.ours(json);
    }

    private ObjectNode arrivals() {
        ObjectNode all = Json.object();
        mock.arrivals()
                .forEach((operation, count) -> all.putObject(operation)
                        .put("requests", count.requests())
                        .put("faulted", count.faulted()));
        return all;
    }

    private ObjectNode scenario() {
        Scenario scenario = mock.playing();
        ObjectNode node = Json.object().put("name", scenario.name()).put("description", scenario.description());
        ArrayNode names = node.putArray("packaged");
        Scenarios.NAMES.forEach(names::add);
        return node;
    }

    private ObjectNode clock() {
        return Json.object().put("now", mock.now().toString());
    }

    /** A name in the query, a name alone in the body, or a whole page in the body. */
    private ObjectNode playScenario(Request request) {
        String name = RegistryApi.query(request, "name");
        String body = request.getBodyAsString();
        if (name != null) {
            mock.play(Scenarios.named(name));
        } else if (body.strip().matches("[a-z0-9-]+")) {
            mock.play(Scenarios.named(body.strip()));
        } else {
            mock.play(ScenarioReader.read("given", "body", body));
        }
        return scenario();
    }

    private ObjectNode setClock(Request request) {
        try {
            JsonNode body = Json.MAPPER.readTree(request.getBodyAsString());
            if (body.size() == 1 && body.path("now").isTextual()) {
                mock.clock(Instant.parse(body.path("now").textValue()));
                return clock();
            }
            if (body.size() == 1 && body.path("advance").isTextual()) {
                mock.advance(Durations.parse(body.path("advance").textValue()));
                return clock();
            }
            if (body.size() == 1 && body.path("follow").asText().equals("machine")) {
                mock.followMachineClock();
                return clock();
            }
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw badClock(e);
        } catch (IllegalArgumentException e) {
            throw badClock(e);
        }
        throw badClock(null);
    }

    private static RefusalException badClock(@Nullable Exception cause) {
        RefusalException refusal = RefusalException.badRequest(
                "Expected {\"now\": \"2026-01-31T22:00:00Z\"}, {\"advance\": \"6h\"} or {\"follow\": \"machine\"}.");
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }

    private static long number(Request request, String name, long usual, long highest) {
        String text = RegistryApi.query(request, name);
        if (text == null) {
            return Math.min(usual, highest);
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw RefusalException.badRequest("The parameter " + name + " is not a number.");
        }
        return Math.min(Long.parseLong(text), highest);
    }
}
