package org.creditconnector.route;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.WireAnswer;
import org.creditconnector.delivery.WireRequest;
import org.jspecify.annotations.Nullable;

/** The only place where Camel's HTTP headers are written and read; they come from a request of ours, never from a record. */
final class HttpHeaders {
    private HttpHeaders() {}

    /** Addresses a message; its body stays. */
    static void write(WireRequest request, TargetEndpoint endpoint, Message message) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_PATH, request.path());
        String query = request.queryString();
        if (!query.isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, query);
        }
        request.headers().forEach(message::setHeader);
        Supplier<String> token = endpoint.token();
        if (token != null) {
            message.setHeader("Authorization", "Bearer " + token.get());
        }
        TargetEndpoint.BasicLogin login = endpoint.basic();
        if (login != null) {
            String both = login.user() + ":" + login.password().get();
            message.setHeader(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Takes an answer out of a message. */
    static WireAnswer read(Message message) {
        byte[] body = message.getBody(byte[].class);
        return new WireAnswer(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                text(message, "Retry-After"),
                text(message, "Date"),
                text(message, "Location"),
                body == null ? new byte[0] : body);
    }

    private static @Nullable String text(Message message, String header) {
        return message.getHeader(header) instanceof String value ? value : null;
    }
}
