package org.creditconnector.mockregistry.baihang;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A record as it stands.
 *
 * @param record its kind
 * @param recordId its {@code reqID}
 * @param subject loan, or credit account of X2
 * @param content as it was added or last modified, identity in plain text
 */
public record BaihangHolding(String record, String recordId, String subject, JsonNode content) {
    /** A field of it as text; empty where it is not there or null. */
    public String value(String tag) {
        return content.path(tag).asText("");
    }

    /** Shows no person. */
    @Override
    public String toString() {
        return record + " " + recordId + " of " + subject;
    }
}
