package org.creditconnector.route;

import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.kafka.PackageTopic;
import org.creditconnector.delivery.kafka.PackageTopic.Handover;
import org.jspecify.annotations.Nullable;

/** The exchange body of a record on its way to a topic, and how far it has come. */
final class RecordOnTheWay {
    private final String target;
    private final PackageTopic topic;
    private final String key;
    private final Map<String, String> headers;
    private final byte[] value;
    private final String sha256;
    private final Runnable lastCheck;
    private boolean handedOver;
    private @Nullable DeliveryOutcome outcome;

    /**
     * @param sha256 of the value, lower-case hex, for the receipt
     * @param lastCheck called right before the record is handed over; throws to keep it here
     */
    RecordOnTheWay(
            String target,
            PackageTopic topic,
            String key,
            Map<String, String> headers,
            byte[] value,
            String sha256,
            Runnable lastCheck) {
        this.target = target;
        this.topic = topic;
        this.key = key;
        this.headers = headers;
        this.value = value;
        this.sha256 = sha256;
        this.lastCheck = lastCheck;
    }

    static RecordOnTheWay in(Exchange exchange) {
        return Objects.requireNonNull(exchange.getMessage().getBody(RecordOnTheWay.class), "no record is on its way");
    }

    String target() {
        return target;
    }

    PackageTopic topic() {
        return topic;
    }

    /** Whether a broker may have seen it. */
    boolean handedOver() {
        return handedOver;
    }

    /** Whoever holds the target must still hold it; from here on nobody knows unless a broker says so. */
    Handover handOver() {
        lastCheck.run();
        handedOver = true;
        return topic.append(key, headers, value);
    }

    /** What a receipt says of it. */
    String receipt(Handover.Appended at) {
        return "topic=" + at.topic() + " partition=" + at.partition() + " offset=" + at.offset() + " sha256=" + sha256
                + " bytes=" + value.length;
    }

    void settle(DeliveryOutcome settled) {
        outcome = settled;
    }

    DeliveryOutcome outcome() {
        return Objects.requireNonNull(outcome, "the record came to no end");
    }
}
