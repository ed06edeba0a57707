package org.creditconnector.mockregistry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The part of the control API that makes the registry hold what it was not told, so that a comparison has something to find. */
final class PlantedDifferences {
    private final Registry registry;

    PlantedDifferences(Registry registry) {
        this.registry = registry;
    }

    ObjectNode forget(Request request) {
        JsonNode body = body(request);
        return Json.object().put("forgotten", registry.forget(lender(body), text(body, "subject")));
    }

    ObjectNode invent(Request request) {
        JsonNode body = body(request);
        String itemId = text(body, "itemId");
        Map<String, BigDecimal> amounts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> amount : body.path("amounts").properties()) {
            amounts.put(amount.getKey(), amount(amount.getValue()));
        }
        JsonNode digest = body.path("itemDigest");
        JsonNode currency = body.path("currency");
        try {
            var holding = new Holding(
                    text(body, "subject"),
                    itemId,
                    LocalDate.parse(text(body, "reportDate")),
                    body.path("sequence").asLong(1),
                    digest.isTextual() ? digest.textValue() : digestOf(itemId),
                    currency.isTextual() ? currency.textValue() : null,
                    amounts);
            registry.invent(lender(body), holding);
            return holding.json();
        } catch (DateTimeException | IllegalArgumentException e) {
            throw bad(e);
        }
    }

    ObjectNode alter(Request request) {
        JsonNode body = body(request);
        JsonNode figure = body.path("figure");
        JsonNode amount = body.path("amount");
        try {
            boolean done = registry.alter(
                    lender(body),
                    text(body, "subject"),
                    figure.isTextual() ? Figure.named(figure.textValue()) : null,
                    amount.isMissingNode() || amount.isNull() ? null : amount(amount));
            return Json.object().put("altered", done);
        } catch (IllegalArgumentException e) {
            throw bad(e);
        }
    }

    private static JsonNode body(Request request) {
        try {
            JsonNode body = Json.MAPPER.readTree(request.getBodyAsString());
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw bad(e);
        }
        throw RefusalException.badRequest("The body is no JSON object.");
    }

    private static @Nullable String lender(JsonNode body) {
        return body.path("lender").isTextual() ? body.path("lender").textValue() : null;
    }

    private static String text(JsonNode body, String field) {
        if (!body.path(field).isTextual()) {
            throw RefusalException.badRequest("The body has no text at " + field + ".");
        }
        return body.path(field).textValue();
    }

    private static BigDecimal amount(JsonNode value) {
        try {
            return new BigDecimal(value.asText());
        } catch (NumberFormatException e) {
            throw bad(e);
        }
    }

    private static String digestOf(String itemId) {
        byte[] bytes = itemId.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(new Sha256().bytes(bytes, 0, bytes.length));
    }

    private static RefusalException bad(Exception cause) {
        RefusalException refusal = RefusalException.badRequest("The body cannot be used: " + cause.getMessage() + ".");
        refusal.initCause(cause);
        return refusal;
    }
}
