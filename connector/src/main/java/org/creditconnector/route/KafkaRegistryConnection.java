package org.creditconnector.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.creditconnector.delivery.CursorRefusedException;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.KafkaSettings;
import org.creditconnector.delivery.RecordProtocol;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.delivery.RunEnd;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.http.PackageBody;
import org.creditconnector.delivery.kafka.AnswerTopic;
import org.creditconnector.delivery.kafka.Cluster;
import org.creditconnector.delivery.kafka.PackageTopic;
import org.creditconnector.delivery.kafka.Topic;
import org.creditconnector.digest.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A target over the channel {@code kafka}: each call is one exchange through one of its two routes, one at a time, because they share
 * connections. A registry can be asked nothing over a log: what it answers stands in its topic, and nothing else.
 */
final class KafkaRegistryConnection implements RegistryConnection, AutoCloseable {
    private final TargetEndpoint endpoint;
    private final KafkaSettings settings;
    private final RecordProtocol protocol;
    private final Cluster cluster;
    private final PackageTopic packages;
    private final AnswerTopic answers;
    private final Exchanges exchanges;

    KafkaRegistryConnection(TargetEndpoint endpoint, RecordProtocol protocol, Exchanges exchanges) {
        this.endpoint = endpoint;
        this.settings = Objects.requireNonNull(endpoint.kafka(), "kafka");
        this.protocol = protocol;
        this.cluster = new Cluster(endpoint, settings);
        this.packages = new PackageTopic(endpoint, settings, cluster);
        this.answers = new AnswerTopic(endpoint, settings, protocol, cluster);
        this.exchanges = exchanges;
    }

    @Override
    public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
        return deliver(manifest, file, () -> {});
    }

    @Override
    public DeliveryOutcome deliver(SubmissionPackage manifest, Path file, Runnable lastCheck) {
        byte[] value;
        Map<String, String> headers;
        try {
            long size = Files.size(file);
            if (size > settings.recordBytes()) {
                return HandRecordOver.tooLarge(
                        endpoint.name(),
                        "the package has " + size + " bytes, record-bytes are " + settings.recordBytes());
            }
            value = Files.readAllBytes(file);
            headers = protocol.packageHeaders(manifest, PackageBody.contentDigest(file));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "package " + manifest.getPackageId() + " to " + endpoint.name() + ": nothing was sent, "
                            + e.getMessage(),
                    e);
        }
        return append(manifest.getPackageId(), headers, value, lastCheck);
    }

    @Override
    public boolean isToldOfRunEnds() {
        return true;
    }

    @Override
    public DeliveryOutcome endRun(RunEnd end, Runnable lastCheck) {
        return append(protocol.runEndKey(end), protocol.runEndHeaders(end), protocol.runEnd(end), lastCheck);
    }

    private synchronized DeliveryOutcome append(
            String key, Map<String, String> headers, byte[] value, Runnable lastCheck) {
        RecordOnTheWay record =
                new RecordOnTheWay(endpoint.name(), packages, key, headers, value, sha256(value), lastCheck);
        try {
            return exchanges.through("direct:deliver-" + endpoint.name(), record, DeliveryOutcome.class);
        } catch (ExchangeFailedException e) {
            throw new IllegalStateException(
                    "record " + key + " to " + endpoint.name() + ": nothing was sent, " + e.getMessage(), e);
        }
    }

    private static String sha256(byte[] value) {
        return HexFormat.of().formatHex(Sha256.start().digest(value));
    }

    @Override
    public PackageKnowledge packageKnowledge(String packageId) {
        throw unavailable("package " + packageId, "over Kafka a registry cannot be asked about a package", null);
    }

    @Override
    public FeedbackPage feedback(@Nullable String after) {
        String topic = answers.name();
        if (topic == null) {
            throw unavailable("feedback", "no answers topic is configured", null);
        }
        return ask("feedback", FeedbackPage.class, () -> answers.page(topic, after));
    }

    @Override
    public Statement statement(LocalDate date) {
        throw unavailable("statement of " + date, "over Kafka it states nothing", null);
    }

    @Override
    public HoldingsPage holdings(LocalDate date, @Nullable String after) {
        throw unavailable("holdings of " + date, "over Kafka it lists nothing", null);
    }

    @Override
    public String check() {
        return ask("check", String.class, () -> {
            StringBuilder found = new StringBuilder(endpoint.url() + " answers, ");
            found.append(shown(cluster.writable(settings.packages()))).append(" can be written");
            String topic = answers.name();
            if (topic != null) {
                found.append(", ").append(shown(answers.reach(topic))).append(" can be read");
            }
            return found.toString();
        });
    }

    private static String shown(Topic topic) {
        return "topic " + topic.name() + " (" + topic.partitions()
                + (topic.partitions() == 1 ? " partition)" : " partitions)");
    }

    private synchronized <T> T ask(String what, Class<T> kind, TopicQuestion question) {
        try {
            return exchanges.through("direct:ask-" + endpoint.name(), question, kind);
        } catch (CursorRefusedException e) {
            throw new CursorRefusedException(endpoint.name() + ": " + e.getMessage());
        } catch (ExchangeFailedException e) {
            throw unavailable(what, e.failure().getMessage(), e);
        }
    }

    private RegistryUnavailableException unavailable(String what, @Nullable String came, @Nullable Exception cause) {
        return RegistryUnavailableException.noUsableAnswer(endpoint, what, came, cause);
    }

    /** Gives all connections up. */
    @Override
    public synchronized void close() {
        packages.close();
        answers.close();
        cluster.close();
    }
}
