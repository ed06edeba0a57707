package org.creditconnector.route;

import org.apache.camel.builder.RouteBuilder;
import org.creditconnector.delivery.file.PlaceUnreachableException;

/**
 * The channels {@code sftp} and {@code directory}: puts one package file into a directory and answers with what is known afterwards.
 * In goes a {@link FileOnTheWay}, out comes a {@link org.creditconnector.delivery.DeliveryOutcome}.
 *
 * <p>What the user must know: a file is written under a temporary name, proved, and then renamed, so that whoever looks sees it whole
 * or not at all. Until the rename nothing has taken effect; from the rename on nobody knows unless the place says so. A name that is
 * taken is never overwritten. Only a place that could not be reached is tried again here.
 */
final class FileDeliveryRoute extends RouteBuilder {
    static final String TEMPLATE = "file-delivery";

    @Override
    public void configure() {
        routeTemplate(TEMPLATE)
                .templateParameter("target")
                .templateParameter("connectRepeats")
                .templateParameter("connectPauseMillis")
                .from("direct:deliver-{{target}}")
                .onException(PlaceUnreachableException.class)
                .maximumRedeliveries("{{connectRepeats}}")
                .redeliveryDelay("{{connectPauseMillis}}")
                .logExhausted(false)
                .handled(true)
                .process(new ExplainFileFailure())
                .end()
                .onException(Exception.class)
                .maximumRedeliveries(0)
                .logExhausted(false)
                .handled(true)
                .process(new ExplainFileFailure())
                .end()
                .process(exchange -> FileOnTheWay.in(exchange).place().connect())
                .process(new LookForName())
                .filter(exchange -> FileOnTheWay.in(exchange).isOpen())
                .process(new WriteTemporary())
                .process(new ProveTemporary())
                .process(new GiveName())
                .end()
                .process(exchange ->
                        exchange.getMessage().setBody(FileOnTheWay.in(exchange).outcome()));
    }
}
