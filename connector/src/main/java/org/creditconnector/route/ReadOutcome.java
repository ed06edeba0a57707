package org.creditconnector.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step "outcome": what the answer to a package means, in the words of the profile. */
final class ReadOutcome implements Processor {
    @Override
    public void process(Exchange exchange) {
        PackageOnTheWire sent = PackageOnTheWire.of(exchange);
        PackageDelivery delivery = sent.delivery();
        exchange.getMessage()
                .setBody(delivery.protocol()
                        .outcome(delivery.manifest(), sent.contentDigest(), HttpHeaders.read(exchange.getMessage())));
    }
}
