package org.creditconnector.route;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.RecordProtocol;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.file.DirectoryPlace;
import org.creditconnector.delivery.file.FilePlace;
import org.creditconnector.delivery.file.SftpPlace;
import org.creditconnector.delivery.file.SshConnections;
import org.creditconnector.delivery.http.RegistryHttpClient;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryProfile;

/**
 * Everything that moves: one Camel context with the routes of this package. Thread-safe once started. Camel is a plain library
 * here; nobody outside this package sees an exchange.
 */
public final class ConnectorRuntime implements AutoCloseable {
    private final Registries registries;
    private final CamelContext context = new DefaultCamelContext();
    private final ScheduledExecutorService watch;
    private final Exchanges exchanges;
    private final SshConnections ssh = new SshConnections();
    private final List<FilePlace> places = new ArrayList<>();
    private final List<CloseableHttpClient> clients = new ArrayList<>();
    private final List<KafkaRegistryConnection> logs = new ArrayList<>();
    private final UnaryOperator<FilePlace> way;

    /**
     * Builds and starts the routes.
     *
     * @param registries kinds of registries that can be connected
     * @param rules the rules that are true for any registry: findings of one record
     * @throws IllegalStateException when the routes cannot be started: our bug
     */
    public ConnectorRuntime(Registries registries, Function<CreditRecord, List<Finding>> rules) {
        this(registries, rules, UnaryOperator.identity());
    }

    /**
     * The same with something on the way to places for files, which sees and may change each step there.
     *
     * @param way makes of a place the one that is used
     */
    public ConnectorRuntime(
            Registries registries, Function<CreditRecord, List<Finding>> rules, UnaryOperator<FilePlace> way) {
        this.registries = registries;
        this.way = way;
        this.watch = watch();
        try {
            context.getCamelContextExtension().setName("credit-connector");
            context.setStreamCaching(false);
            context.setLoadTypeConverters(false);
            context.addRoutes(new CreditRecordsRoute(rules));
            context.addRoutes(new HttpDeliveryRoute());
            context.addRoutes(new HttpQuestionRoute());
            context.addRoutes(new FeedbackRoute());
            context.addRoutes(new FileDeliveryRoute());
            context.addRoutes(new FileQuestionRoute());
            context.addRoutes(new KafkaDeliveryRoute());
            context.addRoutes(new KafkaQuestionRoute());
            context.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("the connector's routes cannot be started", e);
        }
        this.exchanges = new Exchanges(context.createProducerTemplate());
    }

    /**
     * Takes a key range through the route {@code credit-records}, in parts: map, check, due, render.
     *
     * @throws AccountFailureException when code of ours threw for one account; nothing of the range may be stored
     */
    public PreparedRange prepare(RangeWork work) {
        return RangeParts.through(work, this::part);
    }

    private PreparedRange part(RangeWork work) {
        try {
            return exchanges.through(CreditRecordsRoute.START, work, PreparedRange.class);
        } catch (ExchangeFailedException e) {
            throw new IllegalStateException("a key range of target " + work.target() + " failed: " + e.getMessage(), e);
        }
    }

    /**
     * Makes the routes of one target.
     *
     * @throws IllegalArgumentException for an unknown profile or channel, or a profile the channel cannot serve
     */
    public synchronized RegistryConnection connect(TargetEndpoint endpoint) {
        RegistryProfile profile = registries
                .profile(endpoint.profile())
                .configured(endpoint.settings())
                .over(endpoint.channel());
        profile.requireChannel(endpoint.name(), endpoint.channel());
        if (context.getRoute("deliver-" + endpoint.name()) != null) {
            throw new IllegalArgumentException("target " + endpoint.name() + " is connected already");
        }
        return switch (endpoint.channel()) {
            case TargetEndpoint.HTTP -> connect(endpoint, profile.http().orElseThrow());
            case TargetEndpoint.KAFKA -> connect(endpoint, profile.records().orElseThrow());
            default -> connect(endpoint, profile.files().orElseThrow());
        };
    }

    private RegistryConnection connect(TargetEndpoint endpoint, HttpProtocol protocol) {
        String client = "client-" + endpoint.name();
        CloseableHttpClient http = RegistryHttpClient.of(endpoint, watch);
        clients.add(http);
        context.getRegistry().bind(client, http);
        route(HttpDeliveryRoute.TEMPLATE, "deliver-", endpoint)
                .parameter("url", endpoint.url().toString())
                .parameter("client", client)
                .add();
        route(HttpQuestionRoute.TEMPLATE, "ask-", endpoint)
                .parameter("url", endpoint.url().toString())
                .parameter("client", client)
                .add();
        TemplatedRouteBuilder.builder(context, FeedbackRoute.TEMPLATE)
                .routeId("feedback-" + endpoint.name())
                .parameter("target", endpoint.name())
                .add();
        return new HttpRegistryConnection(endpoint, protocol, exchanges);
    }

    private RegistryConnection connect(TargetEndpoint endpoint, FileProtocol protocol) {
        FileSettings files = Objects.requireNonNull(endpoint.files(), "files");
        FilePlace place = way.apply(
                endpoint.channel().equals(TargetEndpoint.SFTP)
                        ? new SftpPlace(endpoint, ssh, watch)
                        : new DirectoryPlace(Path.of(files.upload())));
        route(FileDeliveryRoute.TEMPLATE, "deliver-", endpoint).add();
        route(FileQuestionRoute.TEMPLATE, "ask-", endpoint).add();
        places.add(place);
        return new FileRegistryConnection(endpoint, protocol, place, exchanges);
    }

    private RegistryConnection connect(TargetEndpoint endpoint, RecordProtocol protocol) {
        route(KafkaDeliveryRoute.TEMPLATE, "deliver-", endpoint).add();
        route(KafkaQuestionRoute.TEMPLATE, "ask-", endpoint).add();
        KafkaRegistryConnection connection = new KafkaRegistryConnection(endpoint, protocol, exchanges);
        logs.add(connection);
        return connection;
    }

    private TemplatedRouteBuilder route(String template, String prefix, TargetEndpoint endpoint) {
        return TemplatedRouteBuilder.builder(context, template)
                .routeId(prefix + endpoint.name())
                .parameter("target", endpoint.name())
                .parameter("connectRepeats", endpoint.limits().connectRepeats())
                .parameter(
                        "connectPauseMillis", endpoint.limits().connectPause().toMillis());
    }

    /** Stops the routes and closes connections; calls under way end with what is known of them. */
    @Override
    public void close() {
        context.stop();
        clients.forEach(client -> client.close(CloseMode.GRACEFUL));
        places.forEach(FilePlace::close);
        logs.forEach(KafkaRegistryConnection::close);
        ssh.close();
        watch.shutdownNow();
    }

    private static ScheduledExecutorService watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "registry-call-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }
}
