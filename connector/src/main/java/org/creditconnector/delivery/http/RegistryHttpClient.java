package org.creditconnector.delivery.http;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.creditconnector.delivery.TargetEndpoint;

/** Builds the HTTP client of one target. What a library would decide by itself is decided here, in one place. */
public final class RegistryHttpClient {
    private static final String USER_AGENT = "credit-connector";
    /** Questions, and a call that was given up and is not yet closed. */
    private static final int BESIDE_PACKAGES = 3;

    private RegistryHttpClient() {}

    /**
     * @param endpoint waits and limits
     * @param watch ends calls whose time is up
     * @return a client that repeats nothing, follows nothing and keeps no cookies; connections as the endpoint says
     */
    public static CloseableHttpClient of(TargetEndpoint endpoint, ScheduledExecutorService watch) {
        TargetEndpoint.Timeouts timeouts = endpoint.timeouts();
        KeptConnections kept = new KeptConnections(endpoint.connections().kept());
        int most = endpoint.connections().packages() + BESIDE_PACKAGES;
        ConnectionConfig connections = ConnectionConfig.custom()
                .setConnectTimeout(timeout(timeouts.connect()))
                .setSocketTimeout(timeout(timeouts.read()))
                // Each time before it is used again, however short it lay idle.
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build();
        TlsConfig tls =
                TlsConfig.custom().setHandshakeTimeout(timeout(timeouts.tls())).build();
        RequestConfig requests = RequestConfig.custom()
                .setConnectionRequestTimeout(timeout(timeouts.connect()))
                .setResponseTimeout(timeout(timeouts.read()))
                .setRedirectsEnabled(false)
                .setExpectContinueEnabled(false)
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(connections)
                        .setDefaultTlsConfig(tls)
                        .setMaxConnTotal(most)
                        .setMaxConnPerRoute(most)
                        // A refusal that comes while a package is still being sent is read, not lost in a broken pipe.
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .responseOutOfOrderStrategy(MonitoringResponseOutOfOrderStrategy.INSTANCE)
                                .build())
                        .build())
                .setDefaultRequestConfig(requests)
                .setUserAgent(USER_AGENT)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setConnectionReuseStrategy(kept)
                .setKeepAliveStrategy(kept)
                .addExecInterceptorFirst(
                        "guard", new CallGuard(timeouts, endpoint.limits().answerBytes(), watch))
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }
}
