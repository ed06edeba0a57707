package org.creditconnector.mockregistry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The one JSON mapper. Text is always UTF-8. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The node as bytes. */
    static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads text that this program wrote. */
    static JsonNode ours(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON written by this program cannot be read", e);
        }
    }

    /** Findings in the form of the contract's RegistryFinding; nothing is put when there are none. */
    static void putFindings(ObjectNode into, Collection<RuleFinding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        var array = into.putArray("findings");
        for (RuleFinding finding : findings) {
            ObjectNode node = array.addObject().put("code", finding.code());
            node.put("severity", finding.rejects() ? "error" : "warning");
            putIfPresent(node, "field", finding.field());
            node.put("message", finding.message());
        }
    }

    static void putIfPresent(ObjectNode into, String name, @Nullable String value) {
        if (value != null) {
            into.put(name, value);
        }
    }
}
