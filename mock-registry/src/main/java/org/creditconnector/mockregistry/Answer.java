package org.creditconnector.mockregistry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer before it becomes HTTP.
 *
 * @param status HTTP status
 * @param headers headers, Content-Type among them
 * @param body JSON
 */
record Answer(int status, Map<String, String> headers, JsonNode body) {
    static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body);
    }

    static Answer problem(int status, JsonNode body) {
        return new Answer(status, Map.of("Content-Type", "application/problem+json"), body);
    }

    Answer withHeader(String name, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(name, value);
        return new Answer(status, all, body);
    }
}
