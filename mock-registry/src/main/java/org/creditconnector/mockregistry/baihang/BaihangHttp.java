package org.creditconnector.mockregistry.baihang;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.http.trafficlistener.WiremockNetworkTrafficListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.creditconnector.mockregistry.UnderWay;

/** The agency over HTTP: one record in, its verdict out. Name and password are asked for, identity fields come enciphered. */
public final class BaihangHttp implements AutoCloseable {
    private static final String NAME = "baihang";
    private static final String HOST = "127.0.0.1";
    private static final List<String> ENCIPHERED = List.of("name", "pid", "mobile");
    private static final Map<String, String> PATHS = Map.of(
            "/api/v1/credit/loan/issue", "D2",
            "/api/v1/credit/loan/track", "D3",
            "/api/v1/credit/report", "C1",
            "/api/v1/credit/loop/account", "X2",
            "/api/v1/credit/loop/issue", "CL1",
            "/api/v1/credit/loop/track", "CL2");

    private final BaihangRegistry registry;
    private final AgencyKeys keys;
    private final String authorization;
    private final AtomicLong posts = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final UnderWay underWay = new UnderWay();
    private final WireMockServer server;

    /**
     * Starts it on loopback.
     *
     * @param port 0 takes any free one
     */
    public BaihangHttp(BaihangRegistry registry, AgencyKeys keys, int port, String user, String password) {
        this.registry = registry;
        this.keys = keys;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress(HOST)
                .port(port)
                .disableRequestJournal()
                .http2PlainDisabled(true)
                .stubRequestLoggingDisabled(true)
                .networkTrafficListener(new CountedConnections())
                .notifier(new com.github.tomakehurst.wiremock.common.Slf4jNotifier(false))
                .extensions(new Agency()));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(NAME)));
    }

    /** Where it listens, without a slash at the end. */
    public URI url() {
        return URI.create("http://" + HOST + ":" + server.port());
    }

    /** Records that were posted, whatever became of them. */
    public long posts() {
        return posts.get();
    }

    /** Connections that were opened. */
    public long connections() {
        return connections.get();
    }

    /** How many records are in its hands at once. */
    public UnderWay underWay() {
        return underWay;
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class CountedConnections implements WiremockNetworkTrafficListener {
        @Override
        public void opened(Socket socket) {
            connections.incrementAndGet();
        }

        @Override
        public void incoming(Socket socket, ByteBuffer bytes) {}

        @Override
        public void outgoing(Socket socket, ByteBuffer bytes) {}

        @Override
        public void closed(Socket socket) {}
    }

    private final class Agency implements ResponseDefinitionTransformerV2 {
        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            return answer(event.getRequest()).build();
        }
    }

    private ResponseDefinitionBuilder answer(Request request) {
        if (!authorization.equals(request.getHeader("Authorization"))) {
            return aResponse().withStatus(401);
        }
        String kind = PATHS.get(request.getUrl());
        if (kind == null || !request.getMethod().getName().equals("POST")) {
            return aResponse().withStatus(404);
        }
        posts.incrementAndGet();
        try (UnderWay.Stay ignored = underWay.enter()) {
            return answer(kind, request.getBodyAsString());
        }
    }

    private ResponseDefinitionBuilder answer(String kind, String body) {
        if (registry.strikes(BaihangFault.LOSE_RECORD)) {
            return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
        }
        if (registry.strikes(BaihangFault.TOO_MANY)) {
            return aResponse().withStatus(429).withHeader("Retry-After", "1");
        }
        if (registry.strikes(BaihangFault.UNAVAILABLE)) {
            return aResponse().withStatus(503);
        }
        ObjectNode says = judged(kind, body);
        if (registry.strikes(BaihangFault.LOSE_ANSWER)) {
            return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
        }
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(registry.strikes(BaihangFault.GARBLED) ? "<html>" : says.toString());
    }

    private ObjectNode judged(String kind, String body) {
        JsonNode record;
        try {
            record = BaihangRegistry.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return failed(new Refusal("BH10", "", "it is no JSON"));
        }
        if (!(record instanceof ObjectNode plain)) {
            return failed(new Refusal("BH10", "", "it is no JSON object"));
        }
        for (String tag : ENCIPHERED) {
            String opened = keys.field(plain.path(tag).asText(""));
            if (opened == null) {
                return failed(new Refusal("BH15", tag, tag + " cannot be opened"));
            }
            plain.put(tag, opened);
        }
        Optional<Refusal> refusal = registry.post(kind, plain);
        return refusal.map(BaihangHttp::failed)
                .orElseGet(() -> BaihangRegistry.JSON
                        .createObjectNode()
                        .put("status", "success")
                        .put("reqID", plain.path("reqID").asText()));
    }

    private static ObjectNode failed(Refusal refusal) {
        return BaihangRegistry.answer(refusal).put("status", "fail");
    }
}
