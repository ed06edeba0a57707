package org.creditconnector.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.creditconnector.delivery.DeliveryOutcome;

/**
 * Step "failure". Before the record was handed over nothing can have taken effect; after it nobody knows. What is neither is thrown
 * on: a fault of ours, or a target that is no longer ours, must not look like a fault of the brokers.
 */
final class ExplainRecordFailure implements Processor {
    @Override
    public void process(Exchange exchange) throws Exception {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        RecordOnTheWay record = RecordOnTheWay.in(exchange);
        DeliveryOutcome outcome;
        if (record.handedOver()) {
            outcome = new DeliveryOutcome.Unknown(
                    record.target() + ": "
                            + failure.getClass().getSimpleName()
                            + " after the record was handed over; whether the topic holds it is not known, and it was not sent again");
        } else if (failure instanceof IOException) {
            outcome = new DeliveryOutcome.NotSent(
                    record.target() + ": " + failure.getMessage() + "; nothing was sent", null);
        } else {
            throw failure;
        }
        exchange.getMessage().setBody(outcome);
    }
}
