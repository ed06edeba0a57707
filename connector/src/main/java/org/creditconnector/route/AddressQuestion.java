package org.creditconnector.route;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/** Step "address" of a question: the request has no body. */
final class AddressQuestion implements Processor {
    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        RegistryQuestion question = exchange.getMessage().getMandatoryBody(RegistryQuestion.class);
        exchange.getMessage().setBody(null);
        HttpHeaders.write(question.request(), question.endpoint(), exchange.getMessage());
    }
}
