package org.creditconnector.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.creditconnector.delivery.DeliveryOutcome;

/**
 * Step "failure". Before the rename nothing can have taken effect, and what lies under the temporary name is taken away where that
 * still works. In the rename or after it nobody knows. What is no failure of the place is thrown on: a fault of ours, or a target
 * that is no longer ours, must not look like a fault of the registry.
 */
final class ExplainFileFailure implements Processor {
    @Override
    public void process(Exchange exchange) throws Exception {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        FileOnTheWay file = FileOnTheWay.in(exchange);
        String what = file.target() + ": " + PlaceFailures.sentence(failure);
        DeliveryOutcome outcome = switch (file.stage()) {
            case OUTSIDE -> new DeliveryOutcome.NotSent(what + "; nothing was written", null);
            case WRITING ->
                new DeliveryOutcome.NotSent(
                        what + " before the file had its name; the registry has not seen it, " + leftover(file), null);
            case NAMING ->
                new DeliveryOutcome.Unknown(
                        what
                                + " while the file got its name or after; whether the registry has it is not known, and it was not sent again");
        };
        if (!(failure instanceof IOException)) {
            if (file.stage() != FileOnTheWay.Stage.NAMING) {
                throw failure;
            }
        }
        exchange.getMessage().setBody(outcome);
    }

    /** Tried once, with what is left of the connection; the next attempt looks for it anyway. */
    private static String leftover(FileOnTheWay file) {
        try {
            file.sweep();
            return "and nothing of it is left there";
        } catch (IOException e) {
            return "what may lie under " + file.temporaryPath() + " goes with the next attempt";
        }
    }
}
