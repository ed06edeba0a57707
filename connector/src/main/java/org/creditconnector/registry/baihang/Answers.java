package org.creditconnector.registry.baihang;

import com.fasterxml.jackson.databind.JsonNode;
import org.creditconnector.delivery.RegistryFinding;
import org.creditconnector.registry.ForeignText;

/** What the agency says of a record: {@code errorCode} and {@code errorMessage}, over HTTPS and in logs alike. */
final class Answers {
    static final String CODE = "errorCode";

    private Answers() {}

    /** The reason of a refusal. */
    static RegistryFinding finding(JsonNode answer) {
        return new RegistryFinding(
                ForeignText.shown(answer.path(CODE).asText("")),
                false,
                ForeignText.shown(answer.path("field").asText("")),
                ForeignText.shown(answer.path("errorMessage").asText("")),
                false);
    }
}
