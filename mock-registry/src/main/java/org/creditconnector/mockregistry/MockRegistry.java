package org.creditconnector.mockregistry;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registry that implements the published registry API with real memory, listening on HTTP. Independent of the code it tests.
 *
 * <pre>{@code
 * try (MockRegistry registry = MockRegistry.start()) {
 *     // let the code under test report to registry.url()
 *     assertThat(registry.received("account:52")).hasSize(1);
 * }
 * }</pre>
 *
 * Thread-safe.
 */
public final class MockRegistry implements AutoCloseable {
    private final MockRegistryOptions options;
    private final Scenario start;
    private final SettableClock clock = new SettableClock();
    private final Stage stage;
    private final Registry registry;
    private final WireMockServer server;
    private final UnderWay packages = new UnderWay();
    private final RunEnds runEnds;

    private MockRegistry(MockRegistryOptions options) {
        this.options = options;
        Scenario scenario = Scenarios.find(options.scenario());
        Duration delay = options.feedbackDelay();
        this.start = delay == null ? scenario : scenario.withFeedbackDelay(delay);
        this.stage = new Stage(start);
        this.registry = new Registry(clock, options.keepRecords());
        this.runEnds = new RunEnds(registry);
        resetClock();
        var extension =
                new RegistryExtension(new RegistryApi(registry, stage, packages), new ControlApi(this, registry));
        this.server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress(options.bindAddress())
                .port(options.port())
                .disableRequestJournal()
                .http2PlainDisabled(true)
                .stubRequestLoggingDisabled(true)
                .notifier(new QuietNotifier())
                .mappingSource(new RegistryExtension.Stubs())
                .extensions(extension));
    }

    /** Starts on any free port of loopback; everything is accepted at once. */
    public static MockRegistry start() {
        return start(MockRegistryOptions.defaults());
    }

    /**
     * Starts as the options say.
     *
     * @throws ScenarioException when the scenario cannot be played
     * @throws RuntimeException when the port is taken
     */
    public static MockRegistry start(MockRegistryOptions options) {
        var mock = new MockRegistry(options);
        mock.server.start();
        return mock;
    }

    /** Where it listens, without a slash at the end, e.g. {@code http://127.0.0.1:8089}. */
    public URI url() {
        String host = options.bindAddress().contains(":") ? "[" + options.bindAddress() + "]" : options.bindAddress();
        return URI.create("http://" + host + ":" + port());
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** How many packages are in its hands at once. */
    public UnderWay packagesUnderWay() {
        return packages;
    }

    /** Name of the scenario that plays. */
    public String scenario() {
        return stage.scenario().name();
    }

    /**
     * Plays another scenario from now on: a packaged page by name, or a file by path. Memory stays; occurrences of faults count
     * from 1 again.
     *
     * @throws ScenarioException when it cannot be played
     */
    public MockRegistry scenario(String nameOrFile) {
        play(Scenarios.find(nameOrFile));
        return this;
    }

    /**
     * Plays a scenario written on the spot.
     *
     * @throws ScenarioException with all problems of the page
     */
    public MockRegistry scenarioPage(String yaml) {
        play(ScenarioReader.read("given", "page", yaml));
        return this;
    }

    void play(Scenario scenario) {
        stage.play(scenario);
    }

    Scenario playing() {
        return stage.scenario();
    }

    /** Everything received about a subject, e.g. {@code account:52}, oldest first. */
    public List<ReceivedItem> received(String subject) {
        return registry.received(subject);
    }

    /** All durable effects in order, with records. */
    public List<Effect> effects() {
        return registry.effects(0, Integer.MAX_VALUE, true);
    }

    /**
     * All that stands up to a report date, in the order of the listing.
     *
     * @param lender code of the lender; null where only one ever reported
     */
    public List<Holding> holdings(@Nullable String lender, LocalDate date) {
        return registry.holdings(lender, date);
    }

    /**
     * Loses what stands of a subject, as though it had never been accepted: statement and listing are without it, and its next
     * item may have any sequence. What was received and judged stays in {@link #received} and {@link #effects}.
     *
     * @param lender code of the lender; null where only one ever reported
     * @return number of items that are gone
     */
    public int forget(@Nullable String lender, String subject) {
        return registry.forget(lender, subject);
    }

    /**
     * Holds an item that nobody sent, as though it had been received and accepted. No effect tells of it.
     *
     * @param lender code of the lender; null where only one ever reported
     */
    public void invent(@Nullable String lender, Holding holding) {
        registry.invent(lender, holding);
    }

    /**
     * Falsifies an amount of the newest standing item of a subject, and so its digest.
     *
     * @param lender code of the lender; null where only one ever reported
     * @param figure {@code principal}, {@code creditLimit}, {@code outstanding}, {@code overdue} or {@code paid}
     * @param amount what is held from now on; null for none
     * @return whether anything stands there
     * @throws IllegalArgumentException for another figure
     */
    public boolean alter(@Nullable String lender, String subject, String figure, @Nullable BigDecimal amount) {
        return registry.alter(lender, subject, Figure.named(figure), amount);
    }

    /** Falsifies something in the newest standing item of a subject that no amount tells: only its digest is another one. */
    public boolean alter(@Nullable String lender, String subject) {
        return registry.alter(lender, subject, null, null);
    }

    /**
     * Takes packages over Kafka too, into the same memory, and writes answers there; until the door is closed.
     *
     * @param cluster properties of a Kafka client, {@code bootstrap.servers} among them
     * @param packages topic that packages and ends of runs are taken from, from its beginning
     * @param answers topic that all feedback is written to
     * @throws KafkaRefusedException when a topic cannot be had; one sentence
     */
    public KafkaDoor openKafka(Map<String, ?> cluster, String packages, String answers) throws KafkaRefusedException {
        return KafkaDoor.open(registry, stage, runEnds, cluster, packages, answers);
    }

    /** Ends of runs that were told over Kafka, in the order in which they first came. */
    public List<RunEndSeen> runEnds() {
        return runEnds.seen();
    }

    /** Requests by {@code operationId} of the contract, also those that a fault struck. */
    public Map<String, Arrivals> arrivals() {
        return stage.arrivals();
    }

    /** Forgets the places in the list of feedback that clients were told to go on from. */
    public void forgetCursors() {
        registry.forgetCursors();
    }

    /** Publishes all feedback that waits, due or not; answers how many. */
    public int release() {
        return registry.release();
    }

    /** The registry's time. */
    public Instant now() {
        return clock.now();
    }

    /** Stops the clock at the instant; feedback that has become due is published. */
    public void clock(Instant now) {
        clock.set(now);
    }

    /** Stops the clock that much after now. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /** Lets the clock go on with the machine's time. */
    public void followMachineClock() {
        clock.followMachine();
    }

    /** Forgets everything: memory, arrivals, stubs of testers; scenario and clock are those of the start. */
    public void reset() {
        registry.reset();
        runEnds.reset();
        stage.reset(start);
        resetClock();
        server.resetToDefaultMappings();
    }

    private void resetClock() {
        Instant at = options.clock();
        if (at == null) {
            clock.followMachine();
        } else {
            clock.set(at);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
