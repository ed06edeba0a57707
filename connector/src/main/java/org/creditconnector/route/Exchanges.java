package org.creditconnector.route;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends one body through a route and takes the answer out: an exchange never leaves this package. */
final class Exchanges {
    private final ProducerTemplate template;

    Exchanges(ProducerTemplate template) {
        this.template = template;
    }

    <T> T through(String start, Object body, Class<T> answer) throws ExchangeFailedException {
        Exchange exchange = template.send(start, made -> made.getMessage().setBody(body));
        Exception failure = exchange.getException();
        if (failure instanceof RuntimeException bug) {
            throw bug;
        }
        if (failure != null) {
            throw new ExchangeFailedException(failure);
        }
        Object result = exchange.getMessage().getBody();
        if (!answer.isInstance(result)) {
            throw new IllegalStateException(start + " gave "
                    + (result == null ? "nothing" : result.getClass().getName()) + ", expected " + answer.getName());
        }
        return answer.cast(result);
    }
}
