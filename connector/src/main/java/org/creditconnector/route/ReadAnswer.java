package org.creditconnector.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step "answer" of a question: the whole answer, not yet read. */
final class ReadAnswer implements Processor {
    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(HttpHeaders.read(exchange.getMessage()));
    }
}
