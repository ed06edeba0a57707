package org.creditconnector.mockregistry;

import com.github.tomakehurst.wiremock.http.ImmutableRequest;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same registry as {@link MockRegistry}, asked without a wire: requests in, answers out, on the caller's thread. For simulations
 * that play thousands of nights; time stands still until it is moved, so that the same requests always get the same answers.
 */
public final class InMemoryRegistry {
    private static final String NOWHERE = "http://registry.invalid";

    private final SettableClock clock = new SettableClock();
    private final Stage stage;
    private final Registry registry;
    private final RegistryApi api;

    private InMemoryRegistry(Instant now, Scenario scenario) {
        clock.set(now);
        this.stage = new Stage(scenario);
        this.registry = new Registry(clock, true);
        this.api = new RegistryApi(registry, stage, new UnderWay());
    }

    /** An empty registry at an instant; everything is accepted at once. */
    public static InMemoryRegistry at(Instant now) {
        return new InMemoryRegistry(now, Scenarios.find("all-accepted"));
    }

    /**
     * What the registry answers.
     *
     * @param status HTTP status
     * @param headers header fields
     * @param body JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared never
    public record Reply(int status, Map<String, String> headers, byte[] body) {}

    /**
     * One request.
     *
     * @param method {@code GET} or {@code PUT}
     * @param pathAndQuery below the registry's address, query percent-encoded
     * @param headers header fields
     * @param body empty for a question
     */
    public Reply answer(String method, String pathAndQuery, Map<String, String> headers, byte[] body) {
        ImmutableRequest.Builder request = ImmutableRequest.create()
                .withMethod(RequestMethod.fromString(method))
                .withAbsoluteUrl(NOWHERE + pathAndQuery)
                .withBody(body);
        headers.forEach(request::withHeader);
        ResponseDefinition answer = api.respond(request.build());
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.getHeaders().all().forEach(header -> fields.put(header.key(), header.firstValue()));
        return new Reply(answer.getStatus(), fields, answer.getByteBody());
    }

    /**
     * Plays a scenario written on the spot; memory stays. Its faults of the wire do not strike here.
     *
     * @throws ScenarioException with all problems of the page
     */
    public void scenarioPage(String yaml) {
        stage.play(ScenarioReader.read("given", "page", yaml));
    }

    /** Durable effects after a number, in order, with records. */
    public List<Effect> effects(long after) {
        return registry.effects(after, Integer.MAX_VALUE, true);
    }

    /** Whether it took in a package. */
    public boolean knows(String packageId) {
        return registry.knows(packageId);
    }

    /** Publishes all feedback that waits, due or not; answers how many. */
    public int release() {
        return registry.release();
    }

    /** The registry's time. */
    public Instant now() {
        return clock.now();
    }

    /** Moves the clock; feedback that has become due is published when something is asked next. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /** Forgets everything and accepts everything at once; the clock stands at the instant. */
    public void reset(Instant now) {
        registry.reset();
        stage.reset(Scenarios.find("all-accepted"));
        clock.set(now);
    }
}
