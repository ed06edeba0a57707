package org.creditconnector.simulation;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.creditconnector.mockregistry.Effect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** An item that took effect at the registry, as the registry read it. */
record Effective(
        String itemId,
        String account,
        LocalDate reportDate,
        long sequence,
        SimulatedLender.Truth truth,
        boolean disputed) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The account that an item is about. */
    static String account(Effect.Item item) {
        return item.subject().substring("account:".length());
    }

    /** What a report or a correction says. */
    static Effective of(Effect.Item item) {
        JsonNode record = JSON.readTree(item.record());
        LocalDate date = item.reportDate();
        BigDecimal paid = BigDecimal.ZERO;
        for (JsonNode one : record.path("repayments")) {
            if (!one.path("reversed").asBoolean()) {
                paid = paid.add(new BigDecimal(one.path("amount").asString()));
            }
        }
        return new Effective(
                item.itemId(),
                account(item),
                date,
                item.sequence(),
                new SimulatedLender.Truth(
                        record.path("parties")
                                .path(0)
                                .path("person")
                                .path("fullName")
                                .asString(),
                        record.path("state")
                                .path("status")
                                .path("value")
                                .asString()
                                .equals("CLOSED"),
                        paid.stripTrailingZeros()),
                record.path("state").hasNonNull("dispute"));
    }
}
