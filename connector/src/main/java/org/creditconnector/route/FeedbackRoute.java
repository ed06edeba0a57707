package org.creditconnector.route;

import org.apache.camel.builder.RouteBuilder;

/**
 * What the registry answered: asks over the target's channel and reads one page. In goes a {@link FeedbackQuestion}, out comes a
 * {@link org.creditconnector.delivery.RegistryConnection.FeedbackPage}. Storing and applying it is the ledger's work.
 */
final class FeedbackRoute extends RouteBuilder {
    static final String TEMPLATE = "feedback";

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        routeTemplate(TEMPLATE)
                .templateParameter("target")
                .from("direct:feedback-{{target}}")
                .removeHeaders("*")
                .process(new AskFeedback())
                .to("direct:ask-{{target}}")
                .process(new ReadFeedback())
                .removeHeaders("*");
    }
}
