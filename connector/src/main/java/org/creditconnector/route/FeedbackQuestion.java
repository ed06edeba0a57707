package org.creditconnector.route;

import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.TargetEndpoint;
import org.jspecify.annotations.Nullable;

/** The exchange body that goes into a feedback route: what came after a cursor, or all from the beginning. */
record FeedbackQuestion(
        TargetEndpoint endpoint,
        HttpProtocol protocol,
        @Nullable String after) {
    /** Name of the exchange property that keeps the question until its answer is there. */
    static final String PROPERTY = "feedbackQuestion";

    RegistryQuestion asked() {
        return new RegistryQuestion(
                endpoint, protocol.feedback(after, endpoint.limits().feedbackPage()));
    }
}
