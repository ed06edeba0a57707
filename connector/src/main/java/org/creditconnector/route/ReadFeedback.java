package org.creditconnector.route;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.creditconnector.delivery.WireAnswer;

/** Step "read": one page of feedback, each entry with its raw text and, where it can be read, its verdicts. */
final class ReadFeedback implements Processor {
    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        WireAnswer answer = exchange.getMessage().getMandatoryBody(WireAnswer.class);
        FeedbackQuestion question = exchange.getProperty(FeedbackQuestion.PROPERTY, FeedbackQuestion.class);
        exchange.getMessage().setBody(question.protocol().readFeedback(answer));
    }
}
