package org.creditconnector.route;

import org.apache.camel.builder.RouteBuilder;
import org.creditconnector.delivery.kafka.BrokersUnreachableException;

/**
 * Asks a Kafka cluster something. In goes a {@link TopicQuestion}, out comes its answer; without one the exchange fails, and asking
 * again is always safe.
 */
final class KafkaQuestionRoute extends RouteBuilder {
    static final String TEMPLATE = "kafka-question";

    @Override
    public void configure() {
        routeTemplate(TEMPLATE)
                .templateParameter("target")
                .templateParameter("connectRepeats")
                .templateParameter("connectPauseMillis")
                .from("direct:ask-{{target}}")
                .onException(BrokersUnreachableException.class)
                .maximumRedeliveries("{{connectRepeats}}")
                .redeliveryDelay("{{connectPauseMillis}}")
                .logExhausted(false)
                .end()
                .onException(Exception.class)
                .maximumRedeliveries(0)
                .logExhausted(false)
                .end()
                .process(exchange -> exchange.getMessage()
                        .setBody(exchange.getMessage()
                                .getMandatoryBody(TopicQuestion.class)
                                .answer()));
    }
}
