package org.creditconnector.mockregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bridge to WireMock: one stub of low priority whose answers this extension makes. A tester's own stub, put through the admin
 * API, goes before it; resetting WireMock's stubs brings it back.
 */
final class RegistryExtension implements ResponseDefinitionTransformerV2 {
    static final String NAME = "registry";

    private static final Logger LOG = LoggerFactory.getLogger(RegistryExtension.class);
    private static final int LOW_PRIORITY = 10;

    private final RegistryApi registry;
    private final ControlApi control;

    RegistryExtension(RegistryApi registry, ControlApi control) {
        this.registry = registry;
        this.control = control;
    }

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
        Request request = event.getRequest();
        String path = RegistryApi.path(request);
        try {
            return path.startsWith(ControlApi.ROOT) ? control.respond(request) : registry.respond(request);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.getMethod().getName(), path, e);
            return RegistryApi.http(Answer.problem(
                            500,
                            Json.object()
                                    .put("type", "about:blank")
                                    .put("title", "The mock registry failed: " + e)
                                    .put("status", 500)))
                    .build();
        }
    }

    /** The stub that hands requests to this extension; WireMock loads it at the start and at every reset of its stubs. */
    static final class Stubs implements MappingsSource {
        @Override
        public void loadMappingsInto(StubMappings mappings) {
            mappings.addMapping(any(anyUrl())
                    .withId(UUID.nameUUIDFromBytes(NAME.getBytes(StandardCharsets.UTF_8)))
                    .withName(NAME)
                    .atPriority(LOW_PRIORITY)
                    .willReturn(aResponse().withTransformers(NAME))
                    .build());
        }

        @Override
        public void save(List<StubMapping> stubs) {
            throw new UnsupportedOperationException("this registry keeps stubs in memory only");
        }

        @Override
        public void save(StubMapping stub) {
            throw new UnsupportedOperationException("this registry keeps stubs in memory only");
        }

        // Deleting stubs through the admin API comes here after they are gone from memory: there is nothing more to
        // delete.
        @Override
        public void remove(StubMapping stub) {}

        @Override
        public void remove(UUID stubId) {}

        @Override
        public void removeAll() {}
    }
}
