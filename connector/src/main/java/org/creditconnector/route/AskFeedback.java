package org.creditconnector.route;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/** Step "ask": the profile's question for feedback. */
final class AskFeedback implements Processor {
    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        FeedbackQuestion question = exchange.getMessage().getMandatoryBody(FeedbackQuestion.class);
        exchange.setProperty(FeedbackQuestion.PROPERTY, question);
        exchange.getMessage().setBody(question.asked());
    }
}
