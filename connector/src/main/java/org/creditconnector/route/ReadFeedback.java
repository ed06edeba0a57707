package org.creditconnector.route;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.creditconnector.delivery.CursorRefusedException;
import org.creditconnector.delivery.WireAnswer;

/** Step "read": one page of feedback, each entry with its raw text and, where it can be read, its verdicts. */
final class ReadFeedback implements Processor {
    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        WireAnswer answer = exchange.getMessage().getMandatoryBody(WireAnswer.class);
        FeedbackQuestion question = exchange.getProperty(FeedbackQuestion.PROPERTY, FeedbackQuestion.class);
        if (question.after() != null && question.protocol().refusesCursor(answer)) {
            throw new CursorRefusedException(question.endpoint().name()
                    + ": the registry does not know where our feedback ends, it answered HTTP " + answer.status());
        }
        exchange.getMessage().setBody(question.protocol().readFeedback(answer));
    }
}
