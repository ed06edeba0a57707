package org.creditconnector.route;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * The channel {@code http}: hands one package to a registry and answers with what is known afterwards. In goes a
 * {@link PackageDelivery}, out comes a {@link org.creditconnector.delivery.DeliveryOutcome}.
 *
 * <p>What the user must know: only a connection that never stood is tried again here, and only a few times. From the first byte
 * of the package on nothing is repeated; the ledger decides.
 */
final class HttpDeliveryRoute extends RouteBuilder {
    static final String TEMPLATE = "http-delivery";

    /** The client repeats, follows and unpacks nothing; its page is RegistryHttpClient. */
    static final String WIRE = "{{url}}?httpClient=#{{client}}&throwExceptionOnFailure=false&copyHeaders=false";

    @Override
    public void configure() {
        routeTemplate(TEMPLATE)
                .templateParameter("target")
                .templateParameter("url")
                .templateParameter("client")
                .templateParameter("connectRepeats")
                .templateParameter("connectPauseMillis")
                .from("direct:deliver-{{target}}")
                .onException(
                        UnknownHostException.class,
                        ConnectException.class,
                        NoRouteToHostException.class,
                        ConnectTimeoutException.class)
                .maximumRedeliveries("{{connectRepeats}}")
                .redeliveryDelay("{{connectPauseMillis}}")
                .logExhausted(false)
                .handled(true)
                .process(new ExplainFailure())
                .removeHeaders("*")
                .end()
                .onException(Exception.class)
                .maximumRedeliveries(0)
                .logExhausted(false)
                .handled(true)
                .process(new ExplainFailure())
                .removeHeaders("*")
                .end()
                .removeHeaders("*")
                .process(new AddressPackage())
                .to(WIRE)
                .process(new ReadOutcome())
                .removeHeaders("*");
    }
}
