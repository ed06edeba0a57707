package org.creditconnector.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.kafka.PackageTopic.Handover;

/** Step "hand over": the record goes to the brokers, and their acknowledgement or the lack of one is what is known of it. */
final class HandRecordOver implements Processor {
    /** Machine-readable reason of a refusal by size. */
    static final String TOO_LARGE = "record-too-large";

    @Override
    public void process(Exchange exchange) {
        RecordOnTheWay record = RecordOnTheWay.in(exchange);
        String target = record.target() + ": ";
        Handover handover = record.handOver();
        DeliveryOutcome outcome;
        if (handover instanceof Handover.Appended at) {
            outcome = new DeliveryOutcome.Received(
                    target + "all replicas have it in topic " + at.topic() + ", partition " + at.partition()
                            + ", offset " + at.offset(),
                    record.receipt(at));
        } else if (handover instanceof Handover.NotTaken not) {
            outcome = new DeliveryOutcome.NotSent(target + not.sentence() + "; nothing was taken in", null);
        } else if (handover instanceof Handover.TooLarge large) {
            outcome = tooLarge(record.target(), large.sentence());
        } else if (handover instanceof Handover.NotKnown open) {
            outcome = new DeliveryOutcome.Unknown(
                    target + open.sentence()
                            + " after the record was handed over; whether the topic holds it is not known, and it was not sent again");
        } else {
            throw new IllegalStateException("a handover of a kind that nobody reads: " + handover);
        }
        record.settle(outcome);
    }

    static DeliveryOutcome.Refused tooLarge(String target, String what) {
        return new DeliveryOutcome.Refused(
                target + ": " + what
                        + "; nothing was taken in; lower limits.bytes, or have the topic's max.message.bytes raised and"
                        + " record-bytes with it",
                TOO_LARGE);
    }
}
