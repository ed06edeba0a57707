package org.creditconnector.route;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** What a wire failure is called in a sentence. */
final class WireFailures {
    private WireFailures() {}

    static String sentence(Exception failure) {
        String kind;
        if (failure instanceof UnknownHostException) {
            kind = "host name unknown";
        } else if (failure instanceof ConnectTimeoutException) {
            kind = "connection not made in time";
        } else if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            kind = "connection refused or no way there";
        } else if (failure instanceof SSLException) {
            kind = "TLS failed";
        } else if (failure instanceof SocketTimeoutException) {
            kind = "time-out";
        } else {
            kind = "connection broken (" + failure.getClass().getSimpleName() + ")";
        }
        return failure.getMessage() == null ? kind : kind + ", " + failure.getMessage();
    }
}
