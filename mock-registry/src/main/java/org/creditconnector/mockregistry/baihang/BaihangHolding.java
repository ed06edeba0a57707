package org.creditconnector.mockregistry.baihang;

import com.fasterxml.jackson.databind.JsonNode;

/** A record as it stands: as it was added or last modified, identity in plain text. */
public final class BaihangHolding {
    private final String record;
    private final String recordId;
    private final String subject;
    private final JsonNode content;

    BaihangHolding(String record, String recordId, String subject, JsonNode content) {
        this.record = record;
        this.recordId = recordId;
        this.subject = subject;
        this.content = content;
    }

    /** Its kind, e.g. D3. */
    public String record() {
        return record;
    }

    /** Its {@code reqID}. */
    public String recordId() {
        return recordId;
    }

    /** Loan, or credit account of X2. */
    public String subject() {
        return subject;
    }

    /** One line of JSON, tags in the order in which they came. */
    public String json() {
        return content.toString();
    }

    /** A field of it as text; empty where it is not there or null. */
    public String value(String tag) {
        JsonNode value = content.path(tag);
        return value.isNull() ? "" : value.asText("");
    }

    /** Shows no person. */
    @Override
    public String toString() {
        return record + " " + recordId + " of " + subject;
    }
}
