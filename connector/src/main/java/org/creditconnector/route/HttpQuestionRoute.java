package org.creditconnector.route;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * Asks a registry something over HTTP. In goes a {@link RegistryQuestion}, out comes a
 * {@link org.creditconnector.delivery.WireAnswer}; without an answer the exchange fails, and asking again is always safe.
 */
final class HttpQuestionRoute extends RouteBuilder {
    static final String TEMPLATE = "http-question";

    @Override
    public void configure() {
        routeTemplate(TEMPLATE)
                .templateParameter("target")
                .templateParameter("url")
                .templateParameter("client")
                .templateParameter("connectRepeats")
                .templateParameter("connectPauseMillis")
                .from("direct:ask-{{target}}")
                .onException(
                        UnknownHostException.class,
                        ConnectException.class,
                        NoRouteToHostException.class,
                        ConnectTimeoutException.class)
                .maximumRedeliveries("{{connectRepeats}}")
                .redeliveryDelay("{{connectPauseMillis}}")
                .logExhausted(false)
                .end()
                .onException(Exception.class)
                .maximumRedeliveries(0)
                .logExhausted(false)
                .end()
                .removeHeaders("*")
                .process(new AddressQuestion())
                .to(HttpDeliveryRoute.WIRE)
                .process(new ReadAnswer())
                .removeHeaders("*");
    }
}
