package org.creditconnector.delivery.http;

import java.time.Duration;
import java.util.Iterator;
import org.apache.hc.client5.http.ConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.HeaderElement;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Which connections are used again, and for how long after their last answer: shorter than any server lets them lie idle, and
 * shorter than it says, so that it is not the server that closes one while a package is written into it.
 */
final class KeptConnections implements ConnectionReuseStrategy, ConnectionKeepAliveStrategy {
    /** Packages follow each other within it; common servers close what lay idle for 5 s (Apache), 20 s (Tomcat) or 75 s (nginx). */
    static final Duration IDLE = Duration.ofSeconds(2);

    /** What a server announces is counted in whole seconds and begins earlier than our count. */
    private static final Duration EARLIER = Duration.ofSeconds(1);

    private final boolean kept;

    KeptConnections(boolean kept) {
        this.kept = kept;
    }

    @Override
    public boolean keepAlive(HttpRequest request, HttpResponse response, HttpContext context) {
        return kept
                && !idle(response).isZero()
                && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
    }

    @Override
    public TimeValue getKeepAliveDuration(HttpResponse response, HttpContext context) {
        return TimeValue.of(idle(response));
    }

    /** {@code Keep-Alive: timeout=5} says after how many seconds the server will close it. */
    private static Duration idle(HttpResponse response) {
        Duration idle = IDLE;
        Iterator<HeaderElement> elements = MessageSupport.iterate(response, "Keep-Alive");
        while (elements.hasNext()) {
            HeaderElement element = elements.next();
            String value = element.getValue();
            if (element.getName().equalsIgnoreCase("timeout") && value != null && value.matches("\\d{1,9}")) {
                Duration theirs = Duration.ofSeconds(Long.parseLong(value)).minus(EARLIER);
                idle = theirs.compareTo(idle) < 0 ? theirs : idle;
            }
        }
        return idle.isNegative() ? Duration.ZERO : idle;
    }
}
