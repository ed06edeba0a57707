package org.creditconnector.route;

import org.apache.camel.builder.RouteBuilder;
import org.creditconnector.delivery.file.PlaceUnreachableException;

/**
 * Asks a place for files something. In goes a {@link FileQuestion}, out comes its answer; without one the exchange fails, and asking
 * again is always safe.
 */
final class FileQuestionRoute extends RouteBuilder {
    static final String TEMPLATE = "file-question";

    @Override
    public void configure() {
        routeTemplate(TEMPLATE)
                .templateParameter("target")
                .templateParameter("connectRepeats")
                .templateParameter("connectPauseMillis")
                .from("direct:ask-{{target}}")
                .onException(PlaceUnreachableException.class)
                .maximumRedeliveries("{{connectRepeats}}")
                .redeliveryDelay("{{connectPauseMillis}}")
                .logExhausted(false)
                .end()
                .onException(Exception.class)
                .maximumRedeliveries(0)
                .logExhausted(false)
                .end()
                .process(exchange -> {
                    FileQuestion question = exchange.getMessage().getMandatoryBody(FileQuestion.class);
                    String reached = question.place().connect();
                    exchange.getMessage().setBody(question.answering().answer(question.place(), reached));
                });
    }
}
