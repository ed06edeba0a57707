package org.creditconnector.route;

import org.apache.camel.builder.RouteBuilder;
import org.creditconnector.delivery.kafka.BrokersUnreachableException;

/**
 * The channel {@code kafka}: appends one record to a topic and answers with what is known afterwards. In goes a {@link RecordOnTheWay},
 * out comes a {@link org.creditconnector.delivery.DeliveryOutcome}.
 *
 * <p>What the user must know: only brokers that did not answer are asked again here, and only a few times. Once a record is handed over
 * the client library repeats it by itself until its time is over, and the brokers know such a repeat by its number, so that it is held
 * once. What was not acknowledged by then may be there or not; the ledger decides.
 */
final class KafkaDeliveryRoute extends RouteBuilder {
    static final String TEMPLATE = "kafka-delivery";

    @Override
    public void configure() {
        routeTemplate(TEMPLATE)
                .templateParameter("target")
                .templateParameter("connectRepeats")
                .templateParameter("connectPauseMillis")
                .from("direct:deliver-{{target}}")
                .onException(BrokersUnreachableException.class)
                .maximumRedeliveries("{{connectRepeats}}")
                .redeliveryDelay("{{connectPauseMillis}}")
                .logExhausted(false)
                .handled(true)
                .process(new ExplainRecordFailure())
                .end()
                .onException(Exception.class)
                .maximumRedeliveries(0)
                .logExhausted(false)
                .handled(true)
                .process(new ExplainRecordFailure())
                .end()
                .process(exchange -> RecordOnTheWay.in(exchange).topic().reach())
                .process(new HandRecordOver())
                .process(exchange -> exchange.getMessage()
                        .setBody(RecordOnTheWay.in(exchange).outcome()));
    }
}
