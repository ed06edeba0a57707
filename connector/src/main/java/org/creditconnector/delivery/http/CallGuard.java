package org.creditconnector.delivery.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.creditconnector.delivery.TargetEndpoint;

/**
 * What HTTP client and socket do not limit: the time of a whole call, the time of one write (a socket waits for ever), and the
 * size of an answer after unpacking. Unpacks gzip itself, because a registry may pack unasked and the size counts unpacked.
 */
final class CallGuard implements ExecChainHandler {
    private final TargetEndpoint.Timeouts timeouts;
    private final long answerBytes;
    private final ScheduledExecutorService watch;

    CallGuard(TargetEndpoint.Timeouts timeouts, long answerBytes, ScheduledExecutorService watch) {
        this.timeouts = timeouts;
        this.answerBytes = answerBytes;
        this.watch = watch;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        WatchedCall call = new WatchedCall(watch, scope.execRuntime::discardEndpoint);
        call.wholeWithin(timeouts.wholeCall());
        HttpEntity body = request.getEntity();
        if (body != null) {
            request.setEntity(new TimedBody(body, call));
        }
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity answer = response.getEntity();
            if (answer == null) {
                call.end();
            } else {
                response.setEntity(new GuardedAnswer(answer, unpacks(response), answerBytes, call));
            }
            return response;
        } catch (IOException | HttpException | RuntimeException e) {
            call.end();
            if (call.isExpired()) {
                throw call.expired(e);
            }
            throw e;
        }
    }

    /** Whether the answer is packed; the header is taken away, so that nobody unpacks it twice. */
    private static boolean unpacks(ClassicHttpResponse response) {
        Header encoding = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
        boolean packed = encoding != null
                && (encoding.getValue().equalsIgnoreCase("gzip")
                        || encoding.getValue().equalsIgnoreCase("x-gzip"));
        if (packed) {
            response.removeHeaders(HttpHeaders.CONTENT_ENCODING);
            response.removeHeaders(HttpHeaders.CONTENT_LENGTH);
        }
        return packed;
    }

    /** A request body each piece of which must be taken in time. */
    private final class TimedBody extends HttpEntityWrapper {
        private final WatchedCall call;

        TimedBody(HttpEntity body, WatchedCall call) {
            super(body);
            this.call = call;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            super.writeTo(new FilterOutputStream(out) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    try (WatchedCall.Step ignored =
                            call.stepWithin(timeouts.write(), "the registry takes no more bytes")) {
                        out.write(bytes, from, length);
                    }
                }
            });
        }
    }
}
