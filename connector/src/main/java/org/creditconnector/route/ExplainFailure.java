package org.creditconnector.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.creditconnector.delivery.DeliveryOutcome;

/**
 * Step "failure": no answer came. Before the first byte of the package nothing can have taken effect; after it nobody knows.
 * What is neither is thrown on: a fault of ours must not look like a fault of the registry.
 */
final class ExplainFailure implements Processor {
    @Override
    public void process(Exchange exchange) throws Exception {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        PackageOnTheWire sent = PackageOnTheWire.of(exchange);
        String target = sent.delivery().endpoint().name();
        DeliveryOutcome outcome;
        if (sent.body().begun()) {
            outcome = new DeliveryOutcome.Unknown(
                    target + ": " + WireFailures.sentence(failure)
                            + " after sending had begun; whether the package was taken in is not known, and it was not sent again");
        } else if (failure instanceof IOException) {
            outcome = new DeliveryOutcome.NotSent(
                    target + ": " + WireFailures.sentence(failure) + "; no byte of the package was sent", null);
        } else {
            throw failure;
        }
        exchange.getMessage().setBody(outcome);
    }
}
